//! The option `changes`: a listing reduced to what changed.

use super::rows::{Line, Mark, Row};
use crate::items::Lines;

/// The changed rows and those of `frame`, one row around each changed one, and a gap for each run
/// left out. Where nothing changed, there are none.
pub fn only(rows: Vec<Row>, frame: &[Lines]) -> Vec<Row> {
    let changed: Vec<bool> = rows.iter().map(Row::is_change).collect();
    let near =
        |at: usize| changed[at.saturating_sub(1)..(at + 2).min(changed.len())].contains(&true);
    let framed = |line: &Line| {
        line.mark != Mark::Gone && frame.iter().any(|part| part.contains(&line.number))
    };
    let mut kept: Vec<Row> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        if row.line().is_some_and(|line| near(at) || framed(line)) {
            kept.push(row);
        } else if !matches!(kept.last(), Some(Row::Gap(_))) {
            kept.push(Row::Gap(String::new()));
        }
    }
    if changed.contains(&true) {
        kept
    } else {
        Vec::new()
    }
}
