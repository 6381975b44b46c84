//! What the chapter says of the tutorial's own app, asked of a real Flask.

use std::process::Command;

/// A name that is a script, a session that is no dict, a login over it, an edit within a value.
#[test]
#[ignore = "needs Flask: see book/chapters/next-to-flask.md"]
fn the_tutorial_does_what_the_book_says() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/pair/tutorial.py");
    let flask = concat!(env!("CARGO_MANIFEST_DIR"), "/flask");
    let output = Command::new("python3").args([script, flask]).output();
    let output = output.expect("python3 is installed");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
