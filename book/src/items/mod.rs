//! Finds a named item in a file by parsing the file: Rust, `Cargo.toml`, a template, nginx.

mod conf;
mod rust;
mod rust_tree;
mod template;
mod toml;

use std::ops::Range;

use anyhow::{Result, bail};

/// A run of lines, counted from 0.
pub type Lines = Range<usize>;

/// Where an item stands in its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The item's own lines, doc comments and attributes included.
    pub lines: Vec<Lines>,
    /// The head and the foot of each `impl`, `trait`, `struct` or `mod` around it.
    pub around: Vec<Lines>,
    /// The doc comments and attributes of what is around it.
    pub docs: Vec<Lines>,
    /// Its own head, up to the opening brace, and its foot, the closing one.
    pub frame: Vec<Lines>,
}

impl From<Lines> for Place {
    fn from(lines: Lines) -> Self {
        Self {
            lines: vec![lines],
            ..Self::default()
        }
    }
}

/// Finds `item` (or several, joined by ` + `) in the text of the file at `path`.
///
/// # Errors
///
/// If a name means nothing there, or several things, or the file cannot be parsed.
pub fn find(path: &str, text: &str, item: &str) -> Result<Place> {
    let mut whole = Place::default();
    for name in item.split(" + ") {
        let place = find_one(path, text, name.trim())?;
        whole.lines.extend(place.lines);
        whole.around.extend(place.around);
        whole.docs.extend(place.docs);
        whole.frame.extend(place.frame);
    }
    Ok(whole)
}

fn find_one(path: &str, text: &str, name: &str) -> Result<Place> {
    if name == "file" {
        return Ok((0..text.lines().count()).into());
    }
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => rust::find(text, name),
        Some("toml") => toml::find(text, name).map(Place::from),
        Some("conf") => conf::find(text, name).map(Place::from),
        Some("html") => template::find(text, name).map(Place::from),
        _ => bail!("of {path} only the whole `file` can be listed"),
    }
}

/// The only candidate; none and several are errors that name what was sought.
fn only<T>(candidates: Vec<T>, name: &str) -> Result<T> {
    let count = candidates.len();
    let mut candidates = candidates.into_iter();
    match (candidates.next(), count) {
        (Some(only), 1) => Ok(only),
        (None, _) => bail!("there is no `{name}`"),
        (_, count) => bail!("`{name}` is ambiguous: it names {count} items"),
    }
}

/// Sorts runs of lines and joins those with nothing but blank lines between them.
pub fn join(mut runs: Vec<Lines>, text: &[String]) -> Vec<Lines> {
    runs.sort_by_key(|run| run.start);
    let mut joined: Vec<Lines> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if blank_between(last, &run, text) => last.end = last.end.max(run.end),
            _ => joined.push(run),
        }
    }
    joined
}

fn blank_between(before: &Lines, after: &Lines, text: &[String]) -> bool {
    let between = text.get(before.end..after.start).unwrap_or_default();
    between.iter().all(|line| line.trim().is_empty())
}
