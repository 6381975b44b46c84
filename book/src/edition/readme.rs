//! `README.ru.md`: the README, in Russian by the same catalogue as the book.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The README's name, and that of the Russian one, both in the workspace's directory.
const ENGLISH: &str = "README.md";
const RUSSIAN: &str = "README.ru.md";

/// The line under the title that leads from one to the other.
const TO_RUSSIAN: &str = "English · [Русский](README.ru.md)\n";
const TO_ENGLISH: &str = "[English](README.md) · Русский\n";

/// The README in the edition's language.
///
/// # Errors
///
/// If it cannot be read, or lacks the line that leads to the other language.
pub fn translated(workspace: &Workspace) -> Result<String> {
    let text = fs::read_to_string(workspace.root().join(ENGLISH)).context(ENGLISH)?;
    let parts = text.split_once(TO_RUSSIAN);
    let (title, rest) = parts.with_context(|| format!("{ENGLISH} lacks {TO_RUSSIAN}"))?;
    let [title, rest] = [title, rest].map(|part| workspace.edition().markdown(ENGLISH, part));
    Ok(format!("{}{TO_ENGLISH}{}", title?, rest?))
}

/// Whether `README.ru.md` is the README of a translated edition.
///
/// # Errors
///
/// As [`translated`].
pub fn is_current(workspace: &Workspace) -> Result<bool> {
    let kept = fs::read_to_string(workspace.root().join(RUSSIAN)).unwrap_or_default();
    Ok(kept == translated(workspace)?)
}

/// Writes `README.ru.md`.
///
/// # Errors
///
/// As [`translated`], or if it cannot be written.
pub fn write(workspace: &Workspace) -> Result<()> {
    fs::write(workspace.root().join(RUSSIAN), translated(workspace)?).context(RUSSIAN)
}
