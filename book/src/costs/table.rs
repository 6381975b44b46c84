//! A table of figures, with a bar behind each.

use anyhow::{Context, Result};
use serde_json::Value;

use super::figure::{number, shown};
use crate::edition::Edition;

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

/// The table as HTML on one line of Markdown.
///
/// # Errors
///
/// If `figures` has none of the rows, or something else than numbers in them; `path` is its name.
pub fn html(edition: &Edition, figures: &Value, path: &str) -> Result<String> {
    let rows = known(&ROWS, figures);
    let first = rows.first();
    let (first, _) = first.with_context(|| format!("`{path}` is no table"))?;
    let columns = known(&COLUMNS, first).into_iter();
    let head = columns.map(|(_, words)| edition.say(words, &[]));
    let head = head.map(|words| format!("<th scope=\"col\">{words}</th>"));
    let head: String = head.collect();
    let most = most(&rows)?;
    let html = |(row, words): &(&Value, &str)| html_row(edition, row, words, most);
    let rows = rows.iter().map(html);
    let rows: String = rows.collect::<Result<_>>()?;
    Ok(format!(
        "<div class=\"table-wrapper costs\"><table><thead><tr><td></td>{head}</tr></thead>\
         <tbody>{rows}</tbody></table></div>"
    ))
}

/// What has a name, in the order of the names.
fn known<'a>(names: &[(&str, &'static str)], all: &'a Value) -> Vec<(&'a Value, &'static str)> {
    let named = names.iter();
    let named = named.filter_map(|(key, words)| Some((all.get(key)?, *words)));
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
fn html_row(edition: &Edition, row: &Value, words: &str, most: f64) -> Result<String> {
    let words = edition.say(words, &[]);
    let mut html = format!("<tr><th scope=\"row\">{words}</th>");
    for (figure, _) in known(&COLUMNS, row) {
        let share = 100.0 * number(figure)? / most;
        let times = if figure.is_u64() { "" } else { "\u{a0}×" };
        let shown = shown(edition, figure);
        html += &format!("<td style=\"--share: {share:.0}%\">{shown}{times}</td>");
    }
    Ok(html + "</tr>")
}
