//! The rows of a listing: lines with their marks, and gaps.

use crate::delta::Hunk;
use crate::items::Lines;

use super::view::View;

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
    /// Whether it is drawn with its mark.
    pub marked: bool,
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
    /// Lines left out; in a whole diff, with where the next ones stand.
    Gap(Option<String>),
}

impl Row {
    /// A marked line.
    pub fn new(mark: Mark, number: usize, text: &str) -> Self {
        Self::Line(Line {
            mark,
            marked: true,
            number,
            text: text.to_owned(),
        })
    }

    /// The line, if the row is one.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Gap(_) => None,
        }
    }

    /// The mark of the line, if the row is one.
    pub fn mark(&self) -> Option<Mark> {
        self.line().map(|line| line.mark)
    }
}

/// The rows of `runs`, with a gap between each two.
pub fn rows(view: &View, runs: Vec<Lines>, removed: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for run in runs {
        if !rows.is_empty() {
            rows.push(Row::Gap(None));
        }
        for number in run.clone() {
            rows.extend(gone_before(view, &run, number).filter(|_| removed));
            rows.push(Row::new(mark(view, number), number, &view.lines[number]));
        }
        rows.extend(gone_before(view, &run, run.end).filter(|_| removed));
    }
    rows
}

fn mark(view: &View, number: usize) -> Mark {
    match (view.is_new(number), view.is_gone(number)) {
        (true, _) => Mark::New,
        (_, true) => Mark::Gone,
        _ => Mark::Kept,
    }
}

/// The removed lines whose place in the listing is just before line `number`.
fn gone_before<'a>(
    view: &'a View,
    run: &'a Lines,
    number: usize,
) -> impl Iterator<Item = Row> + 'a {
    let hunks = view
        .hunks()
        .iter()
        .filter(move |hunk| anchor(view, run, hunk) == Some(number));
    let gone = hunks.flat_map(|hunk| hunk.old.clone());
    gone.map(|number| Row::new(Mark::Gone, number, view.old(number)))
}

/// Where in `run` a hunk's removed lines belong: within, or at its edge with no blank line between.
fn anchor(view: &View, run: &Lines, hunk: &Hunk) -> Option<usize> {
    if !hunk.new.is_empty() {
        let overlaps = hunk.new.start < run.end && run.start < hunk.new.end;
        return overlaps.then(|| hunk.new.start.max(run.start));
    }
    let blank = |line: Option<usize>| line.is_none_or(|line| view.old(line).trim().is_empty());
    let at = hunk.new.start;
    let within = run.start < at && at < run.end;
    let above = at == run.start && !blank(hunk.old.clone().next_back());
    let below = at == run.end && !blank(hunk.old.clone().next());
    (within || above || below).then_some(at)
}

/// The rows drawn without marks.
pub fn unmarked(rows: Vec<Row>) -> Vec<Row> {
    each_line(rows, |line| line.marked = false)
}

/// The rows without the indentation they share.
pub fn dedented(rows: Vec<Row>) -> Vec<Row> {
    let filled = rows
        .iter()
        .filter_map(Row::line)
        .filter(|line| !line.text.trim().is_empty());
    let indent = |line: &Line| line.text.len() - line.text.trim_start().len();
    let shared = filled.map(indent).min().unwrap_or(0);
    each_line(rows, |line| {
        line.text = line.text.get(shared..).unwrap_or_default().to_owned()
    })
}

fn each_line(mut rows: Vec<Row>, change: impl Fn(&mut Line)) -> Vec<Row> {
    for row in &mut rows {
        if let Row::Line(line) = row {
            change(line);
        }
    }
    rows
}
