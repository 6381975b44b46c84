//! Replaces the directives of chapters and keeps what their listings show.

use std::collections::HashMap;

use anyhow::{Result, anyhow};
use mdbook_preprocessor::book::{Book, BookItem, Chapter};

use crate::costs::{self, Record, plot, table};
use crate::directive::{self, Directive};
use crate::listing::Listing;
use crate::workspace::Workspace;
use crate::{chapter, console, diff_page, picture, promises, versions};

/// A chapter with its directives replaced.
#[derive(Debug)]
pub struct Expanded {
    /// The chapter's path, from the book's source directory.
    pub path: String,
    /// The step it explains.
    pub step: Option<usize>,
    /// The Markdown that mdBook renders.
    pub markdown: String,
    /// Its listings, with the line of each directive, counted from 0.
    pub listings: Vec<(usize, Listing)>,
}

/// Replaces the directives of all chapters; every wrong one is reported.
pub fn book(workspace: &Workspace, book: &mut Book) -> Result<Vec<Expanded>> {
    let mut expanded = Vec::new();
    let mut errors = Vec::new();
    for chapter in book.chapters() {
        match self::chapter(workspace, &path(chapter), &chapter.content) {
            Ok(chapter) => expanded.push(chapter),
            Err(error) => errors.push(error.to_string()),
        }
    }
    if !errors.is_empty() {
        return Err(anyhow!(
            "the chapters do not fit the steps\n{}",
            errors.join("\n")
        ));
    }
    put_back(book, &expanded);
    Ok(expanded)
}

fn path(chapter: &Chapter) -> String {
    let path = chapter.source_path.as_deref().unwrap_or("".as_ref());
    path.to_string_lossy().into_owned()
}

fn put_back(book: &mut Book, expanded: &[Expanded]) {
    let texts: HashMap<_, _> = expanded
        .iter()
        .map(|one| (one.path.as_str(), &one.markdown))
        .collect();
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(text) = texts.get(path(chapter).as_str())
        {
            chapter.content = text.to_string();
        }
    });
}

/// Replaces the directives of one chapter.
pub fn chapter(workspace: &Workspace, path: &str, text: &str) -> Result<Expanded> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut chapter = Expanded {
        path: path.to_owned(),
        step: workspace.step_of_chapter(path),
        markdown: String::new(),
        listings: Vec::new(),
    };
    let found = directive::find(text);
    let record = record(workspace, path, &found)?;
    let mut errors = Vec::new();
    for (number, directive) in found {
        let line = &lines[number];
        let replaced =
            directive.and_then(|it| chapter.replace(workspace, &record, number, line, it));
        match replaced {
            Ok(text) => lines[number] = text,
            Err(error) => errors.push(format!("book/chapters/{path}:{}: {error:#}", number + 1)),
        }
    }
    let mut blocks = chapter::Chapter::parse(path, text);
    if let Err(error) = console::wrap(&mut blocks) {
        errors.push(format!("{error:#}"));
    }
    for block in blocks.blocks {
        let wrapped = block.source.starts_with('\n');
        if let (chapter::Kind::Code(code), true) = (block.kind, wrapped) {
            let first = block.line - 1;
            lines[first] = block.source;
            lines[first + 1..first + 2 + code.text.lines().count()].fill(String::new());
        }
    }
    chapter.markdown = lines.join("\n") + "\n" + &versions::script(workspace, &chapter.listings)?;
    match errors.is_empty() {
        true => Ok(chapter),
        false => Err(anyhow!(errors.join("\n"))),
    }
}

/// The record of what was measured, where a chapter shows any of it.
fn record(
    workspace: &Workspace,
    path: &str,
    found: &[(usize, Result<Directive>)],
) -> Result<Record> {
    let mut directives = found.iter().filter_map(|(_, found)| found.as_ref().ok());
    if !directives.any(Directive::needs_costs) {
        return Ok(Record::default());
    }
    let record = Record::load(&workspace.book().join("costs.json"));
    record.map_err(|error| anyhow!("book/chapters/{path}: {error:#}"))
}

/// A replacement as a Markdown block of its own, indented as the directive is.
fn indented(directive: &str, html: &str) -> String {
    let indent = &directive[..directive.len() - directive.trim_start().len()];
    format!("\n{indent}{html}\n")
}

impl Expanded {
    /// What stands in the place of a directive's line.
    fn replace(
        &mut self,
        workspace: &Workspace,
        record: &Record,
        number: usize,
        line: &str,
        directive: Directive,
    ) -> Result<String> {
        let html = match directive {
            Directive::Listing(request) => {
                let listing = Listing::cut(workspace, self.step, &request)?;
                let html = listing.html();
                self.listings.push((number, listing));
                html
            }
            Directive::Diff(old, new) => diff_page::markdown(workspace, &old, &new)?,
            Directive::Promises => promises::html(workspace, &self.path)?,
            Directive::Picture(name) => picture::html(workspace, &name, number)?,
            Directive::Costs(name) => table::html(record, &name)?,
            Directive::Plot(name) => plot::html(record, &name, number)?,
            Directive::Prose => return costs::prose(record, line),
        };
        Ok(indented(line, &html))
    }
}
