//! The chapters' transcripts are what the steps really say, and the replay would notice if not.

use anyhow::Result;
use book::transcript::shell::Tool;
use book::transcript::{Outcome, chapters, replay, rewritten, server};
use book::workspace::Workspace;

const CHAPTER: &str = "step04-session-dict.md";

/// A session with every kind of command in it.
const COMMANDS: &str = "\
# A chapter

```console
$ cargo run -p step04-session-dict
$ curl -i http://127.0.0.1:3000/
$ curl -si localhost:3000/login -d username=Ada -c jar.txt
$ cat jar.txt
$ curl -b jar.txt -c jar.txt http://127.0.0.1:3000/
$ curl -s -b jar.txt localhost:3000/
$ curl -sS -o /dev/null -w '%{http_code}\\n' localhost:3000/nothing
$ curl -i -X DELETE localhost:3000/
$ curl -b 'session=forged; theme=dark' \\
    -H 'X-Anything: 1' localhost:3000
```

```console,step02-cookie
$ curl -i --data-urlencode 'username=a b;ü&' -c two.txt localhost:3000/login
$ curl -b two.txt localhost:3000/
$ curl -d username=x -d other=y -b two.txt -c two.txt localhost:3000/login
$ cat two.txt
$ curl -b jar.txt -c jar.txt -H 'Cookie: theme=dark' localhost:3000/
$ curl -b jar.txt -c jar.txt 127.0.0.1:3000/
$ cat jar.txt
```
";

fn workspace() -> Workspace {
    Workspace::find().unwrap()
}

async fn run(text: &str, tool: Tool) -> Result<Vec<Outcome>> {
    replay(&workspace(), CHAPTER, text, server::step, tool).await
}

/// The chapter with every output filled in.
async fn recorded() -> String {
    rewritten(COMMANDS, &run(COMMANDS, Tool::Own).await.unwrap())
}

fn failures(outcomes: &[Outcome]) -> Vec<String> {
    let failed = outcomes.iter().filter(|outcome| !outcome.holds());
    failed.map(|outcome| outcome.difference(CHAPTER)).collect()
}

#[tokio::test]
async fn every_chapter_shows_what_the_steps_say() {
    let workspace = workspace();
    let mut differences = Vec::new();
    for (path, text) in chapters(&workspace).unwrap() {
        let outcomes = replay(&workspace, &path, &text, server::step, Tool::Own)
            .await
            .unwrap();
        let failed = outcomes.iter().filter(|outcome| !outcome.holds());
        differences.extend(failed.map(|outcome| outcome.difference(&path)));
    }
    assert!(
        differences.is_empty(),
        "run `cargo run -p book -- refresh`\n{}",
        differences.join("\n")
    );
}

#[tokio::test]
async fn a_recorded_chapter_holds_when_it_is_replayed() {
    let text = recorded().await;
    let outcomes = run(&text, Tool::Own).await.unwrap();
    assert_eq!(outcomes.len(), 16);
    assert_eq!(failures(&outcomes), Vec::<String>::new());
}

#[tokio::test]
async fn one_wrong_byte_fails() {
    let text = recorded().await;
    for (right, wrong) in [
        ("HTTP/1.1 303", "HTTP/1.1 302"),
        ("content-length: 31", "content-length: 30"),
        ("Logged in as Ada", "Logged in as Ade"),
        ("; HttpOnly", "; Httponly"),
        ("session=eyJ", "session=eyK"),
        ("405 Method Not Allowed", "405 Method not Allowed"),
    ] {
        let wrong = text.replacen(right, wrong, 1);
        assert_ne!(wrong, text, "{right} is in the chapter");
        assert_eq!(
            failures(&run(&wrong, Tool::Own).await.unwrap()).len(),
            1,
            "{right}"
        );
    }
}

#[tokio::test]
async fn a_difference_names_the_chapter_the_line_and_both_texts() {
    let text = recorded()
        .await
        .replace("Logged in as Ada", "Logged in as Eve");
    let failures = failures(&run(&text, Tool::Own).await.unwrap());
    assert!(
        failures[0].starts_with("book/chapters/step04-session-dict.md:"),
        "{}",
        failures[0]
    );
    assert!(
        failures[0].contains("-Logged in as Eve\n+Logged in as Ada\n"),
        "{}",
        failures[0]
    );
}

#[tokio::test]
async fn a_refresh_leaves_a_right_chapter_as_it_is() {
    let text = recorded().await;
    let outcomes = run(&text, Tool::Own).await.unwrap();
    assert_eq!(rewritten(&text, &outcomes), text);
}

#[tokio::test]
async fn a_pipeline_is_an_error_that_names_the_line() {
    let text = "# A chapter\n\n```console\n$ curl localhost:3000 | grep Ada\n```\n";
    let error = format!("{:#}", run(text, Tool::Own).await.unwrap_err());
    assert_eq!(
        error,
        "book/chapters/step04-session-dict.md:4: `|` cannot be replayed"
    );
}

#[tokio::test]
async fn another_host_is_not_reached() {
    let text = "```console\n$ curl http://example.com/\n```\n";
    let error = format!("{:#}", run(text, Tool::Own).await.unwrap_err());
    assert!(
        error.contains("only http://127.0.0.1:3000 can be reached"),
        "{error}"
    );
}

#[tokio::test]
#[ignore = "needs curl: apt-get install curl"]
async fn the_real_curl_prints_the_same() {
    let workspace = workspace();
    let mut texts = vec![(CHAPTER.to_owned(), recorded().await)];
    texts.extend(chapters(&workspace).unwrap());
    for (path, text) in texts {
        let outcomes = replay(&workspace, &path, &text, server::step, Tool::Real)
            .await
            .unwrap();
        let failed = outcomes.iter().filter(|outcome| !outcome.holds());
        assert_eq!(
            failed
                .map(|outcome| outcome.difference(&path))
                .collect::<String>(),
            ""
        );
    }
}
