//! The option `changes`: a listing reduced to what changed.

use super::rows::{Line, Mark, Row};
use crate::items::Lines;

/// The changed rows and those of `frame`, one row around each changed one, and a gap for each run
/// of two or more left out. Where nothing changed, there are none.
pub fn only(rows: &[Row], frame: &[Lines]) -> Vec<Row> {
    let changed: Vec<bool> = rows.iter().map(Row::is_change).collect();
    if !changed.contains(&true) {
        return Vec::new();
    }
    let near =
        |at: usize| changed[at.saturating_sub(1)..(at + 2).min(changed.len())].contains(&true);
    let framed = |line: &Line| {
        line.mark != Mark::Gone && frame.iter().any(|part| part.contains(&line.number))
    };
    let shown = |at: usize| rows[at].line().is_some_and(|line| near(at) || framed(line));
    let places: Vec<usize> = (0..rows.len()).collect();
    let mut kept = Vec::new();
    for run in places.chunk_by(|one, other| shown(*one) == shown(*other)) {
        let run = run[0]..run[0] + run.len();
        match shown(run.start) || run.len() == 1 {
            true => kept.extend_from_slice(&rows[run]),
            false => kept.push(Row::Gap(String::new())),
        }
    }
    kept
}
