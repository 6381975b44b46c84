//! Where an item stands in its file: the runs of its lines and of those around it.

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

impl Place {
    /// The runs of the item and of the head and foot of what is around it, in order; with `docs`
    /// those of the doc comments and attributes around it too. Nothing but blank lines of `text`
    /// stands between two runs that are joined.
    pub fn runs(&self, docs: bool, text: &[String]) -> Vec<Lines> {
        let mut runs = [self.lines.as_slice(), &self.around].concat();
        if docs {
            runs.extend(self.docs.clone());
        }
        join(runs, text)
    }
}

/// Sorts runs of lines and joins those with nothing but blank lines between them.
fn join(mut runs: Vec<Lines>, text: &[String]) -> Vec<Lines> {
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

/// The only candidate; none and several are errors that name what was sought.
pub fn only<T>(candidates: Vec<T>, name: &str) -> Result<T> {
    match <[T; 1]>::try_from(candidates) {
        Ok([only]) => Ok(only),
        Err(none) if none.is_empty() => bail!("there is no `{name}`"),
        Err(all) => bail!("`{name}` is ambiguous: it names {} items", all.len()),
    }
}
