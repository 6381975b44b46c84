//! Rewrites what the replay of the chapters finds out of date.

use std::fs;

use anyhow::{Context, Result};
use mdbook_driver::MDBook;

use super::renew::Renewals;
use super::replay::{Outcome, replay};
use super::server;
use super::shell::Tool;
use crate::promises;
use crate::workspace::Workspace;

/// The paths and texts of the chapters that `SUMMARY.md` lists.
pub fn chapters(workspace: &Workspace) -> Result<Vec<(String, String)>> {
    let book = MDBook::load(workspace.book())?;
    let chapters = book.book.chapters().filter_map(|chapter| {
        let path = chapter.source_path.as_ref()?.to_string_lossy();
        Some((path.into_owned(), chapter.content.clone()))
    });
    Ok(chapters.collect())
}

/// Rewrites the transcripts that differ, and the README's table of promises.
pub async fn refresh(workspace: &Workspace) -> Result<()> {
    for (path, text) in chapters(workspace)? {
        let outcomes = replay(workspace, &path, &text, server::step, Tool::Own).await?;
        let fresh = rewritten(&text, &outcomes);
        if fresh != text {
            fs::write(workspace.book().join("chapters").join(&path), fresh)?;
            println!("rewrote book/chapters/{path}");
        }
    }
    refresh_readme(workspace)
}

fn refresh_readme(workspace: &Workspace) -> Result<()> {
    let path = workspace.root().join("README.md");
    let readme = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let fresh = promises::in_readme(&readme, &promises::markdown(workspace)?)?;
    if fresh != readme {
        fs::write(&path, fresh)?;
        println!("rewrote README.md");
    }
    Ok(())
}

/// A chapter's text with the outputs that differ replaced, and with the cookies they bring put
/// into what follows.
pub fn rewritten(text: &str, outcomes: &[Outcome]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut edits = Vec::new();
    let mut renewals = Renewals::default();
    for outcome in outcomes {
        let exchange = &outcome.exchange;
        edits.push((
            exchange.command_lines.clone(),
            renewed(&lines[exchange.command_lines.clone()], &renewals),
        ));
        let output = if outcome.holds() {
            renewed(&lines[exchange.output_lines.clone()], &renewals)
        } else {
            renewals.learn(&exchange.output, &outcome.output);
            outcome
                .output
                .lines()
                .map(|line| format!("{}{line}", exchange.indent))
                .collect()
        };
        edits.push((exchange.output_lines.clone(), output));
    }
    for (range, fresh) in edits.into_iter().rev() {
        lines.splice(range, fresh);
    }
    lines.join("\n") + "\n"
}

fn renewed(lines: &[String], renewals: &Renewals) -> Vec<String> {
    lines.iter().map(|line| renewals.apply(line)).collect()
}
