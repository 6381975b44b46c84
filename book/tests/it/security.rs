//! The security page names tests: all of them exist.

use std::fs;
use std::path::Path;

use regex::Regex;

const STEP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../step05-login-app");

/// The sources of step 5 and its tests, in one text.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let texts = entries.map(|entry| match entry.path() {
        path if path.is_dir() => sources(&path),
        path if path.extension().is_some_and(|end| end == "rs") => {
            fs::read_to_string(path).unwrap()
        }
        _ => String::new(),
    });
    texts.collect()
}

#[test]
fn every_test_that_the_security_page_names_exists() {
    let page = include_str!("../../chapters/security.md");
    let step = Path::new(STEP);
    let sources = sources(&step.join("tests")) + &sources(&step.join("src"));
    let name = Regex::new(r"\| `(?:\w+::)+(\w+)` \|\n").unwrap();
    let named: Vec<&str> = name
        .captures_iter(page)
        .map(|found| found.extract::<1>().1[0])
        .collect();
    assert!(named.len() > 30, "only {} tests are named", named.len());
    for test in named {
        assert!(sources.contains(&format!("fn {test}(")), "no test {test}");
    }
}
