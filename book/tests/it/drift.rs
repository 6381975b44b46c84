//! The steps repeat each other on purpose, and an edit to one copy is easily forgotten in the next.
//! These tables say which files of neighbouring steps stay equal, and what may differ in the others.

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use similar::{ChangeTag, TextDiff};

/// Equal in these steps, except for the name of the crate.
const EQUAL: &[(&str, RangeInclusive<usize>)] = &[
    ("src/main.rs", 1..=4),
    ("src/signer.rs", 3..=4),
    ("src/timed.rs", 4..=5),
    ("tests/flask_app.py", 4..=5),
    ("tests/it/flask.rs", 4..=5),
    ("tests/it/forgeries.rs", 3..=5),
    ("tests/it/names.rs", 2..=4),
    ("tests/it/recorded.rs", 4..=5),
    ("tests/it/session.rs", 4..=5),
    ("tests/it/start.rs", 1..=4),
    ("tests/it/support.rs", 2..=3),
    ("tests/login_app.py", 4..=5),
    ("tests/signer.json", 3..=5),
    ("tests/vectors.json", 4..=5),
];

/// The later step may add lines. A line can change or go only if it has one of the words.
const GROWING: &[(&str, RangeInclusive<usize>, &[&str])] = &[
    ("tests/it/hostile.rs", 4..=5, &["_unless_it_is_of_this_"]),
    ("tests/it/main.rs", 1..=5, &["mod by_hand;"]),
    ("tests/it/recorded.rs", 3..=4, &[]),
    ("tests/it/support.rs", 3..=4, &["use CRATE::"]),
    (
        "tests/promises.rs",
        1..=3,
        &["#[should_panic", "use CRATE::"],
    ),
    (
        "tests/promises.rs",
        3..=4,
        &["#[should_panic", "use CRATE::"],
    ),
    ("tests/promises.rs", 4..=5, IN_A_PAGE),
];

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

/// The lesson of this step is in the file, so that its chapter and its diff show what changed.
const REWRITTEN: &[(&str, RangeInclusive<usize>)] = &[
    ("src/lib.rs", 2..=5),
    ("src/main.rs", 5..=5),
    ("src/payload.rs", 5..=5),
    ("src/session.rs", 5..=5),
    ("src/signer.rs", 5..=5),
    ("tests/it/names.rs", 5..=5),
    ("tests/it/start.rs", 5..=5),
    ("tests/it/support.rs", 5..=5),
];

struct Step {
    name: String,
    files: BTreeSet<String>,
}

impl Step {
    fn open(root: &Path, name: String) -> Self {
        let mut files = BTreeSet::new();
        for folder in ["src", "tests"] {
            list(&root.join(&name), folder, &mut files);
        }
        Self { name, files }
    }

    /// The text of a file, with one name for the crates of all steps.
    fn text(&self, root: &Path, file: &str) -> String {
        let text = fs::read_to_string(root.join(&self.name).join(file)).unwrap();
        let text = text.replace(&self.name, "CRATE");
        text.replace(&self.name.replace('-', "_"), "CRATE")
    }
}

fn list(step: &Path, folder: &str, files: &mut BTreeSet<String>) {
    for entry in fs::read_dir(step.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => list(step, &path, files),
            false => _ = files.insert(path),
        }
    }
}

/// A file that two neighbouring steps have.
struct Shared {
    file: String,
    later: usize,
    before: String,
    after: String,
}

impl Shared {
    fn is_in(&self, file: &str, steps: &RangeInclusive<usize>) -> bool {
        self.file == file && steps.contains(&self.later) && steps.contains(&(self.later - 1))
    }

    /// The lines that the later step has lost without a word that allows it.
    fn lost(&self, words: &[&str]) -> Vec<String> {
        let diff = TextDiff::from_lines(&self.before, &self.after);
        let changes = diff.iter_all_changes();
        let lost = changes.filter(|change| change.tag() == ChangeTag::Delete);
        lost.map(|change| change.to_string())
            .filter(|line| !words.iter().any(|word| line.contains(word)))
            .collect()
    }
}

fn shared() -> Vec<Shared> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let names = fs::read_dir(root).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.starts_with("step0")).collect();
    names.sort();
    let steps = names.into_iter().map(|name| Step::open(root, name));
    let steps: Vec<_> = steps.collect();
    let pairs = steps.iter().zip(&steps[1..]).zip(2..);
    let shared = pairs.flat_map(|((earlier, later), number)| {
        let files = earlier.files.intersection(&later.files);
        files.map(move |file| Shared {
            file: file.clone(),
            later: number,
            before: earlier.text(root, file),
            after: later.text(root, file),
        })
    });
    shared.collect()
}

#[test]
fn what_stays_from_step_to_step_is_equal() {
    for shared in shared() {
        if EQUAL.iter().any(|(file, steps)| shared.is_in(file, steps)) {
            let (file, later) = (&shared.file, shared.later);
            let message = format!("{file} in step {later} is not that of the step before");
            assert!(shared.before == shared.after, "{message}");
        }
    }
}

#[test]
fn what_grows_from_step_to_step_loses_nothing() {
    for shared in shared() {
        for (file, steps, words) in GROWING {
            if shared.is_in(file, steps) {
                let lost = shared.lost(words);
                assert!(lost.is_empty(), "{file}, step {}: {lost:#?}", shared.later);
            }
        }
    }
}

/// Every file that two steps share stands in one table, and no row is left of a file that is gone.
#[test]
fn every_shared_file_has_one_row() {
    let shared = shared();
    let pairs = |steps: &RangeInclusive<usize>| steps.start() + 1..=*steps.end();
    let equal = EQUAL.iter().map(|(file, steps)| (*file, pairs(steps)));
    let growing = GROWING.iter().map(|(file, steps, _)| (*file, pairs(steps)));
    let rewritten = REWRITTEN.iter().map(|(file, steps)| (*file, steps.clone()));
    let rows = equal.chain(growing).chain(rewritten);
    let mut rows: Vec<_> = rows
        .flat_map(|(file, steps)| steps.map(move |later| (file, later)))
        .collect();
    rows.sort();
    let mut found: Vec<_> = shared.iter().map(|s| (&*s.file, s.later)).collect();
    found.sort();
    assert_eq!(rows, found);
}
