//! The option `changes`: a listing reduced to what changed, with one line of context around it.

use super::rows::{Mark, Row};

/// The changed rows, one row of context around each run, and a gap for each run left out.
pub fn only(rows: Vec<Row>) -> Vec<Row> {
    let changed: Vec<bool> = rows
        .iter()
        .map(|row| matches!(row.mark(), Some(Mark::New | Mark::Gone)))
        .collect();
    let near = |index: usize| {
        changed[index.saturating_sub(1)..(index + 2).min(changed.len())].contains(&true)
    };
    let mut kept: Vec<Row> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if near(index) && row.line().is_some() {
            kept.push(row);
        } else if !matches!(kept.last(), Some(Row::Gap(_))) {
            kept.push(Row::Gap(None));
        }
    }
    kept
}
