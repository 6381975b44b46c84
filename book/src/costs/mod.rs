//! What sessions cost: figures and tables out of `book/costs.json`, which `book/measure` writes.
//!
//! A path is the keys on the way to a figure: `instructions request step04 reading`. Within prose,
//! `{{#cost PATH}}` shows the figure, and `{{#cost PATH / PATH}}` how many times as much as the second
//! the first is. `{{#costs PATH}}` shows a table of all figures below the path.

mod figure;
mod table;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::edition::Edition;
use crate::html::escape;
use figure::{number, ratio, shown};

/// All that was measured.
pub struct Record(Value);

impl Record {
    /// Reads the record.
    ///
    /// # Errors
    ///
    /// If the file is missing or is no JSON.
    pub fn load(path: &Path) -> Result<Self> {
        let json = fs::read(path).context("book/costs.json")?;
        let record = serde_json::from_slice(&json).context("book/costs.json")?;
        Ok(Self(record))
    }

    /// A line of prose with a figure in place of each `{{#cost …}}`.
    ///
    /// # Errors
    ///
    /// If the record has no such figure, or the line has another directive.
    pub fn prose(&self, edition: &Edition, line: &str) -> Result<String> {
        let mut parts = line.split("{{#");
        let mut prose = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (inside, after) = part
                .split_once("}}")
                .with_context(|| format!("`{{{{#{part}` has no end on its line"))?;
            let figure = match inside.split_once(' ') {
                Some(("cost", path)) => self.figure(edition, path)?,
                _ => bail!("`{{{{#{inside}}}}}` is no directive within a line"),
            };
            prose += &escape(&figure);
            prose += after;
        }
        Ok(prose)
    }

    /// A table of the figures below a path, as HTML on one line of Markdown.
    ///
    /// # Errors
    ///
    /// If the record has no such figures.
    pub fn table(&self, edition: &Edition, path: &str) -> Result<String> {
        table::html(edition, self.find(path)?, path)
    }

    fn figure(&self, edition: &Edition, path: &str) -> Result<String> {
        let Some((path, other)) = path.split_once(" / ") else {
            return Ok(shown(edition, self.find(path)?));
        };
        let other = number(self.find(other)?)?;
        ensure!(other > 0.0, "what `{path}` is compared with is 0");
        let times = ratio(number(self.find(path)?)? / other);
        Ok(edition.number(&times))
    }

    fn find(&self, path: &str) -> Result<&Value> {
        let mut keys = path.split_whitespace();
        let found = keys.try_fold(&self.0, |value, key| value.get(key));
        found.with_context(|| format!("there is no `{path}` in book/costs.json"))
    }
}
