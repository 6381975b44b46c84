//! Expands mdBook's book: for the builder, and in mdBook's preprocessor protocol for
//! `mdbook build book` and `mdbook serve book`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};

use crate::chapter::Chapter;
use crate::coverage::{self, Coverage};
use crate::expand::{self, Expanded};
use crate::picture;
use crate::staircase::{Staircase, TIMES};
use crate::workspace::Workspace;

/// Where the names of the chapters stand.
const SUMMARY: &str = "book/chapters/SUMMARY.md";

/// The name under which `book.toml` lists the preprocessor.
pub const NAME: &str = "steps";

/// Stands in for the preprocessor where the book is expanded already, so that no command runs.
pub struct AlreadyExpanded;

impl Preprocessor for AlreadyExpanded {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, _: &PreprocessorContext, book: Book) -> Result<Book> {
        Ok(book)
    }
}

/// Reads mdBook's book from standard input and writes it back with the directives replaced.
///
/// # Errors
///
/// If the input is not mdBook's, or a directive is wrong.
pub fn run(workspace: &Workspace) -> Result<()> {
    let (_, mut book) = parse_input(io::stdin().lock())?;
    for coverage in expand(workspace, &mut book)?.coverage {
        eprintln!("{coverage}");
    }
    serde_json::to_writer(io::stdout().lock(), &book)?;
    Ok(io::stdout().flush()?)
}

/// The chapters with their directives replaced, and what they are together.
pub struct Whole {
    /// The chapters, in order.
    pub chapters: Vec<Expanded>,
    /// What they show of each step.
    pub coverage: Vec<Coverage>,
    /// The way through the steps.
    pub staircase: Staircase,
}

/// Replaces the directives of all chapters.
///
/// # Errors
///
/// If directives are wrong: all of them are named, each with its chapter and line.
pub fn expand(workspace: &Workspace, book: &mut Book) -> Result<Whole> {
    let edition = workspace.edition();
    let mut expanded = Vec::new();
    let mut errors = Vec::new();
    book.for_each_mut(|item| {
        if let BookItem::PartTitle(title) = item {
            *title = edition.text(SUMMARY, title);
        }
        if let BookItem::Chapter(chapter) = item {
            chapter.name = edition.text(SUMMARY, &chapter.name);
            let names = chapter.parent_names.iter_mut();
            names.for_each(|name| *name = edition.text(SUMMARY, name));
            let path: PathBuf = chapter.source_path.clone().unwrap_or_default();
            let parsed = Chapter::parse(&path.to_string_lossy(), &chapter.content);
            match expand::chapter(workspace, parsed) {
                Ok(whole) => {
                    chapter.content = whole.markdown();
                    expanded.push(whole);
                }
                Err(error) => errors.push(error.to_string()),
            }
        }
    });
    if !errors.is_empty() {
        bail!("the chapters do not fit the steps\n{}", errors.join("\n"));
    }
    let coverage = coverage::measure(workspace, &expanded)?;
    let staircase = Staircase::new(workspace, &expanded, &coverage)?;
    let mut ways = Vec::new();
    for chapter in &expanded {
        ways.extend(picture::ways(&chapter.path, &chapter.markdown())?);
    }
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item {
            let path = chapter.source_path.as_deref().unwrap_or(Path::new(""));
            chapter.content = chapter.content.replace(TIMES, &staircase.times());
            let path = path.to_string_lossy();
            picture::lead_back(edition, &path, &mut chapter.content, &ways);
        }
    });
    Ok(Whole {
        chapters: expanded,
        coverage,
        staircase,
    })
}
