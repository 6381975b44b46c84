//! How a chapter looks at a file: beside the step before, beside the step after, or alone.

use anyhow::Result;

use crate::delta::{Delta, Hunk, lines};
use crate::workspace::Workspace;

/// A file's lines and what a chapter has to say about each.
pub struct View {
    /// The file's lines.
    pub lines: Vec<String>,
    /// Whether the file did not exist in the step before.
    pub new_file: bool,
    beside: Beside,
}

enum Beside {
    Nothing,
    Before(Delta),
    After(Delta),
}

impl View {
    /// The view that a chapter of step `chapter` has of a file of `step`.
    pub fn of(
        workspace: &Workspace,
        chapter: Option<usize>,
        step: usize,
        file: &str,
        text: &str,
    ) -> Result<Self> {
        let mut new_file = false;
        let beside = match chapter {
            Some(own) if own == step && step > 0 => {
                new_file = workspace.text(step - 1, file)?.is_none();
                Beside::Before(Delta::of_step(workspace, step, file)?)
            }
            Some(own) if own == step + 1 => Beside::After(Delta::of_step(workspace, own, file)?),
            _ => Beside::Nothing,
        };
        Ok(Self {
            lines: lines(text),
            new_file,
            beside,
        })
    }

    /// Whether the step at hand brought this line.
    pub fn is_new(&self, line: usize) -> bool {
        matches!(&self.beside, Beside::Before(delta) if delta.is_new(line))
    }

    /// Whether the step at hand takes this line away.
    pub fn is_gone(&self, line: usize) -> bool {
        matches!(&self.beside, Beside::After(delta) if delta.is_gone(line))
    }

    /// The runs that the step at hand changed in this file.
    pub fn hunks(&self) -> &[Hunk] {
        match &self.beside {
            Beside::Before(delta) => &delta.hunks,
            _ => &[],
        }
    }

    /// A line of the file as it was in the step before.
    pub fn old(&self, line: usize) -> &str {
        match &self.beside {
            Beside::Before(delta) => &delta.old[line],
            _ => "",
        }
    }
}
