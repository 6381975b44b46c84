//! The tests that the security page names: each passes by its command, and fails without its lock.

use std::fs;
use std::time::Instant;

use crate::copy::Copy;
use crate::security::{Mutant, Row, locks, mutants, rows};

#[test]
#[ignore = "needs Chromium, curl, nginx and OpenSSL, and some minutes: \
    apt-get install chromium chromium-driver curl nginx-light openssl"]
fn every_test_passes_and_fails_without_its_lock() {
    let copy = Copy::make("mutants", &["step05-login-app"]);
    let (start, locks, passing) = (Instant::now(), locks(), rows());
    let mut failures: Vec<_> = passing
        .iter()
        .filter_map(|row| passes(&copy, row))
        .collect();
    println!("{} tests: {:?}", passing.len(), start.elapsed());
    for mutant in mutants() {
        let is_of = |row: &&Row| row.requirement == mutant.requirement;
        failures.extend(catches(&copy, &mutant, locks.iter().find(is_of).unwrap()));
        println!("{}: {:?}", mutant.name, start.elapsed());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Returns what went wrong if the command does not run exactly one test, which passes.
fn passes(copy: &Copy, row: &Row) -> Option<String> {
    let (_, said) = copy.run(&row.command);
    let passes = said.contains("running 1 test\n") && said.contains(" 1 passed; 0 failed;");
    (!passes).then(|| format!("{} does not pass:\n{said}", row.command))
}

/// Returns what went wrong if the test does not fail without its lock.
fn catches(copy: &Copy, mutant: &Mutant, row: &Row) -> Option<String> {
    let file = copy.path(&mutant.file);
    let original = fs::read_to_string(&file).unwrap();
    let mutated = match mutant.of(&original) {
        Ok(mutated) => mutated,
        Err(error) => return Some(format!("{} does not fit: {error}", mutant.name)),
    };
    fs::write(&file, mutated).unwrap();
    let (_, said) = copy.run(&row.command);
    fs::write(&file, original).unwrap();
    let fails = said.contains("running 1 test\n") && said.contains(" 0 passed; 1 failed;");
    (!fails).then(|| format!("{} is not caught by {}:\n{said}", mutant.name, row.command))
}
