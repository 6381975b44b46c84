//! The chapters' transcripts are what the steps really say, and the replay would notice if not.

use book::chapter::Chapter;
use book::transcript::parse::transcripts;
use book::transcript::{Outcome, chapters, differences, replay, rewritten};
use book::workspace::Workspace;

use crate::common::passes_with_other_settings_in_the_environment;

/// A session with every kind of command in it.
const COMMANDS: &str = "\
# A chapter

```console
$ cargo run -p step04-session-dict
$ curl -i http://127.0.0.1:3000/
$ curl -si http://127.0.0.1:3000/login -d username=Ada -c jar.txt
$ cat jar.txt
$ curl -b jar.txt -c jar.txt http://127.0.0.1:3000/
$ curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:3000/nothing
$ curl -i -X DELETE http://127.0.0.1:3000/
$ curl -b 'session=forged; theme=dark' \\
    -H 'X-Anything: 1' http://127.0.0.1:3000/
```

```console,step02-cookie
$ curl -d username=x -d other=y -c two.txt http://127.0.0.1:3000/login
$ curl -b two.txt http://127.0.0.1:3000/
$ cat two.txt
```
";

fn chapter(text: &str) -> Chapter {
    Chapter::parse("step04-session-dict.md", text)
}

#[tokio::test]
#[ignore = "needs curl: apt-get install curl"]
async fn every_chapter_shows_what_the_steps_say() {
    let chapters = chapters(&Workspace::find().unwrap()).unwrap();
    let all = differences(&chapters).await.unwrap();
    let advice = "run `cargo run -p book -- refresh`";
    assert!(all.is_empty(), "{advice}\n{}", all.join("\n"));
}

#[test]
#[ignore = "needs curl: apt-get install curl"]
fn no_transcript_is_changed_by_the_readers_environment() {
    let test = "transcripts::every_chapter_shows_what_the_steps_say";
    passes_with_other_settings_in_the_environment(test);
}

#[tokio::test]
#[ignore = "needs curl: apt-get install curl"]
async fn a_refreshed_chapter_holds_and_one_wrong_byte_in_it_fails() {
    let commands = chapter(COMMANDS);
    let text = rewritten(&commands, &replay(&commands).await.unwrap());
    let recorded = chapter(&text);
    let outcomes = replay(&recorded).await.unwrap();
    assert_eq!(outcomes.len(), 11);
    assert_eq!(rewritten(&recorded, &outcomes), text);
    for (right, wrong) in [
        ("HTTP/1.1 303", "HTTP/1.1 302"),
        ("content-length: 31", "content-length: 30"),
        ("; HttpOnly", "; Httponly"),
        ("session=eyJ", "session=eyK"),
        ("FALSE\t/\tFALSE", "FALSE\t/\tTRUE"),
        ("\n404\n", "\n403\n"),
        ("405 Method Not Allowed", "405 Method not Allowed"),
    ] {
        let changed = text.replacen(right, wrong, 1);
        assert_ne!(changed, text, "{right} is in the chapter");
        let found = differences(&[chapter(&changed)]).await.unwrap();
        assert_eq!(found.len(), 1, "{right}: {found:?}");
    }
}

#[tokio::test]
#[ignore = "needs curl: apt-get install curl"]
async fn a_command_that_fails_is_an_error_with_its_place() {
    let text = "# A chapter\n\n```console\n$ cat nothing\n```\n";
    let error = format!("{:#}", replay(&chapter(text)).await.unwrap_err());
    let place = "book/chapters/step04-session-dict.md:4: cat nothing: ";
    assert!(error.starts_with(place), "{error}");
}

fn outcome(text: &str, output: &str) -> Outcome {
    let exchange = transcripts(&chapter(text))[0].exchanges[0].clone();
    let output = output.to_owned();
    Outcome { exchange, output }
}

#[test]
fn a_difference_names_the_chapter_the_line_and_both_texts() {
    let text = "```console\n$ curl http://127.0.0.1:3000/\nLogged in as Eve\n```\n";
    let difference = outcome(text, "Logged in as Ada\n").difference("step04-session-dict.md");
    let place = "book/chapters/step04-session-dict.md:2: $ curl http://127.0.0.1:3000/\n";
    assert!(difference.starts_with(place), "{difference}");
    let lines = "-Logged in as Eve\n+Logged in as Ada\n";
    assert!(difference.ends_with(lines), "{difference}");
}

#[test]
fn an_indented_block_is_rewritten_as_it_is_indented() {
    let text = "1. Ask:\n\n   ```console\n   $ curl http://127.0.0.1:3000/\n   old\n   ```\n";
    let fresh = rewritten(&chapter(text), &[outcome(text, "one\ntwo\n")]);
    assert_eq!(fresh, text.replace("old", "one\n   two"));
}
