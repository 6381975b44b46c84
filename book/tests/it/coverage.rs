//! Every changed line counts, whether it came or went.

use crate::common::fixture;
use book::coverage::{Coverage, measure};

/// 101 lines of data.
const VECTORS: &str = match std::str::from_utf8(&[b'\n'; 101]) {
    Ok(lines) => lines,
    Err(_) => unreachable!(),
};

const FILES: &[(&str, &str)] = &[
    ("step01-a/src/lib.rs", "fn kept() {}\n\nfn gone() {}\n"),
    ("step01-a/static/style.css", "a {}\n"),
    ("step02-b/src/lib.rs", "fn kept() {}\n\nfn came() {}\n"),
    ("step02-b/templates/page.html", "<p>new</p>\n"),
    ("step02-b/tests/promises.rs", "fn test() {}\n"),
    ("step02-b/tests/vectors.json", VECTORS),
    ("step02-b/nginx.conf", "listen 80;\n"),
    ("step02-b/.hidden", "shown\n"),
    ("step02-b/jar", "ignored\n"),
    (".gitignore", "/target\njar\n"),
];

/// The coverage of both steps by chapters of the second.
fn coverage(text: &str) -> Vec<Coverage> {
    let fixture = fixture(FILES);
    let chapter = fixture.chapter("step02-b/part.md", text).unwrap();
    measure(&fixture.workspace, &[chapter]).unwrap()
}

#[test]
fn an_empty_book_misses_every_line_of_the_first_step() {
    let first = &coverage("")[0];
    let missing = [
        "step01-a/src/lib.rs:1: + fn kept() {}",
        "step01-a/src/lib.rs:3: + fn gone() {}",
    ];
    assert_eq!(first.missing, missing);
    let figure = "step01-a: 0 of 2 changed lines shown (0 %)";
    assert_eq!(first.to_string(), figure);
}

#[test]
fn a_line_that_no_listing_shows_is_found() {
    let second = &coverage("{{#listing step02-b/src/lib.rs came}}\n")[1];
    let missing = [
        "step01-a/src/lib.rs:3: - fn gone() {}",
        "step02-b/templates/page.html:1: + <p>new</p>",
    ];
    assert_eq!(second.missing, missing);
    let figure = "step02-b: 1 of 3 changed lines shown (33 %)";
    assert_eq!(second.to_string(), figure);
}

#[test]
fn a_removed_line_counts_where_it_is_shown() {
    let beside = "{{#listing step02-b/src/lib.rs came removed}}\n{{#listing step02-b/templates/page.html file}}\n";
    assert!(coverage(beside)[1].missing.is_empty());
    let before = "{{#listing step02-b/src/lib.rs came}}\n{{#listing step01-a/src/lib.rs gone}}\n{{#listing step02-b/templates/page.html file}}\n";
    assert!(coverage(before)[1].missing.is_empty());
}

#[test]
fn a_whole_diff_does_not_count() {
    let coverage = coverage("{{#diff step01-a step02-b}}\n");
    assert_eq!(coverage[1].missing.len(), 3);
}

/// What a chapter explains comes first; the rest is folded.
#[test]
fn a_whole_diff_shows_every_file_with_its_hunks() {
    let page = fixture(FILES).chapter("a.md", "{{#diff step01-a step02-b}}\n");
    let page = page.unwrap().markdown();
    for part in [
        "git diff --no-index step01-a step02-b",
        "data-place=\"@@ -1,3 +1,3 @@\"",
        "<del><span class=\"line\">fn gone() {}</span>&#10;</del><ins><span class=\"line\">fn came() {}</span>&#10;</ins>",
        "step02-b/templates/page.html</span> <span class=\"tag\">new file</span>",
        "step01-a/static/style.css</span> <span class=\"tag\">removed file</span>",
        "## `tests/vectors.json`\n\nRecorded data, 101 lines, not shown here.",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("ignored"), "{page}");
    let (first, rest) = page.split_once("## `.hidden`").unwrap();
    assert!(first.contains("## `src/lib.rs`") && first.contains("## `templates/page.html`"));
    assert!(!first.contains("<details>"), "{first}");
    let folded = ["nginx.conf", "static/style.css", "tests/promises.rs"];
    for file in folded.map(|file| format!("## `{file}`\n\n<details><summary>Changed lines: 1<")) {
        assert!(rest.contains(&file), "{rest}");
    }
}
