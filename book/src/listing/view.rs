//! How a chapter looks at a file: beside the step before, beside the step after, or alone.

use anyhow::Result;
use similar::DiffOp;

use super::rows::{Mark, Row};
use crate::delta::{Delta, lines};
use crate::items::Lines;
use crate::workspace::Workspace;

/// A file's lines and what a chapter has to say about each.
pub struct View {
    /// The file's lines.
    pub lines: Vec<String>,
    /// What the chapter's step did to each.
    pub marks: Vec<Mark>,
    /// The lines of the file in the step before, where the chapter compares with it.
    pub old: Vec<String>,
    /// Where they differ.
    pub hunks: Vec<DiffOp>,
    /// Whether the file did not exist in the step before.
    pub new_file: bool,
}

impl View {
    /// The view that a chapter of step `chapter` has of a file of `step`.
    pub fn of(
        workspace: &Workspace,
        chapter: Option<usize>,
        step: Option<usize>,
        file: &str,
        text: &str,
    ) -> Result<Self> {
        let lines = lines(text);
        let mut view = Self {
            marks: vec![Mark::Kept; lines.len()],
            lines,
            old: Vec::new(),
            hunks: Vec::new(),
            new_file: false,
        };
        match (chapter, step) {
            (Some(own), Some(step)) if own == step && step > 0 => {
                let delta = Delta::of_step(workspace, step, file)?;
                let new = delta.hunks.iter().map(DiffOp::new_range);
                new.for_each(|lines| view.marks[lines].fill(Mark::New));
                view.new_file = workspace.text(step - 1, file)?.is_none();
                (view.old, view.hunks) = (delta.old, delta.hunks);
            }
            (Some(own), Some(step)) if own == step + 1 => {
                let delta = Delta::of_step(workspace, own, file)?;
                let gone = delta.hunks.iter().map(DiffOp::old_range);
                gone.for_each(|lines| view.marks[lines].fill(Mark::Gone));
            }
            _ => {}
        }
        Ok(view)
    }

    /// The rows of `runs`, with a gap between each two.
    pub fn cut(&self, runs: &[Lines], removed: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        for run in runs {
            if !rows.is_empty() {
                rows.push(Row::Gap(String::new()));
            }
            for number in run.clone() {
                rows.extend(self.gone_before(run, number).filter(|_| removed));
                rows.push(Row::new(self.marks[number], number, &self.lines[number]));
            }
            rows.extend(self.gone_before(run, run.end).filter(|_| removed));
        }
        rows
    }

    /// The removed lines whose place in the listing is just before line `number`.
    fn gone_before(&self, run: &Lines, number: usize) -> impl Iterator<Item = Row> {
        let hunks = self.hunks.iter();
        let here = hunks.filter(move |hunk| self.anchor(run, hunk) == Some(number));
        let gone = here.flat_map(DiffOp::old_range);
        gone.map(|number| Row::new(Mark::Gone, number, &self.old[number]))
    }

    /// Where in `run` a hunk's removed lines belong: within, or at its edge with no blank line between.
    fn anchor(&self, run: &Lines, hunk: &DiffOp) -> Option<usize> {
        let (old, new) = (hunk.old_range(), hunk.new_range());
        if !new.is_empty() {
            let overlaps = new.start < run.end && run.start < new.end;
            return overlaps.then(|| new.start.max(run.start));
        }
        let blank = |line: Option<usize>| line.is_none_or(|line| self.old[line].trim().is_empty());
        let at = new.start;
        let within = run.start < at && at < run.end;
        let above = at == run.start && !blank(old.clone().next_back());
        let below = at == run.end && !blank(old.clone().next());
        (within || above || below).then_some(at)
    }
}
