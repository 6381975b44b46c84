//! The table of promises says what the tests say.

use std::fs;

use crate::common::fixture;
use book::promises::{html, in_readme, markdown, read};
use book::workspace::Workspace;

const FIRST: &str = "#[tokio::test]\nasync fn greets_a_stranger() {}\n\n#[test]\n#[should_panic(expected = \"no\")]\nfn remembers() {}\n\n#[test]\nfn hides() {}\n\nfn helper() {}\n";
const SECOND: &str = "#[tokio::test]\nasync fn greets_a_stranger() {}\n\n#[test]\nfn remembers() {}\n\n#[test]\n#[should_panic]\nfn hides() {}\n";

#[test]
fn the_table_marks_what_each_step_keeps() {
    let steps = fixture(&[
        ("step01-a/tests/promises.rs", FIRST),
        ("step02-b/tests/promises.rs", SECOND),
    ]);
    let table = "\
| promise | 01 | 02 |
|---|---|---|
| greets a stranger | ✓ | ✓ |
| remembers | – | ✓ |
| hides | ✓ | – |
";
    assert_eq!(markdown(&steps.workspace).unwrap(), table);
    let html = html(&steps.workspace, "diffs/a.md").unwrap();
    assert!(
        html.contains("<a href=\"../step01-a.html\">greets a stranger</a>"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"../step02-b.html\">remembers</a>"),
        "{html}"
    );
    assert!(html.contains("<th scope=\"row\">hides</th>"), "{html}");
}

#[test]
fn steps_with_other_promises_or_another_order_are_refused() {
    let swapped = "#[test]\nfn remembers() {}\n\n#[test]\nfn greets_a_stranger() {}\n\n#[test]\nfn hides() {}\n";
    let steps = fixture(&[
        ("step01-a/tests/promises.rs", FIRST),
        ("step02-b/tests/promises.rs", swapped),
    ]);
    let error = read(&steps.workspace).unwrap_err().to_string();
    assert!(
        error.starts_with("step02-b/tests/promises.rs has other promises"),
        "{error}"
    );
}

#[test]
fn the_readme_is_changed_between_its_markers_only() {
    let readme = "a\n<!-- promises -->\nstale\n<!-- /promises -->\nb\n";
    let fresh = in_readme(readme, "| new |\n").unwrap();
    assert_eq!(
        fresh,
        "a\n<!-- promises -->\n| new |\n<!-- /promises -->\nb\n"
    );
    assert!(in_readme("no markers", "").is_err());
}

#[test]
fn the_readme_of_this_workspace_is_up_to_date() {
    let workspace = Workspace::find().unwrap();
    let readme = fs::read_to_string(workspace.root().join("README.md")).unwrap();
    let fresh = in_readme(&readme, &markdown(&workspace).unwrap()).unwrap();
    assert_eq!(readme, fresh, "run `cargo run -p book -- refresh`");
}

#[test]
fn a_doc_comment_is_the_name_of_a_promise() {
    let text = "/// turns away a cross-site login\n#[test]\nfn turns_away() {}\n\n#[test]\nfn greets() {}\n";
    let names = book::promises::tests(text).unwrap();
    let expected = ["turns away a cross-site login", "greets"];
    assert_eq!(names, expected.map(|name| (name.to_owned(), true)));
}
