//! A small workspace in a temporary directory.

use std::fs;

use book::workspace::Workspace;
use tempfile::TempDir;

/// The workspace, and the directory that lives as long as it.
pub struct Fixture {
    pub workspace: Workspace,
    _directory: TempDir,
}

/// Writes files, given by path and text, and opens the workspace they make.
pub fn fixture(files: &[(&str, &str)]) -> Fixture {
    let directory = TempDir::new().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let workspace = Workspace::open(directory.path()).unwrap();
    Fixture {
        workspace,
        _directory: directory,
    }
}
