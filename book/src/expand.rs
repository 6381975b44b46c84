//! Replaces the directives of chapters and keeps what their listings show.

use anyhow::{Result, bail, ensure};

use crate::chapter::{Block, Chapter, Kind};
use crate::directive::{self, Request, refuse_without_hash};
use crate::exercise::Exercise;
use crate::listing::Listing;
use crate::workspace::Workspace;
use crate::{clone, console, costs, diff_page, picture, practice, promises};

/// A chapter with its directives replaced.
#[derive(Debug)]
pub struct Expanded {
    /// The chapter's path, from the book's source directory.
    pub path: String,
    /// The step it explains.
    pub step: Option<usize>,
    /// Its blocks and what became of them, in order.
    pub parts: Vec<Part>,
    /// Whether the translation lacks something of it.
    pub stale: bool,
}

/// A block of a chapter and what became of it.
#[derive(Debug)]
pub struct Part {
    /// The block as it was written.
    pub block: Block,
    /// The Markdown that mdBook renders.
    pub markdown: String,
    /// The listing that it shows.
    pub listing: Option<Listing>,
}

impl Expanded {
    /// The Markdown of the whole chapter.
    pub fn markdown(&self) -> String {
        let parts = self.parts.iter().map(|part| part.markdown.as_str());
        parts.collect()
    }

    /// How many words of prose it has.
    pub fn words(&self) -> usize {
        let words = |part: &Part| match part.block.kind {
            Kind::Prose(words) => words,
            _ => 0,
        };
        self.parts.iter().map(words).sum()
    }

    /// The chapter's listings, in order.
    pub fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.parts.iter().filter_map(|part| part.listing.as_ref())
    }
}

/// Replaces the directives of one chapter.
///
/// # Errors
///
/// If directives are wrong: all of them are named, each with the chapter's path and the line.
pub fn chapter(workspace: &Workspace, mut chapter: Chapter) -> Result<Expanded> {
    let step = workspace.step_of_chapter(&chapter.path);
    let source = format!("book/chapters/{}", chapter.path);
    let edition = workspace.edition();
    let missing = edition.missing();
    edition.chapter(&source, &mut chapter)?;
    let unread = console::wrap(&mut chapter).err();
    let mut expander = Expander {
        workspace,
        path: &chapter.path,
        step,
        files_shown: Default::default(),
        errors: unread.iter().map(|error| format!("{error:#}")).collect(),
    };
    let parts = chapter.blocks.into_iter().map(|block| expander.part(block));
    let parts = parts.collect();
    ensure!(expander.errors.is_empty(), expander.errors.join("\n"));
    let path = chapter.path;
    let stale = edition.missing() > missing;
    Ok(Expanded {
        path,
        step,
        parts,
        stale,
    })
}

/// Replaces the directives of one chapter and gathers what is wrong with them.
struct Expander<'a> {
    workspace: &'a Workspace,
    path: &'a str,
    step: Option<usize>,
    files_shown: std::collections::BTreeSet<String>,
    errors: Vec<String>,
}

impl Expander<'_> {
    fn part(&mut self, block: Block) -> Part {
        let mut listing = None;
        let markdown = match &block.kind {
            Kind::Prose(_) => self.prose(&block),
            Kind::Code(_) => block.source.clone(),
            Kind::Directive => {
                let html = self.directive(&block, &mut listing);
                self.or_report(block.line, html)
            }
        };
        Part {
            block,
            markdown,
            listing,
        }
    }

    fn or_report(&mut self, line: usize, text: Result<String>) -> String {
        text.unwrap_or_else(|error| {
            let place = format!("book/chapters/{}:{line}", self.path);
            self.errors.push(format!("{place}: {error:#}"));
            String::new()
        })
    }

    fn prose(&mut self, block: &Block) -> String {
        let lines = block.source.split_inclusive('\n').zip(block.line..);
        let line = |(line, number)| self.or_report(number, self.line(line));
        lines.map(line).collect()
    }

    fn line(&self, line: &str) -> Result<String> {
        refuse_without_hash(line)?;
        match line.contains("{{#") {
            true => self.record()?.prose(self.workspace.edition(), line),
            false => Ok(line.to_owned()),
        }
    }

    /// What stands in the place of a directive: a Markdown block of its own, indented as it is.
    fn directive(&mut self, block: &Block, listing: &mut Option<Listing>) -> Result<String> {
        let (workspace, step) = (self.workspace, self.step);
        let edition = workspace.edition();
        let html = match *directive::words(&block.source) {
            ["listing", path, ref words @ ..] => {
                let mut cut = Listing::cut(workspace, step, &Request::new(path, words)?)?;
                cut.new_file &= self.files_shown.insert(path.to_owned());
                listing.insert(cut).html(edition)
            }
            ["diff", old, new] => diff_page::markdown(workspace, old, new)?,
            ["promises"] => promises::table::html(workspace, self.path)?,
            ["picture", name] => picture::html(workspace, name, block.line)?,
            ["clone"] => clone::markdown(workspace)?,
            ["costs", ref path @ ..] => self.record()?.table(edition, &path.join(" "))?,
            ["practice", part] => practice::page::task(workspace, step, part)?,
            ["predicted", part] => practice::page::answer(workspace, step, part)?,
            ["exercise", name] => Exercise::load(workspace, name)?.markdown(workspace)?,
            _ => bail!("`{}` is no directive of this book", block.source.trim()),
        };
        let indent = &block.source[..block.source.len() - block.source.trim_start().len()];
        let html = html.replace('\n', &format!("\n{indent}"));
        Ok(format!("\n{indent}{html}\n\n"))
    }

    fn record(&self) -> Result<costs::Record> {
        costs::Record::load(&self.workspace.book().join("costs.json"))
    }
}
