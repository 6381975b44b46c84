//! Runs the commands of a chapter in order, against fresh steps and in a fresh directory.

use anyhow::{Context, Result};

use super::mask::mask;
use super::parse::{Exchange, exchanges};
use super::renew::Renewals;
use super::shell::{Apps, Shell, Tool};
use crate::workspace::Workspace;

/// What a command printed, beside what the chapter shows for it.
#[derive(Debug)]
pub struct Outcome {
    /// The command as the chapter shows it.
    pub exchange: Exchange,
    /// What it printed now, each line ended.
    pub output: String,
}

impl Outcome {
    /// Whether chapter and output agree, apart from what changes from run to run.
    pub fn holds(&self) -> bool {
        mask(&self.exchange.output) == mask(&self.output)
    }

    /// The difference, line by line, headed by where it is.
    pub fn difference(&self, path: &str) -> String {
        let (shown, now) = (mask(&self.exchange.output), mask(&self.output));
        let diff = similar::TextDiff::from_lines(&shown, &now);
        let line = self.exchange.command_lines.start + 1;
        let place = format!("book/chapters/{path}:{line}: $ {}", self.exchange.command);
        format!(
            "{place}\n{}",
            diff.unified_diff().header("in the chapter", "now")
        )
    }
}

/// Runs every command of a chapter.
pub async fn replay(
    workspace: &Workspace,
    path: &str,
    text: &str,
    apps: Apps,
    tool: Tool,
) -> Result<Vec<Outcome>> {
    let mut shell = Shell::new(apps, tool)?;
    let mut renewals = Renewals::default();
    let mut outcomes = Vec::new();
    for exchange in exchanges(workspace, path, text) {
        let command = renewals.apply(&exchange.command);
        let place = || format!("book/chapters/{path}:{}", exchange.command_lines.start + 1);
        let output = shell
            .run(exchange.step.as_deref(), &command)
            .await
            .with_context(place)?;
        renewals.learn(&exchange.output, &output);
        outcomes.push(Outcome { exchange, output });
    }
    Ok(outcomes)
}
