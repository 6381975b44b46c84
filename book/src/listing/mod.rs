//! A listing: an item cut out of a step, its lines marked by what became of them.

mod caption;
mod changes;
mod render;
mod rows;
mod versions;
mod view;

use anyhow::{Context, Result, ensure};

pub use render::{code, language};
pub use rows::{Line, Mark, Row, of_diff};

use crate::directive::Request;
use crate::edition::Edition;
use crate::html::escape;
use crate::items;
use crate::workspace::Workspace;
use versions::Version;
use view::View;

/// The longest listing a reader is asked to take in at once.
pub const LONGEST: usize = 30;

/// A listing, ready to be rendered and counted.
#[derive(Debug)]
pub struct Listing {
    /// The file, from the workspace's root.
    pub path: String,
    /// The name of the item as the chapter writes it.
    pub item: String,
    /// The step the file belongs to, unless it is the workspace's own.
    pub step: Option<usize>,
    /// The file's path within its step, or within the workspace.
    pub file: String,
    /// Whether the whole file is new in the chapter's step, and shown here for the first time.
    pub new_file: bool,
    /// What is shown.
    pub rows: Vec<Row>,
    /// What the copy button gives: the whole item as the file has it.
    pub copied: String,
    marked: bool,
    versions: Vec<Version>,
}

impl Listing {
    /// Cuts out what a chapter of step `chapter` asks for.
    ///
    /// # Errors
    ///
    /// If the file or the item is not there, or the listing is empty or longer than [`LONGEST`].
    pub fn cut(workspace: &Workspace, chapter: Option<usize>, request: &Request) -> Result<Self> {
        let (step, file) = workspace.locate(&request.path)?;
        let text = workspace
            .text(step, file)?
            .with_context(|| format!("there is no file {}", request.path))?;
        let place =
            items::find(file, &text, &request.item).with_context(|| request.path.clone())?;
        let view = View::of(workspace, chapter, step, file, &text)?;
        let runs = place.runs(request.context, &view.lines);
        let mut rows = view.cut(&runs, request.removed);
        if request.changes {
            rows = changes::only(&rows, &[place.around, place.frame].concat());
        }
        let listing = Self {
            path: request.path.clone(),
            item: request.item.clone(),
            step,
            file: file.to_owned(),
            new_file: view.new_file,
            rows: rows::dedented(rows),
            copied: render::text(&rows::dedented(view.cut(&runs, false)), file),
            marked: !request.plain,
            versions: versions::of(workspace, step, file, &request.item)?,
        };
        listing.check()?;
        Ok(listing)
    }

    /// The listing's lines without its gaps.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().filter_map(Row::line)
    }

    fn check(&self) -> Result<()> {
        let (count, name) = (self.lines().count(), format!("{} {}", self.path, self.item));
        ensure!(count > 0, "{name}: nothing to show");
        ensure!(
            count <= LONGEST,
            "{name}: {count} lines, more than {LONGEST}"
        );
        Ok(())
    }

    /// The listing as a `<figure>` on one line of Markdown, with its item as other steps have it. Its
    /// id says what it shows, such as `step03-signed/src/signer.rs:Signer::sign`.
    pub fn html(&self, edition: &Edition) -> String {
        let item = caption::item(edition, &self.item);
        let tag = self.tag(edition).map_or(String::new(), |tag| {
            format!(" <span class=\"tag\">{tag}</span>")
        });
        let path = escape(&self.path);
        let id: String = self.item.split_whitespace().collect();
        let id = format!("{path}:{}", escape(&id));
        let language = language(&self.path);
        let code = code(&self.rows, language, self.marked);
        let versions = self.versions.iter().map(|version| version.html(language));
        let versions: String = versions.collect();
        let step = self.step.filter(|_| !versions.is_empty());
        let step = step.map_or(String::new(), |step| format!(" data-step=\"{}\"", step + 1));
        let whole = match self.shows_all() {
            true => String::new(),
            false => format!(" data-whole=\"{}\"", escape(&self.copied)),
        };
        format!(
            "<figure class=\"listing\" id=\"{id}\"{step}{whole}><figcaption><span class=\"path\">{path}</span>{item}{tag}</figcaption>{code}{versions}</figure>"
        )
    }

    /// Whether the rows that are not gone are what is to be copied.
    fn shows_all(&self) -> bool {
        let is_gone = |row: &&Row| row.line().is_some_and(|line| line.mark == Mark::Gone);
        let rows = self.rows.iter().filter(|row| !is_gone(row));
        self.copied == render::text(rows, &self.file)
    }

    fn tag(&self, edition: &Edition) -> Option<String> {
        let all_new = self.marked && self.lines().all(|line| line.mark == Mark::New);
        match (all_new, self.new_file) {
            (true, true) => Some(edition.say("new file", &[])),
            (true, false) => Some(edition.say("new", &[])),
            _ => None,
        }
    }
}
