//! The workspace: where the steps are, in which order, and which files each holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use ignore::WalkBuilder;

use crate::edition::Edition;
use crate::manifest::Manifest;
use crate::steps::{STEPS, Step};

/// The directory that holds the steps and the book, and the language in which the book is made.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    steps: Vec<Step>,
    edition: Arc<Edition>,
}

impl Workspace {
    /// A workspace of these steps.
    pub fn new(root: impl Into<PathBuf>, steps: impl Into<Vec<Step>>) -> Self {
        Self {
            root: root.into(),
            steps: steps.into(),
            edition: Arc::default(),
        }
    }

    /// The same workspace for another edition of the book.
    pub fn in_edition(&self, edition: Edition) -> Self {
        Self {
            edition: Arc::new(edition),
            ..self.clone()
        }
    }

    /// The edition of the book that is made.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The workspace of the book that the current directory lies in.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn find() -> Result<Self> {
        Self::around(&std::env::current_dir()?)
    }

    /// The workspace of the book that a directory lies in, or is.
    ///
    /// # Errors
    ///
    /// If neither the directory nor one above has a `Cargo.toml` with the book and its steps as
    /// members, or if one on the way cannot be read.
    pub fn around(directory: &Path) -> Result<Self> {
        for root in directory.ancestors() {
            if has_book(root)? {
                return Ok(Self::new(root, STEPS));
            }
        }
        bail!(
            "{} does not lie in the workspace of this book: no Cargo.toml there or above has `book` \
             and the steps as members",
            directory.display()
        )
    }

    /// The workspace's directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The book's directory.
    pub fn book(&self) -> PathBuf {
        self.root.join("book")
    }

    /// The steps, first to last.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that a chapter such as `step05-login-app/pages.md` explains.
    pub fn step_of_chapter(&self, chapter: &str) -> Option<usize> {
        let mut steps = self.steps.iter();
        steps.position(|step| step.is_explained_by(chapter))
    }

    /// The step of that name.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn step(&self, name: &str) -> Result<usize> {
        let step = self.steps.iter().position(|step| step.name == name);
        let names: Vec<&str> = self.steps.iter().map(|step| step.name).collect();
        let names = names.join(", ");
        step.with_context(|| format!("there is no step `{name}`; the steps are {names}"))
    }

    /// Splits `step03-signed/src/lib.rs` into its step and the path within. A name alone, such as
    /// `Cargo.toml`, is a file of the workspace and of no step.
    ///
    /// # Errors
    ///
    /// If the path begins with another directory than a step's.
    pub fn locate<'a>(&self, path: &'a str) -> Result<(Option<usize>, &'a str)> {
        Ok(match path.split_once('/') {
            Some((step, file)) => (Some(self.step(step)?), file),
            None => (None, path),
        })
    }

    /// The text of a step's file, or of the workspace's, or `None` where there is no such file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is no text.
    pub fn text(&self, step: impl Into<Option<usize>>, file: &str) -> Result<Option<String>> {
        let step = step.into().map_or("", |step| self.steps[step].name);
        let path = self.root.join(step).join(file);
        if !path.is_file() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path);
        Ok(Some(text.with_context(|| path.display().to_string())?))
    }

    /// The files that git does not ignore in a step, or in two, sorted, each once, with `/` on every
    /// system.
    ///
    /// # Errors
    ///
    /// If a step's directory cannot be read, or a file's name is not UTF-8.
    pub fn files(&self, steps: impl IntoIterator<Item = usize>) -> Result<Vec<String>> {
        let mut files = BTreeSet::new();
        for step in steps {
            let home = self.root.join(self.steps[step].name);
            let mut walk = WalkBuilder::new(&home);
            for entry in walk.hidden(false).require_git(false).build() {
                let path = entry?.into_path();
                if path.is_file() {
                    let name = path.strip_prefix(&home)?.to_str();
                    let name = name.context("a file name that is not UTF-8")?;
                    files.insert(name.replace(MAIN_SEPARATOR, "/"));
                }
            }
        }
        Ok(files.into_iter().collect())
    }
}

fn has_book(directory: &Path) -> Result<bool> {
    let manifest = Manifest::read(directory)?;
    let mut names = STEPS.iter().map(|step| step.name).chain(["book"]);
    Ok(manifest.is_some_and(|manifest| names.all(|name| manifest.has_member(name))))
}
