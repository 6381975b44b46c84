//! The figures that do not depend on a machine's mood are measured again, beside the page's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use book::costs::Record;

/// How far a count may be off. The same compiler hardly changes it, a newer one a little.
const TOLERANCE: f64 = 0.05;
const TOLERANCE_OF_ANOTHER_COMPILER: f64 = 0.1;

/// These ask zlib, which clears its tables: 64 KiB are as many instructions for callgrind where the
/// processor can do it with one, and 2,000 where it cannot.
const ASKING_ZLIB: [&str; 2] = ["step04_longer", "step05"];
const TOLERANCE_OF_ANOTHER_PROCESSOR: f64 = 0.5;

fn tolerance(name: &str, again: &Record, recorded: &Record) -> f64 {
    if ASKING_ZLIB.contains(&name) {
        TOLERANCE_OF_ANOTHER_PROCESSOR
    } else if again.machine.rustc == recorded.machine.rustc {
        TOLERANCE
    } else {
        TOLERANCE_OF_ANOTHER_COMPILER
    }
}

fn book() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the record in which one section is measured again, and the record.
fn measure(section: &str) -> (Record, Record) {
    let recorded = book().join("costs.json");
    let copy = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{section}.json"));
    fs::copy(&recorded, &copy).unwrap();
    let manifest = book().join("measure/Cargo.toml");
    let status = Command::new(env!("CARGO"))
        .args(["run", "--release", "--locked", "--manifest-path"])
        .args([&manifest, Path::new("--"), Path::new(section)])
        .args([Path::new("--record"), &copy])
        .status();
    assert!(status.unwrap().success());
    (
        Record::load(&copy).unwrap(),
        Record::load(&recorded).unwrap(),
    )
}

#[test]
#[ignore = "needs valgrind: apt-get install valgrind"]
fn a_request_takes_the_instructions_of_the_page() {
    let (again, recorded) = measure("instructions");
    assert_eq!(again.instructions.len(), recorded.instructions.len());
    for (one, other) in again.instructions.iter().zip(&recorded.instructions) {
        assert_eq!(one.name, other.name);
        let ratio = one.per_request as f64 / other.per_request as f64;
        let tolerance = tolerance(&one.name, &again, &recorded);
        assert!((ratio - 1.0).abs() < tolerance, "{one:?}, {other:?}");
    }
}

#[test]
#[ignore = "needs Python with venv: apt-get install python3 python3-venv"]
fn no_cookie_is_larger_than_flasks() {
    let (again, recorded) = measure("sizes");
    assert_eq!(again.sizes, recorded.sizes);
    assert_eq!(again.sizes.random.larger, 0);
    for example in again.sizes.examples {
        assert!(example.ours <= example.flask, "{example:?}");
    }
}
