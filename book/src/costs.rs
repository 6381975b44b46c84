//! What sessions cost: figures and tables out of `book/costs.json`, which `book/measure` writes.
//!
//! A path is the keys on the way to a figure: `instructions request step04 reading`. Within prose,
//! `{{#cost PATH}}` shows the figure, and `{{#cost PATH / PATH}}` how many times as much as the second
//! the first is. `{{#costs PATH}}` shows a table of all figures below the path.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::html::escape;

/// The rows that a table can have, in their order, and what a reader sees in place of the key.
const ROWS: [(&str, &str); 8] = [
    ("bare", "bare axum"),
    ("cookie", "a cookie that comes and goes"),
    ("hmacs", "two HMACs"),
    ("rest", "all the rest"),
    ("step04", "step 4"),
    ("step05", "step 5"),
    ("signed", "axum-extra, a signed cookie"),
    ("stored", "tower-sessions, in memory"),
];

const COLUMNS: [(&str, &str); 3] = [
    ("reading", "a page that reads"),
    ("counting", "a page that counts"),
    ("instructions", "instructions"),
];

/// All that was measured. The default is a record of nothing.
#[derive(Default)]
pub struct Record(Value);

impl Record {
    /// Reads the record. An error if the file is missing or is no JSON.
    pub fn load(path: &Path) -> Result<Self> {
        let json = fs::read(path).context("book/costs.json")?;
        Ok(Self(
            serde_json::from_slice(&json).context("book/costs.json")?,
        ))
    }

    /// A line of prose with a figure in place of each `{{#cost …}}`. An error if the record has no such
    /// figure, or the line another directive.
    pub fn prose(&self, line: &str) -> Result<String> {
        let mut parts = line.split("{{#");
        let mut prose = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (inside, after) = part
                .split_once("}}")
                .with_context(|| format!("`{{{{#{part}` has no end on its line"))?;
            let figure = match inside.split_once(' ') {
                Some(("cost", path)) => self.figure(path)?,
                _ => bail!("`{{{{#{inside}}}}}` is no directive within a line"),
            };
            prose += &escape(&figure);
            prose += after;
        }
        Ok(prose)
    }

    /// A table as HTML on one line of Markdown. An error if the record has no such figures.
    pub fn table(&self, path: &str) -> Result<String> {
        let rows = known(&ROWS, self.find(path)?);
        let (first, _) = rows
            .first()
            .with_context(|| format!("`{path}` is no table"))?;
        let head: String = known(&COLUMNS, first)
            .iter()
            .map(|(_, words)| format!("<th scope=\"col\">{words}</th>"))
            .collect();
        let most = most(&rows)?;
        let rows: Result<String> = rows
            .iter()
            .map(|(row, words)| html_row(row, words, most))
            .collect();
        Ok(format!(
            "<div class=\"table-wrapper costs\"><table><thead><tr><td></td>{head}</tr></thead>\
             <tbody>{}</tbody></table></div>",
            rows?
        ))
    }

    fn figure(&self, path: &str) -> Result<String> {
        let Some((path, other)) = path.split_once(" / ") else {
            return Ok(shown(self.find(path)?));
        };
        let other = number(self.find(other)?)?;
        ensure!(other > 0.0, "what `{path}` is compared with is 0");
        Ok(ratio(number(self.find(path)?)? / other))
    }

    fn find(&self, path: &str) -> Result<&Value> {
        let mut keys = path.split_whitespace();
        let found = keys.try_fold(&self.0, |value, key| value.get(key));
        found.with_context(|| format!("there is no `{path}` in book/costs.json"))
    }
}

/// What has a name, in the order of the names.
fn known<'a>(names: &[(&str, &'static str)], all: &'a Value) -> Vec<(&'a Value, &'static str)> {
    let named = names
        .iter()
        .filter_map(|(key, words)| Some((all.get(key)?, *words)));
    named.collect()
}

fn most(rows: &[(&Value, &str)]) -> Result<f64> {
    let mut most = 0.0_f64;
    for (row, _) in rows {
        for (figure, _) in known(&COLUMNS, row) {
            most = most.max(number(figure)?);
        }
    }
    Ok(most)
}

/// The style sheet draws a bar behind each figure, as long as its share of the largest.
fn html_row(row: &Value, words: &str, most: f64) -> Result<String> {
    let mut html = format!("<tr><th scope=\"row\">{words}</th>");
    for (figure, _) in known(&COLUMNS, row) {
        let share = 100.0 * number(figure)? / most;
        let times = if figure.is_u64() { "" } else { "\u{a0}×" };
        html += &format!(
            "<td style=\"--share: {share:.0}%\">{}{times}</td>",
            shown(figure)
        );
    }
    Ok(html + "</tr>")
}

fn number(figure: &Value) -> Result<f64> {
    figure
        .as_f64()
        .with_context(|| format!("`{figure}` is no number"))
}

/// A word as it is, what was counted with every digit, and anything else as a ratio.
fn shown(figure: &Value) -> String {
    match (figure.as_str(), figure.as_u64(), figure.as_f64()) {
        (Some(word), ..) => word.to_owned(),
        (_, Some(counted), _) => count(counted),
        (.., Some(measured)) => ratio(measured),
        _ => figure.to_string(),
    }
}

/// Two digits below 10, all digits before the point above.
fn ratio(value: f64) -> String {
    match value {
        ..0.995 => format!("{value:.2}"),
        ..9.95 => format!("{value:.1}"),
        _ => count(value.round() as u64),
    }
}

/// With a comma between thousands.
fn count(value: u64) -> String {
    let digits = value.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}
