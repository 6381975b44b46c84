//! The tests that the security page names: each passes by its command, and fails without its lock.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use ignore::Walk;
use toml_edit::{Array, DocumentMut, value};

use crate::security::{Mutant, Row, locks, mutants, root, rows};

#[test]
#[ignore = "needs Chromium, curl, nginx and OpenSSL, and some minutes: \
    apt-get install chromium chromium-driver curl nginx-light openssl"]
fn every_test_passes_and_fails_without_its_lock() {
    let copy = Copy::make();
    let (start, locks, passing) = (Instant::now(), locks(), rows());
    let mut failures: Vec<_> = passing.iter().filter_map(|row| copy.passes(row)).collect();
    println!("{} tests: {:?}", passing.len(), start.elapsed());
    for mutant in mutants() {
        let is_of = |row: &&Row| row.requirement == mutant.requirement;
        failures.extend(copy.catches(&mutant, locks.iter().find(is_of).unwrap()));
        println!("{}: {:?}", mutant.name, start.elapsed());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A workspace with nothing but step 5, in which a lock can be taken away.
struct Copy(PathBuf);

impl Copy {
    fn make() -> Self {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutants");
        let _ = fs::remove_dir_all(&copy);
        for entry in Walk::new(root().join("step05-login-app")) {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let path = entry.path().strip_prefix(root()).unwrap();
                let to = copy.join("copy").join(path);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(entry.path(), to).unwrap();
            }
        }
        fs::copy(root().join("Cargo.lock"), copy.join("Cargo.lock")).unwrap();
        fs::write(copy.join("Cargo.toml"), manifest()).unwrap();
        Self(copy)
    }

    /// Returns what went wrong if the command does not run exactly one test, which passes.
    fn passes(&self, row: &Row) -> Option<String> {
        let said = self.run(&row.command);
        let passes = said.contains("running 1 test\n") && said.contains(" 1 passed; 0 failed;");
        (!passes).then(|| format!("{} does not pass:\n{said}", row.command))
    }

    /// Returns what went wrong if the test does not fail without its lock.
    fn catches(&self, mutant: &Mutant, row: &Row) -> Option<String> {
        let file = self.0.join("copy").join(&mutant.file);
        let original = fs::read_to_string(&file).unwrap();
        let mutated = match mutant.of(&original) {
            Ok(mutated) => mutated,
            Err(error) => return Some(format!("{} does not fit: {error}", mutant.name)),
        };
        fs::write(&file, mutated).unwrap();
        let said = self.run(&row.command);
        fs::write(&file, original).unwrap();
        let fails = said.contains("running 1 test\n") && said.contains(" 0 passed; 1 failed;");
        (!fails).then(|| format!("{} is not caught by {}:\n{said}", mutant.name, row.command))
    }

    /// Runs a command of the page, for ten minutes at most: without its lock, a test may wait for
    /// ever. What it builds goes into a folder of its own, so that no mutant takes the place of the
    /// program; the crates come from the build that is there.
    fn run(&self, command: &str) -> String {
        let words = command.split(' ');
        let mut command = Command::new("timeout");
        command.arg("600").args(words).current_dir(&self.0);
        command.env("CARGO_TARGET_DIR", self.0.join("target"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        command.env("CARGO_BUILD_BUILD_DIR", target);
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.env("CARGO_NET_OFFLINE", "true");
        let output = command.output().unwrap();
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into()
    }
}

/// The workspace's manifest, with the copy as the only member.
fn manifest() -> String {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    manifest["workspace"]["members"] = value(Array::from_iter(["copy/step05-login-app"]));
    manifest.to_string()
}
