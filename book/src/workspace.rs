//! The workspace: where the steps are, in which order, and which files each holds.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The files that a chapter must explain.
pub const EXPLAINED: &[&str] = &["Cargo.toml", "src", "templates"];

/// The files that a whole diff shows.
pub const COMPARED: &[&str] = &["Cargo.toml", "src", "templates", "static", "tests"];

/// The directory that holds the steps and the book.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    steps: Vec<String>,
}

impl Workspace {
    /// Opens the workspace at `root` and finds its steps by name.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        let entries = fs::read_dir(&root).with_context(|| root.display().to_string())?;
        let mut steps: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with("step0") && root.join(name).is_dir())
            .collect();
        steps.sort();
        Ok(Self { root, steps })
    }

    /// Opens the workspace this program was built in, or the one around the current directory.
    pub fn find() -> Result<Self> {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        if let Ok(root) = home.canonicalize() {
            return Self::open(root);
        }
        let here = std::env::current_dir()?;
        let root = here
            .ancestors()
            .find(|dir| dir.join("book/book.toml").is_file());
        Self::open(root.context("no book/book.toml here or above")?)
    }

    /// The workspace's directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The book's directory.
    pub fn book(&self) -> PathBuf {
        self.root.join("book")
    }

    /// The names of the steps, first to last.
    pub fn steps(&self) -> &[String] {
        &self.steps
    }

    /// The step that a chapter such as `step05-login-app/pages.md` explains.
    pub fn step_of_chapter(&self, chapter: &str) -> Option<usize> {
        let name = chapter.strip_suffix(".md").unwrap_or(chapter);
        self.steps
            .iter()
            .position(|step| name.starts_with(step.as_str()))
    }

    /// Splits `step03-signed/src/lib.rs` into its step and the path within.
    pub fn locate<'a>(&self, path: &'a str) -> Result<(usize, &'a str)> {
        let (step, file) = path.split_once('/').context("the path names no step")?;
        match self.steps.iter().position(|name| name == step) {
            Some(index) => Ok((index, file)),
            None => bail!("there is no step `{step}`"),
        }
    }

    /// The text of a step's file, or `None` where the step has no such file.
    pub fn text(&self, step: usize, file: &str) -> Result<Option<String>> {
        let path = self.root.join(&self.steps[step]).join(file);
        match path.is_file() {
            true => Ok(Some(
                fs::read_to_string(&path).with_context(|| path.display().to_string())?,
            )),
            false => Ok(None),
        }
    }

    /// A step's files within `parts` (files or directories), sorted.
    pub fn files(&self, step: usize, parts: &[&str]) -> Result<Vec<String>> {
        let home = self.root.join(&self.steps[step]);
        let mut files = Vec::new();
        for part in parts {
            collect(&home, part.to_string(), &mut files)?;
        }
        Ok(files)
    }
}

fn collect(home: &Path, path: String, files: &mut Vec<String>) -> Result<()> {
    if home.join(&path).is_file() {
        files.push(path);
        return Ok(());
    }
    let Ok(entries) = fs::read_dir(home.join(&path)) else {
        return Ok(());
    };
    let mut names: Vec<_> = entries
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_>>()?;
    names.sort();
    for name in names {
        let name = name.to_str().context("a file name that is no UTF-8")?;
        collect(home, format!("{path}/{name}"), files)?;
    }
    Ok(())
}
