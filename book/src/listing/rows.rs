//! The rows of a listing: lines with their marks, and gaps.

use similar::{ChangeTag, DiffOp, TextDiff};

use super::view::View;
use crate::delta::Hunk;
use crate::items::Lines;

/// What became of a line in the step at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// It stands in both steps.
    Kept,
    /// The step brought it.
    New,
    /// The step took it away.
    Gone,
}

/// A line of a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What became of it.
    pub mark: Mark,
    /// Its number in the file it stands in, counted from 0.
    pub number: usize,
    /// Its text.
    pub text: String,
}

/// A row of a listing.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A line of the source.
    Line(Line),
    /// Lines left out, with the indentation of what stands there.
    Gap(String),
    /// Lines left out of a whole diff, with where the next ones stand.
    Place(String),
}

impl Row {
    /// A line of the source.
    pub fn new(mark: Mark, number: usize, text: &str) -> Self {
        let text = text.to_owned();
        Self::Line(Line { mark, number, text })
    }

    /// The line, if the row is one.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Gap(_) | Self::Place(_) => None,
        }
    }
}

/// The rows of `runs`, with a gap between each two.
pub fn cut(view: &View, runs: &[Lines], removed: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for run in runs {
        if !rows.is_empty() {
            rows.push(Row::Gap(String::new()));
        }
        for number in run.clone() {
            rows.extend(gone_before(view, run, number).filter(|_| removed));
            rows.push(Row::new(view.marks[number], number, &view.lines[number]));
        }
        rows.extend(gone_before(view, run, run.end).filter(|_| removed));
    }
    rows
}

/// The removed lines whose place in the listing is just before line `number`.
fn gone_before<'a>(
    view: &'a View,
    run: &'a Lines,
    number: usize,
) -> impl Iterator<Item = Row> + 'a {
    let hunks = view.hunks.iter();
    let here = hunks.filter(move |hunk| anchor(view, run, hunk) == Some(number));
    let gone = here.flat_map(|hunk| hunk.old.clone());
    gone.map(|number| Row::new(Mark::Gone, number, &view.old[number]))
}

/// Where in `run` a hunk's removed lines belong: within, or at its edge with no blank line between.
fn anchor(view: &View, run: &Lines, hunk: &Hunk) -> Option<usize> {
    if !hunk.new.is_empty() {
        let overlaps = hunk.new.start < run.end && run.start < hunk.new.end;
        return overlaps.then(|| hunk.new.start.max(run.start));
    }
    let blank = |line: Option<usize>| line.is_none_or(|line| view.old[line].trim().is_empty());
    let at = hunk.new.start;
    let within = run.start < at && at < run.end;
    let above = at == run.start && !blank(hunk.old.clone().next_back());
    let below = at == run.end && !blank(hunk.old.clone().next());
    (within || above || below).then_some(at)
}

/// The rows without the indentation they share, each gap indented as its place asks for.
pub fn dedented(mut rows: Vec<Row>) -> Vec<Row> {
    let lines = rows.iter().filter_map(Row::line);
    let filled = lines.filter(|line| !line.text.trim().is_empty());
    let shared = filled.map(|line| indent(&line.text)).min().unwrap_or(0);
    let mut gap = 0;
    for row in rows.iter_mut().rev() {
        match row {
            Row::Line(line) => {
                line.text = line.text.get(shared..).unwrap_or_default().to_owned();
                let closes = line.text.trim_start().starts_with('}');
                gap = indent(&line.text) + if closes { 4 } else { 0 };
            }
            Row::Gap(text) => *text = " ".repeat(gap),
            Row::Place(_) => {}
        }
    }
    rows
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The rows of some operations of a line diff.
pub fn of_diff(diff: &TextDiff<'_, '_, str>, operations: &[DiffOp]) -> Vec<Row> {
    let changes = operations
        .iter()
        .flat_map(|operation| diff.iter_changes(operation));
    let rows = changes.map(|change| {
        let mark = match change.tag() {
            ChangeTag::Equal => Mark::Kept,
            ChangeTag::Insert => Mark::New,
            ChangeTag::Delete => Mark::Gone,
        };
        let number = change.new_index().or(change.old_index()).unwrap_or(0);
        Row::new(mark, number, change.value().trim_end_matches('\n'))
    });
    rows.collect()
}
