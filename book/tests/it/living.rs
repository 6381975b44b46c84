//! What the builder puts into the pages for their scripts: the requests of transcripts.

use std::fs;

use book::chapter::Chapter;
use book::console;
use book::workspace::Workspace;
use regex::Regex;
use serde_json::{Value, json};

/// The text of a chapter with what the page needs to run its transcripts.
fn wrapped(path: &str, text: &str) -> anyhow::Result<String> {
    let mut chapter = Chapter::parse(path, text);
    console::wrap(&mut chapter)?;
    Ok(chapter.source())
}

/// The step and the requests of the only block that the page can run.
fn block(text: &str) -> (String, Value) {
    let html = wrapped("step02-cookie.md", text).unwrap();
    let head =
        Regex::new(r#"<div class="console" data-step="(.*)" data-requests="(.*)">\n"#).unwrap();
    let (_, [step, requests]) = head.captures(&html).unwrap().extract();
    let json = requests
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    (step.to_owned(), serde_json::from_str(&json).unwrap())
}

#[test]
fn a_transcript_carries_its_requests_and_its_step() {
    let text = "```console\n$ HTTPS=true cargo run -p step02-cookie\nserving on http://127.0.0.1:3000\n```\n\n```console\n$ curl -i -c jar -d username=alice http://127.0.0.1:3000/login\n$ curl -b jar -b a=<b> -H \"Origin: null\" http://127.0.0.1:3000/?a=b\n```\n";
    let requests = json!([{
        "method": "POST", "path": "/login", "headers": [], "body": "username=alice",
        "cookies": "", "jar": false, "keep": true, "settings": ["--https"],
    }, {
        "method": "GET", "path": "/?a=b", "headers": ["Origin: null"], "body": "",
        "cookies": "a=<b>", "jar": true, "keep": false, "settings": ["--https"],
    }]);
    assert_eq!(block(text), ("step02-cookie".to_owned(), requests));
    let other = "```console,step01-stateless\n$ curl http://127.0.0.1:3000/\n```\n";
    assert_eq!(block(other).0, "step01-stateless");
}

#[test]
fn the_transcript_itself_stays_as_it_is() {
    let block = "```console\n$ curl http://127.0.0.1:3000/\nHello\n```\n";
    let html = wrapped("step02-cookie.md", block).unwrap();
    assert!(html.contains(&format!("\n\n{block}\n</div>\n")), "{html}");
    let start = "```console\n$ cargo run -p step02-cookie\nserving on http://127.0.0.1:3000\n```\n";
    assert_eq!(wrapped("step02-cookie.md", start).unwrap(), start);
}

#[test]
fn a_command_that_cannot_be_read_is_an_error_with_its_place() {
    let text = "# Title\n\n```console\n$ curl --no-such-option http://127.0.0.1:3000/\n```\n";
    let error = wrapped("step02-cookie.md", text).unwrap_err().to_string();
    assert_eq!(error, "book/chapters/step02-cookie.md:4");
    let text = text.replace("--no-such-option", "-i");
    let error = format!("{:#}", wrapped("security.md", &text).unwrap_err());
    let no_step = "book/chapters/security.md:3: the block names no step";
    assert!(error.starts_with(no_step), "{error}");
}

#[test]
fn the_scripts_use_no_network_but_the_program_and_make_no_markup() {
    let danger = r"eval\(|insertAdjacentHTML|document\.write|XMLHttpRequest|import\(";
    let danger = Regex::new(danger).unwrap();
    let book = Workspace::find().unwrap().book();
    let files = ["theme", "chapters"].map(|place| fs::read_dir(book.join(place)).unwrap());
    let paths = files
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    let scripts = paths.filter(|path| path.extension().is_some_and(|end| end == "js"));
    for path in scripts {
        let (text, name) = (fs::read_to_string(&path).unwrap(), path.display());
        for line in text.lines().filter(|line| !line.trim().starts_with("//")) {
            let fetched = line.split_once("fetch(").map_or("", |(_, address)| address);
            let own = fetched.is_empty() || fetched.starts_with("`${path_to_root}run/");
            assert!(own && !danger.is_match(line), "{name}: {line}");
        }
        assert!(text.lines().count() <= 150, "{name}");
    }
}
