//! The program works on the workspace that it is started in, as mdBook's preprocessor too.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use book::serve;
use book::steps::STEPS;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::common::fixture;

/// What mdBook writes to its preprocessor, with one chapter.
fn input(content: &str) -> String {
    let chapter = json!({
        "name": "A", "content": content, "number": null, "sub_items": [],
        "path": "a.md", "source_path": "a.md", "parent_names": [],
    });
    let context = json!({
        "root": ".", "config": {}, "renderer": "html", "mdbook_version": mdbook_preprocessor::MDBOOK_VERSION,
    });
    json!([context, { "items": [{ "Chapter": chapter }] }]).to_string()
}

/// Runs the program as a preprocessor in a directory.
fn preprocess(directory: &Path, content: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_book"));
    program.arg("preprocess").current_dir(directory);
    program.stdin(Stdio::piped()).stdout(Stdio::piped());
    program.stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that finds no workspace does not read on.
    let _ = stdin.write_all(input(content).as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn the_preprocessor_works_on_the_workspace_around_it() {
    let members = STEPS.iter().map(|step| format!("\"{}\", ", step.name));
    let members: String = members.collect();
    let cargo = format!("[workspace]\nmembers = [{members}\"book\"]\n");
    let paths = STEPS
        .iter()
        .map(|step| format!("{}/tests/promises.rs", step.name));
    let paths: Vec<String> = paths.collect();
    let promise = "#[test]\nfn is_its_own() {}\n";
    let promises = paths.iter().map(|path| (path.as_str(), promise));
    let files = [("Cargo.toml", cargo.as_str()), ("book/book.toml", "")];
    let files = fixture(&files.into_iter().chain(promises).collect::<Vec<_>>());
    let book = files.workspace.root().join("book");
    let output = preprocess(&book, "# A\n\n{{#promises}}\n");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let book: Value = serde_json::from_slice(&output.stdout).unwrap();
    let content = book["items"][0]["Chapter"]["content"].as_str().unwrap();
    assert!(content.contains("is its own</a>"), "{content}");
}

/// Holds if the program fails, and says this and nothing else.
fn fails(output: &Output, error: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, format!("error: {error}\n"));
    assert!(output.stdout.is_empty() && !output.status.success());
}

#[test]
fn outside_of_the_workspace_the_program_says_so() {
    let elsewhere = TempDir::new().unwrap();
    let place = elsewhere.path().display();
    let error = format!(
        "{place} does not lie in the workspace of this book: no Cargo.toml there or above \
         has `book` and the steps as members"
    );
    fails(&preprocess(elsewhere.path(), ""), &error);
}

#[tokio::test]
async fn an_unknown_path_gets_the_books_own_page() {
    let files = fixture(&[("404.html", "<p>not found")]);
    let request = Request::get("/no/such").body(Body::empty()).unwrap();
    let app = serve::app(files.workspace.root());
    let response = app.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 404);
    let body = to_bytes(response.into_body(), 99).await.unwrap();
    assert_eq!(body, "<p>not found");
}

#[tokio::test]
async fn a_port_in_use_is_said_in_one_line() {
    let taken = serve::listen(0).await.unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut program = Command::new(env!("CARGO_BIN_EXE_book"));
    let output = program.args(["--port", &port.to_string()]).output();
    let error = format!("port {port} is in use: choose another one with --port");
    fails(&output.unwrap(), &error);
}
