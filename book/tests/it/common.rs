//! A small workspace in a temporary directory, and a test run once more in another environment.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::Result;
use book::chapter::Chapter;
use book::expand::{self, Expanded};
use book::steps::{STEPS, Step};
use book::workspace::Workspace;
use tempfile::TempDir;

/// The workspace, and the directory that lives as long as it.
pub struct Fixture {
    pub workspace: Workspace,
    _directory: TempDir,
}

/// Writes files, given by path and text, and makes a workspace of the small steps among them.
pub fn fixture(files: &[(&str, &str)]) -> Fixture {
    let directory = TempDir::new().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let steps = ["step01-a", "step02-b", "step03-c"].map(|name| Step { name, ..STEPS[0] });
    let mut steps = steps.to_vec();
    steps.retain(|step| directory.path().join(step.name).is_dir());
    Fixture {
        workspace: Workspace::new(directory.path(), steps),
        _directory: directory,
    }
}

impl Fixture {
    /// A chapter of the workspace, given by its path and text, with its directives replaced.
    pub fn chapter(&self, path: &str, text: &str) -> Result<Expanded> {
        expand::chapter(&self.workspace, Chapter::parse(path, text))
    }
}

/// What a reader's shell may hold for other programs. Each would change step 5, or a request to it.
const OTHER_SETTINGS: [(&str, &str); 6] = [
    ("HTTPS", "1"),
    ("IDLE_LIMIT", "never"),
    ("LOG_LEVEL", "x"),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY_FALLBACKS", "short"),
    ("http_proxy", "http://127.0.0.1:9"),
];

/// Runs a test of this program, by its full name, where the environment holds other settings.
pub fn passes_with_other_settings_in_the_environment(test: &str) {
    let mut program = Command::new(env::current_exe().unwrap());
    program.args(["--exact", "--include-ignored", test]);
    let output = program.envs(OTHER_SETTINGS).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}
