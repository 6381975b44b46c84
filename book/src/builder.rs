//! Builds the book: expands the chapters, lets mdBook's driver render them, checks the result.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use mdbook_driver::MDBook;

use crate::coverage::{self, Coverage};
use crate::expand;
use crate::figures::Figures;
use crate::links;
use crate::preprocess::Done;
use crate::workspace::Workspace;

/// A built book.
#[derive(Debug)]
pub struct Built {
    /// Where its pages are.
    pub pages: PathBuf,
    /// What the chapters show of each step.
    pub coverage: Vec<Coverage>,
    /// The figures of each chapter that explains a step, and of the introduction.
    pub figures: Vec<Figures>,
}

/// Builds the book of a workspace into the directory that its `book.toml` names.
pub fn build(workspace: &Workspace) -> Result<Built> {
    let mut book = MDBook::load(workspace.book())?;
    let chapters = expand::book(workspace, &mut book.book)?;
    let coverage = coverage::measure(workspace, &chapters)?;
    let mut figures = Vec::new();
    for chapter in chapters
        .iter()
        .filter(|chapter| !chapter.path.starts_with("diffs/"))
    {
        let text = fs::read_to_string(book.source_dir().join(&chapter.path))?;
        figures.push(Figures::of(chapter, &text));
    }
    book.with_preprocessor(Done);
    book.build()?;
    let pages = book.build_dir_for("html");
    let pages = pages
        .canonicalize()
        .with_context(|| pages.display().to_string())?;
    links::check(&pages)?;
    Ok(Built {
        pages,
        coverage,
        figures,
    })
}

impl Built {
    /// Prints the figures of the chapters and the coverage of the steps.
    pub fn report(&self) {
        for figures in &self.figures {
            println!("{figures}");
        }
        for coverage in &self.coverage {
            println!("{coverage}");
        }
    }

    /// The changed lines that no chapter shows, each on a line of its own.
    pub fn missing(&self) -> Vec<String> {
        self.coverage
            .iter()
            .flat_map(|coverage| coverage.missing.clone())
            .collect()
    }

    /// Fails where a step is not shown as a whole.
    pub fn require_whole(&self) -> Result<()> {
        let missing = self.missing();
        ensure!(
            missing.is_empty(),
            "no chapter shows these lines\n{}",
            missing.join("\n")
        );
        Ok(())
    }
}
