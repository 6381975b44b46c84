//! The table of promises says what the tests say.

use std::fs;

use crate::common::fixture;
use book::promises::read;
use book::promises::table::{html, in_readme, markdown};
use book::workspace::Workspace;

const FIRST: &str = "#[tokio::test]\nasync fn greets_a_stranger() {}\n\n#[test]\n#[should_panic(expected = \"no\")]\nfn remembers() {}\n\n/// hides: all it stores\n#[test]\nfn hides() {}\n\nfn helper() {}\n";
const SECOND: &str = "#[tokio::test]\nasync fn greets_a_stranger() {}\n\n#[test]\nfn remembers() {}\n\n/// hides: all it stores\n#[test]\n#[should_panic]\nfn hides() {}\n";

/// A doc comment is the name of a promise that needs more than letters.
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
| hides: all it stores | ✓ | – |
";
    assert_eq!(markdown(&steps.workspace).unwrap(), table);
    let html = html(&steps.workspace, "diffs/a.md").unwrap();
    for cell in [
        "<a href=\"../step01-a.html\">greets a stranger</a>",
        "<a href=\"../step02-b.html\">remembers</a>",
        "<th scope=\"row\">hides: all it stores</th>",
    ] {
        assert!(html.contains(cell), "{html}");
    }
}

#[test]
fn steps_with_other_promises_or_another_order_are_refused() {
    let swapped = FIRST.replace("greets_a_stranger", "x");
    let swapped = swapped
        .replace("remembers", "greets_a_stranger")
        .replace("fn x", "fn remembers");
    for second in [swapped, FIRST.replace("greets", "meets")] {
        let steps = fixture(&[
            ("step01-a/tests/promises.rs", FIRST),
            ("step02-b/tests/promises.rs", &second),
        ]);
        let error = read(&steps.workspace).unwrap_err().to_string();
        let place = "step02-b/tests/promises.rs has other promises";
        assert!(error.starts_with(place), "{error}");
    }
}

#[test]
fn the_readme_is_changed_between_its_markers_only() {
    let readme = "a\n<!-- promises -->\nstale\n<!-- /promises -->\nb\n";
    let fresh = in_readme(readme, "| new |\n").unwrap();
    assert_eq!(fresh, readme.replace("stale", "| new |"));
    assert!(in_readme("no markers", "").is_err());
}

#[test]
fn the_readme_of_this_workspace_is_up_to_date() {
    let workspace = Workspace::find().unwrap();
    let readme = fs::read_to_string(workspace.root().join("README.md")).unwrap();
    let fresh = in_readme(&readme, &markdown(&workspace).unwrap()).unwrap();
    assert_eq!(readme, fresh, "run `cargo run -p book -- refresh`");
}
