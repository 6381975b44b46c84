//! A listing: an item cut out of a step, its lines marked by what became of them.

mod changes;
mod render;
mod rows;
mod view;

use anyhow::{Context, Result, ensure};

pub use render::{code, language};
pub use rows::{Line, Mark, Row};

use crate::directive::Request;
use crate::items;
use crate::workspace::Workspace;
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
    /// The step the file belongs to.
    pub step: usize,
    /// The file's path within its step.
    pub file: String,
    /// Whether the whole file is new in the chapter's step.
    pub new_file: bool,
    /// What is shown.
    pub rows: Vec<Row>,
}

impl Listing {
    /// Cuts out what a chapter of step `chapter` asks for.
    pub fn cut(workspace: &Workspace, chapter: Option<usize>, request: &Request) -> Result<Self> {
        let (step, file) = workspace.locate(&request.path)?;
        let text = workspace
            .text(step, file)?
            .with_context(|| format!("there is no file {}", request.path))?;
        let place =
            items::find(file, &text, &request.item).with_context(|| request.path.clone())?;
        let view = View::of(workspace, chapter, step, file, &text)?;
        let mut runs = place.lines;
        if request.context {
            runs.extend(place.around);
        }
        let mut rows = rows::rows(&view, items::join(runs, &view.lines), request.removed);
        if request.changes {
            rows = changes::only(rows);
        }
        let rows = match request.plain {
            true => rows::unmarked(rows),
            false => rows,
        };
        let listing = Self {
            path: request.path.clone(),
            item: request.item.clone(),
            step,
            file: file.to_owned(),
            new_file: view.new_file,
            rows: rows::dedented(rows),
        };
        listing.checked()
    }

    /// The listing's lines without its gaps.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().filter_map(Row::line)
    }

    fn checked(self) -> Result<Self> {
        let (count, name) = (self.lines().count(), format!("{} {}", self.path, self.item));
        ensure!(count > 0, "{name}: nothing to show");
        ensure!(
            count <= LONGEST,
            "{name}: {count} lines, more than {LONGEST}"
        );
        Ok(self)
    }
}
