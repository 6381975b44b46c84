//! Rewrites what the replay of the chapters finds out of date.

use std::fs;

use anyhow::{Context, Result};
use mdbook_driver::MDBook;

use super::parse::transcript;
use super::renew::Renewals;
use super::replay::{Outcome, replay};
use crate::chapter::{Block, Chapter};
use crate::promises::table;
use crate::workspace::Workspace;

/// The chapters that `SUMMARY.md` lists.
///
/// # Errors
///
/// If mdBook cannot load the book.
pub fn chapters(workspace: &Workspace) -> Result<Vec<Chapter>> {
    let book = MDBook::load(workspace.book())?;
    let chapters = book.book.chapters().filter_map(|chapter| {
        let path = chapter.source_path.as_ref()?.to_string_lossy();
        Some(Chapter::parse(&path, &chapter.content))
    });
    Ok(chapters.collect())
}

/// What [`refresh`] would rewrite: each command whose output differs, with the place and both outputs.
///
/// # Errors
///
/// If `curl` is missing, or a command cannot be run.
pub async fn differences(chapters: &[Chapter]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for chapter in chapters {
        let outcomes = replay(chapter).await?;
        let failed = outcomes.iter().filter(|outcome| !outcome.holds());
        all.extend(failed.map(|outcome| outcome.difference(&chapter.path)));
    }
    Ok(all)
}

/// Rewrites the transcripts that differ, and the README's table of promises.
///
/// # Errors
///
/// If `curl` is missing, a command cannot be run, or a file cannot be read or written.
pub async fn refresh(workspace: &Workspace) -> Result<()> {
    for chapter in chapters(workspace)? {
        let fresh = rewritten(&chapter, &replay(&chapter).await?);
        if fresh != chapter.source() {
            fs::write(workspace.book().join("chapters").join(&chapter.path), fresh)?;
            println!("rewrote book/chapters/{}", chapter.path);
        }
    }
    refresh_readme(workspace)
}

fn refresh_readme(workspace: &Workspace) -> Result<()> {
    let path = workspace.root().join("README.md");
    let readme = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let fresh = table::in_readme(&readme, &table::markdown(workspace)?)?;
    if fresh != readme {
        fs::write(&path, fresh)?;
        println!("rewrote README.md");
    }
    Ok(())
}

/// A chapter's text with the outputs that differ replaced, and with the cookies they bring put
/// into what follows.
pub fn rewritten(chapter: &Chapter, outcomes: &[Outcome]) -> String {
    let mut renewals = Renewals::default();
    let mut outcomes = outcomes.iter();
    let blocks = chapter.blocks.iter().map(|block| {
        let Some(transcript) = transcript(&chapter.path, block) else {
            return block.source.clone();
        };
        let outcomes = outcomes.by_ref().take(transcript.exchanges.len());
        let lines = outcomes.map(|outcome| renewed(outcome, &mut renewals));
        with_lines(block, &lines.collect::<String>())
    });
    blocks.collect()
}

/// The lines of a command and of its output as it is now.
fn renewed(outcome: &Outcome, renewals: &mut Renewals) -> String {
    let Outcome { exchange, output } = outcome;
    let shown = renewals.apply(&exchange.shown);
    if outcome.holds() {
        return shown + &renewals.apply(&exchange.output);
    }
    renewals.learn(&exchange.output, output);
    shown + output
}

/// A code block with other lines between its fences, indented as the fences are.
fn with_lines(block: &Block, text: &str) -> String {
    let mut lines = block.source.split_inclusive('\n');
    let (open, close) = (lines.next().unwrap_or(""), lines.next_back().unwrap_or(""));
    let indent = &open[..open.len() - open.trim_start().len()];
    let lines = text.split_inclusive('\n').map(|line| match line {
        "\n" => line.to_owned(),
        _ => format!("{indent}{line}"),
    });
    format!("{open}{}{close}", lines.collect::<String>())
}
