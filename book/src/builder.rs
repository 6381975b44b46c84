//! Builds the book: expands the chapters, lets mdBook's driver render them, checks the result.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use mdbook_driver::MDBook;

use crate::coverage::Coverage;
use crate::expand::Expanded;
use crate::links;
use crate::pages;
use crate::preprocess::{self, AlreadyExpanded};
use crate::workspace::Workspace;

/// A built book.
#[derive(Debug)]
pub struct Built {
    /// Where its pages are.
    pub pages: PathBuf,
    /// What the chapters show of each step.
    pub coverage: Vec<Coverage>,
    chapters: Vec<Expanded>,
}

/// Builds the book of a workspace into the directory that its `book.toml` names.
///
/// # Errors
///
/// If a directive is wrong, mdBook fails, or a link leads nowhere.
pub fn build(workspace: &Workspace) -> Result<Built> {
    println!("cutting the listings out of the steps");
    let mut book = MDBook::load(workspace.book())?;
    let whole = preprocess::expand(workspace, &mut book.book)?;
    book.with_preprocessor(AlreadyExpanded);
    println!("rendering {} chapters", whole.chapters.len());
    book.build()?;
    let pages = book.build_dir_for("html");
    let pages = pages
        .canonicalize()
        .with_context(|| pages.display().to_string())?;
    pages::complete(&pages, &book.book, &whole.staircase)?;
    println!("checking the links between the pages");
    links::check(&pages)?;
    Ok(Built {
        pages,
        coverage: whole.coverage,
        chapters: whole.chapters,
    })
}

impl Built {
    /// Prints the size of each chapter and the coverage of each step.
    pub fn report(&self) {
        let written = self.chapters.iter();
        for chapter in written.filter(|chapter| !chapter.path.starts_with("diffs/")) {
            let (words, listings) = (chapter.words(), chapter.listings().count());
            println!("{}: {words} words, {listings} listings", chapter.path);
        }
        for coverage in &self.coverage {
            println!("{coverage}");
        }
    }

    /// Fails where a step is not shown as a whole.
    ///
    /// # Errors
    ///
    /// If a changed line is not shown; the error names each.
    pub fn require_whole(&self) -> Result<()> {
        let missing = self.coverage.iter().flat_map(|coverage| &coverage.missing);
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        ensure!(
            missing.is_empty(),
            "no chapter shows these lines\n{}",
            missing.join("\n")
        );
        Ok(())
    }
}
