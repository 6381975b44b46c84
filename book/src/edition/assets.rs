//! What mdBook reads besides the chapters: scripts, style sheets, the page for unknown addresses. An
//! edition gets copies of them, in its language.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ignore::WalkBuilder;
use tempfile::TempDir;

use crate::workspace::Workspace;

/// Says what an address without a page gets.
const UNKNOWN: &str = "404.md";

/// Puts the files of the book's directory that are no chapters into a directory of their own.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn stage(workspace: &Workspace) -> Result<TempDir> {
    let book = workspace.book();
    let staged = TempDir::new()?;
    for directory in ["chapters", "theme"] {
        let mut walk = WalkBuilder::new(book.join(directory));
        for entry in walk.sort_by_file_name(Ord::cmp).build() {
            let path = entry?.into_path();
            let is_chapter = path.extension() == Some("md".as_ref()) && !path.ends_with(UNKNOWN);
            if path.is_file() && !is_chapter {
                let place = path.strip_prefix(&book)?;
                copy(workspace, &path, &staged.path().join(place), place)
                    .with_context(|| place.display().to_string())?;
            }
        }
    }
    Ok(staged)
}

fn copy(workspace: &Workspace, from: &Path, to: &Path, place: &Path) -> Result<()> {
    let source = format!("book/{}", place.to_string_lossy().replace('\\', "/"));
    let edition = workspace.edition();
    fs::create_dir_all(to.parent().context("no directory")?)?;
    match from.extension().and_then(|it| it.to_str()) {
        Some("js") => fs::write(to, edition.script(&source, &fs::read_to_string(from)?))?,
        Some("md") => fs::write(to, edition.markdown(&source, &fs::read_to_string(from)?)?)?,
        _ => _ = fs::copy(from, to)?,
    }
    Ok(())
}
