//! A workspace with nothing but steps, in which a test can change files and run cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ignore::Walk;
use toml_edit::{Array, DocumentMut, value};

use crate::security::root;

/// The copy's directory. The steps are in a directory of the same name below it: by this path, cargo
/// tells the builds of two copies apart.
pub struct Copy(PathBuf);

impl Copy {
    /// Copies these steps into a fresh directory of that name.
    pub fn make(name: &str, steps: &[&str]) -> Self {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&copy);
        for entry in steps.iter().flat_map(|step| Walk::new(root().join(step))) {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let path = entry.path().strip_prefix(root()).unwrap();
                let to = copy.join(name).join(path);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(entry.path(), to).unwrap();
            }
        }
        fs::copy(root().join("Cargo.lock"), copy.join("Cargo.lock")).unwrap();
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let copy = Self(copy);
        copy.write("Cargo.toml", &manifest);
        copy
    }

    /// Where a file stands, given by its path from the workspace's root.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(self.0.file_name().unwrap()).join(file)
    }

    /// Writes a file, given by its path from the workspace's root. In the workspace's manifest, the
    /// copies become the only members.
    pub fn write(&self, file: &str, text: &str) {
        match file {
            "Cargo.toml" => fs::write(self.0.join(file), self.manifest(text)),
            _ => fs::write(self.path(file), text),
        }
        .unwrap();
    }

    fn manifest(&self, text: &str) -> String {
        let mut manifest: DocumentMut = text.parse().unwrap();
        let steps = fs::read_dir(self.path("")).unwrap();
        let steps = steps.map(|step| step.unwrap().file_name().into_string().unwrap());
        let name = self.0.file_name().unwrap().display();
        let members = steps.map(|step| format!("{name}/{step}"));
        manifest["workspace"]["members"] = value(Array::from_iter(members));
        manifest.to_string()
    }

    /// A program that was built in the copy.
    pub fn program(&self, step: &str) -> PathBuf {
        self.0.join("target/debug").join(step)
    }

    /// Runs a command of the book, for ten minutes at most: without its lock, a test may wait for
    /// ever. Returns whether it succeeds and what it says. What it builds goes into a folder of its
    /// own, so that no change takes the place of the program; the crates come from the build that is
    /// there.
    pub fn run(&self, command: &str) -> (bool, String) {
        let words = command.split(' ');
        let mut command = Command::new("timeout");
        command.arg("600").args(words).current_dir(&self.0);
        command.env("CARGO_TARGET_DIR", self.0.join("target"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        command.env("CARGO_BUILD_BUILD_DIR", target);
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.env("RUST_BACKTRACE", "0");
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into();
        (output.status.success(), said)
    }
}
