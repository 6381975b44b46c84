//! Runs the commands of a chapter in order, against fresh steps and in a fresh directory.

use anyhow::{Context, Result};
use similar::TextDiff;

use super::mask::mask;
use super::parse::{Exchange, transcripts};
use super::renew::Renewals;
use super::shell::Shell;
use crate::chapter::Chapter;

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
        let Exchange { line, output, .. } = &self.exchange;
        let (shown, now) = (mask(output), mask(&self.output));
        let diff = TextDiff::from_lines(&shown, &now);
        let diff = diff
            .unified_diff()
            .header("in the chapter", "now")
            .to_string();
        let command = self.exchange.command();
        format!("book/chapters/{path}:{line}: $ {command}\n{diff}")
    }
}

/// Runs every command of a chapter. Needs `curl`.
///
/// # Errors
///
/// If `curl` is missing or a command cannot be run; the error names its line.
pub async fn replay(chapter: &Chapter) -> Result<Vec<Outcome>> {
    replay_in(Shell::new()?, chapter).await
}

/// Runs every command of a chapter in a shell.
///
/// # Errors
///
/// If a command cannot be run; the error names its line.
pub async fn replay_in(mut shell: Shell, chapter: &Chapter) -> Result<Vec<Outcome>> {
    let mut renewals = Renewals::default();
    let mut outcomes = Vec::new();
    for transcript in transcripts(chapter) {
        for exchange in transcript.exchanges {
            let command = renewals.apply(&exchange.command());
            let place = || format!("book/chapters/{}:{}", chapter.path, exchange.line);
            let output = shell.run(transcript.step.as_deref(), &command).await;
            let output = output.with_context(place)?;
            renewals.learn(&exchange.output, &output);
            outcomes.push(Outcome { exchange, output });
        }
    }
    Ok(outcomes)
}
