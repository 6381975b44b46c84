//! Where things are: this workspace, the one of the steps around it, and the record.

use std::path::{Path, PathBuf};

/// This workspace, `book/measure`.
pub fn measure() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The workspace of the steps and the book.
pub fn steps() -> PathBuf {
    measure().join("../..")
}

/// The record that the book reads, `book/costs.json`.
pub fn record() -> PathBuf {
    measure().join("../costs.json")
}
