//! The steps repeat each other on purpose, and an edit to one copy is easily forgotten in the next.
//!
//! So a step has every source and test of the step before it, and each of them is equal there, apart
//! from the name of the crate. The tables say what is different where a lesson needs it. The tests of
//! the exercises belong to one step each.

use std::ops::RangeInclusive;

use book::steps::STEPS;
use book::workspace::Workspace;
use similar::{ChangeTag, TextDiff};

/// In these steps, the file may gain lines. A line can change or go only if it has one of the words.
const DIFFERENT: &[(&str, RangeInclusive<usize>, &[&str])] = &[
    ("src/lib.rs", 2..=5, ANY),
    ("src/main.rs", 5..=5, ANY),
    ("src/payload.rs", 5..=5, ANY),
    ("src/session.rs", 5..=5, ANY),
    ("src/timed.rs", 5..=5, &["fn decode("]),
    ("tests/it/hostile.rs", 5..=5, &["_unless_it_is_of_this_"]),
    ("tests/it/main.rs", 2..=4, &[]),
    ("tests/it/main.rs", 5..=5, &["mod by_hand;"]),
    ("tests/it/names.rs", 5..=5, ANY),
    ("tests/it/recorded.rs", 4..=4, &[]),
    ("tests/it/start.rs", 5..=5, ANY),
    ("tests/it/support.rs", 4..=4, &["use CRATE::"]),
    ("tests/it/support.rs", 5..=5, ANY),
    ("tests/promises.rs", 2..=3, &["#[should_panic"]),
    (
        "tests/promises.rs",
        4..=4,
        &["#[should_panic", "use CRATE::"],
    ),
    ("tests/promises.rs", 5..=5, IN_A_PAGE),
];

/// The lesson is in the file, and every line has the empty word.
const ANY: &[&str] = &[""];

/// Step 5 has a key of its own, a configuration, and HTML in the place of plain text.
const IN_A_PAGE: &[&str] = &[
    "#[should_panic",
    "use CRATE::",
    "Signer::new(",
    "app()",
    "FLASK_PAYLOAD), \"Flask",
    "/// Alice's cookie as",
    "\"session=eyJ1c2",
    "self.get(\"/\")",
    "page.lines()",
    ".any(|line| line ==",
];

/// Step 4 tries one subject by hand that step 5 has no room for.
const GONE: [(&str, usize); 2] = [("tests/cookie.py", 5), ("tests/it/by_hand.rs", 5)];

/// A file of a step, and what became of it in the next one, whose number is `step`.
struct Copy {
    file: String,
    step: usize,
    before: String,
    after: Option<String>,
}

impl Copy {
    /// The lines that the later step has lost without a word that allows it.
    fn lost(&self, words: &[&str]) -> Vec<String> {
        let after = self.after.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(&self.before, after);
        let changes = diff.iter_all_changes();
        let lost = changes.filter(|change| change.tag() == ChangeTag::Delete);
        lost.map(|change| change.to_string())
            .filter(|line| !words.iter().any(|word| line.contains(word)))
            .collect()
    }
}

fn copies() -> Vec<Copy> {
    let workspace = Workspace::find().unwrap();
    let text = |step: usize, file: &str| {
        let text = workspace.text(step, file).unwrap()?;
        let name = STEPS[step].name;
        let text = text.replace(name, "CRATE");
        Some(text.replace(&name.replace('-', "_"), "CRATE"))
    };
    let pairs = (1..STEPS.len()).flat_map(|later| {
        let mut files = workspace.files([later - 1]).unwrap();
        files.retain(|file| file.starts_with("src/") || file.starts_with("tests/"));
        files.retain(|file| !file.starts_with("tests/exercises/"));
        files.into_iter().map(move |file| (file, later))
    });
    let copy = |(file, later): (String, usize)| Copy {
        before: text(later - 1, &file).unwrap(),
        after: text(later, &file),
        step: later + 1,
        file,
    };
    pairs.map(copy).collect()
}

#[test]
fn what_a_step_repeats_is_equal_but_for_what_its_lesson_needs() {
    for copy in copies() {
        let row = |(file, steps, _): &&(&str, RangeInclusive<usize>, &[&str])| {
            *file == copy.file && steps.contains(&copy.step)
        };
        let place = format!("{}, step {}", copy.file, copy.step);
        let equal = copy.after.as_ref() == Some(&copy.before);
        match (DIFFERENT.iter().find(row), &copy.after) {
            (None, Some(_)) => assert!(equal, "{place}: not that of the step before"),
            (None, None) => assert!(GONE.contains(&(&copy.file, copy.step)), "{place}: gone"),
            (Some((.., words)), _) => {
                assert!(!equal, "{place}: equal, so the row has no use");
                let lost = copy.lost(words);
                assert!(lost.is_empty(), "{place}: {lost:#?}");
            }
        }
    }
}

/// A row of a file that is gone, or a file of [`GONE`] that is back, would say something untrue.
#[test]
fn every_row_is_about_a_file_that_is_there() {
    let copies = copies();
    let is_gone = |file: &str, step: usize| {
        let copy = copies
            .iter()
            .find(|copy| (&*copy.file, copy.step) == (file, step));
        copy.map(|copy| copy.after.is_none())
    };
    for (file, steps, _) in DIFFERENT {
        let mut gone = steps.clone().map(|step| is_gone(file, step));
        assert!(gone.all(|gone| gone == Some(false)), "{file}");
    }
    for (file, step) in GONE {
        assert_eq!(is_gone(file, step), Some(true), "{file}");
    }
}
