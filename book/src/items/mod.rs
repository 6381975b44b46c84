//! Finds a named item in a file by parsing the file: Rust, `Cargo.toml`, a template, nginx.

mod conf;
mod markup;
mod rust;
mod rust_names;
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
    /// The head and the foot of the `impl`, `trait` or `mod` around it.
    pub around: Vec<Lines>,
}

impl Place {
    fn at(lines: Lines) -> Self {
        Self {
            lines: vec![lines],
            around: Vec::new(),
        }
    }
}

/// Finds `item` (or several, joined by ` + `) in the text of the file at `path`.
pub fn find(path: &str, text: &str, item: &str) -> Result<Place> {
    let mut whole = Place::default();
    for name in item.split(" + ") {
        let place = find_one(path, text, name.trim())?;
        whole.lines.extend(place.lines);
        whole.around.extend(place.around);
    }
    Ok(whole)
}

fn find_one(path: &str, text: &str, name: &str) -> Result<Place> {
    if name == "file" {
        return Ok(Place::at(0..text.lines().count()));
    }
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => rust::find(text, name),
        Some("toml") => toml::find(text, name).map(Place::at),
        Some("conf") => conf::find(text, name).map(Place::at),
        Some("html") => template::find(text, name).map(Place::at),
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
