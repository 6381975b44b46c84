//! How a chapter looks at a file: beside the step before, beside the step after, or alone.

use anyhow::Result;

use super::rows::Mark;
use crate::delta::{Delta, Hunk, lines};
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
    pub hunks: Vec<Hunk>,
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
                let new = delta.hunks.iter().map(|hunk| hunk.new.clone());
                new.for_each(|lines| view.marks[lines].fill(Mark::New));
                view.new_file = workspace.text(step - 1, file)?.is_none();
                (view.old, view.hunks) = (delta.old, delta.hunks);
            }
            (Some(own), Some(step)) if own == step + 1 => {
                let delta = Delta::of_step(workspace, own, file)?;
                let gone = delta.hunks.into_iter().map(|hunk| hunk.old);
                gone.for_each(|lines| view.marks[lines].fill(Mark::Gone));
            }
            _ => {}
        }
        Ok(view)
    }
}
