//! mdBook's preprocessor protocol, for `mdbook build book` and `mdbook serve book`.

use std::io::{self, Write};

use anyhow::Result;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};

use crate::workspace::Workspace;
use crate::{coverage, expand};

/// The name under which `book.toml` lists the preprocessor.
pub const NAME: &str = "steps";

/// Stands in for the preprocessor where the book is expanded already, so that no command runs.
pub struct Done;

impl Preprocessor for Done {
    fn name(&self) -> &str {
        NAME
    }

    fn run(
        &self,
        _: &PreprocessorContext,
        book: Book,
    ) -> mdbook_preprocessor::errors::Result<Book> {
        Ok(book)
    }
}

/// Reads mdBook's book from standard input and writes it back with the directives replaced.
pub fn run(workspace: &Workspace) -> Result<()> {
    let (_, mut book) = parse_input(io::stdin().lock())?;
    let chapters = expand::book(workspace, &mut book)?;
    for coverage in coverage::measure(workspace, &chapters)? {
        eprintln!("{coverage}");
    }
    serde_json::to_writer(io::stdout().lock(), &book)?;
    Ok(io::stdout().flush()?)
}
