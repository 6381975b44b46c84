//! Parts of a `Cargo.toml`: `[dependencies]` (a table), `[[bench]]` (the first of several) or
//! `dependencies.axum` (a key).

use anyhow::{Context, Result};
use toml_edit::{Document, Item, Key, Table};

use super::place::Lines;

/// Finds the table or key called `name` in the TOML source `text`.
pub fn find(text: &str, name: &str) -> Result<Lines> {
    let document = Document::parse(text).context("not valid TOML")?;
    if name.starts_with('[') {
        table_lines(document.as_table(), name.trim_matches(['[', ']']), text)
    } else {
        key_lines(document.as_table(), name, text)
    }
    .with_context(|| format!("there is no `{name}`"))
}

/// From the table's header to the last line before the next header.
fn table_lines(root: &Table, name: &str, text: &str) -> Option<Lines> {
    let keys = Key::parse(name).ok()?;
    let mut keys = keys.iter();
    let table = keys.try_fold(root, |table, key| first_table(table.get(key)?))?;
    let first = line(text, table.span()?.start);
    let rest = text.lines().skip(first + 1);
    let body: Vec<&str> = rest.take_while(|line| !line.starts_with('[')).collect();
    let last = body.iter().rposition(|line| !line.trim().is_empty());
    let filled = last.map_or(0, |last| last + 1);
    Some(first..first + 1 + filled)
}

fn first_table(item: &Item) -> Option<&Table> {
    item.as_table()
        .or_else(|| item.as_array_of_tables()?.get(0))
}

fn key_lines(root: &Table, name: &str, text: &str) -> Option<Lines> {
    let keys = Key::parse(name).ok()?;
    let (last, tables) = keys.split_last()?;
    let mut tables = tables.iter();
    let table = tables.try_fold(root, |table, key| table.get(key)?.as_table())?;
    let (key, item) = table.get_key_value(last)?;
    let start = key.span()?.start;
    let end = item_end(item).unwrap_or(start);
    Some(line(text, start)..line(text, end.max(start)) + 1)
}

/// The last byte of a value; a dotted key such as `axum.workspace` ends with its innermost value.
fn item_end(item: &Item) -> Option<usize> {
    match item {
        Item::Value(value) => value.span().map(|span| span.end - 1),
        Item::Table(table) => table.iter().filter_map(|(_, item)| item_end(item)).max(),
        _ => item.span().map(|span| span.end - 1),
    }
}

fn line(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count()
}
