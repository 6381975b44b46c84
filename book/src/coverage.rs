//! Counts which changed lines of each step its chapters show.

use std::collections::HashSet;
use std::fmt;

use anyhow::Result;
use similar::DiffOp;

use crate::delta::{Delta, is_explained};
use crate::expand::Expanded;
use crate::listing::Mark;
use crate::workspace::Workspace;

/// A line that came or went in a step.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Change {
    file: String,
    gone: bool,
    number: usize,
}

/// What the chapters of a step show of its changes.
#[derive(Debug)]
pub struct Coverage {
    /// The step's name.
    pub step: String,
    /// How many lines came or went, blank ones aside.
    pub changed: usize,
    /// The lines that no listing shows, as `file:line: text`.
    pub missing: Vec<String>,
}

/// The coverage of every step by its chapters.
///
/// # Errors
///
/// If a step's file cannot be read.
pub fn measure(workspace: &Workspace, chapters: &[Expanded]) -> Result<Vec<Coverage>> {
    let steps = 0..workspace.steps().len();
    let measured = steps.map(|step| of_step(workspace, chapters, step));
    measured.collect()
}

fn of_step(workspace: &Workspace, chapters: &[Expanded], step: usize) -> Result<Coverage> {
    let shown = shown(chapters, step);
    let changes = changes(workspace, step)?;
    let missing = changes.iter().filter(|(change, _)| !shown.contains(change));
    let missing = missing.map(|(change, text)| describe(workspace, step, change, text));
    Ok(Coverage {
        step: workspace.steps()[step].name.to_owned(),
        changed: changes.len(),
        missing: missing.collect(),
    })
}

/// The changed lines that the listings of a step's chapters show.
fn shown(chapters: &[Expanded], step: usize) -> HashSet<Change> {
    let own = chapters.iter().filter(|chapter| chapter.step == Some(step));
    let mut shown = HashSet::new();
    for listing in own.flat_map(Expanded::listings) {
        for line in listing.lines() {
            let gone = line.mark == Mark::Gone;
            if gone || listing.step == Some(step) {
                shown.insert(Change {
                    file: listing.file.clone(),
                    gone,
                    number: line.number,
                });
            }
        }
    }
    shown
}

fn changes(workspace: &Workspace, step: usize) -> Result<Vec<(Change, String)>> {
    let mut files = workspace.files(step.saturating_sub(1)..=step)?;
    files.retain(|file| is_explained(file));
    let mut changes = Vec::new();
    for file in files {
        let delta = Delta::of_step(workspace, step, &file)?;
        let gone = delta.hunks.iter().flat_map(DiffOp::old_range);
        let gone = gone.map(|number| (true, number, &delta.old[number]));
        let come = delta.hunks.iter().flat_map(DiffOp::new_range);
        let come = come.map(|number| (false, number, &delta.new[number]));
        for (gone, number, text) in gone.chain(come) {
            let file = file.clone();
            changes.push((Change { file, gone, number }, text.clone()));
        }
    }
    changes.retain(|(_, text)| !text.trim().is_empty());
    Ok(changes)
}

/// Where a change stands; what is gone stands in the step before.
fn describe(workspace: &Workspace, step: usize, change: &Change, text: &str) -> String {
    let home = workspace.steps()[step - usize::from(change.gone)].name;
    let sign = if change.gone { "-" } else { "+" };
    let (file, line, text) = (&change.file, change.number + 1, text.trim());
    format!("{home}/{file}:{line}: {sign} {text}")
}

impl fmt::Display for Coverage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.changed - self.missing.len();
        let percent = (100 * shown).checked_div(self.changed).unwrap_or(100);
        write!(
            out,
            "{}: {shown} of {} changed lines shown ({percent} %)",
            self.step, self.changed
        )
    }
}
