//! The rows of a listing: lines with their marks, and gaps.

use similar::{ChangeTag, DiffOp, TextDiff};

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

    /// Whether it is a line that came or went.
    pub fn is_change(&self) -> bool {
        self.line().is_some_and(|line| line.mark != Mark::Kept)
    }
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
    let changes = operations.iter().flat_map(|it| diff.iter_changes(it));
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
