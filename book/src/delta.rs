//! What changed between two versions of a file, line by line.

use anyhow::Result;
use similar::{Algorithm, DiffOp, DiffTag, TextDiff};

use crate::workspace::Workspace;

/// What a chapter must explain of a step.
const EXPLAINED: [&str; 3] = ["Cargo.toml", "src/", "templates/"];

/// Whether a step's chapter must explain what changes in that file.
pub fn is_explained(file: &str) -> bool {
    EXPLAINED.iter().any(|part| file.starts_with(part))
}

/// Two versions of a file and the runs of lines in which they differ.
#[derive(Debug)]
pub struct Delta {
    /// The lines of the older version.
    pub old: Vec<String>,
    /// The lines of the newer version.
    pub new: Vec<String>,
    /// Where they differ, in order.
    pub hunks: Vec<DiffOp>,
}

impl Delta {
    /// Compares two texts. A file that does not exist is the empty text.
    pub fn between(old: &str, new: &str) -> Self {
        let diff = compare(old, new);
        let hunks = diff.ops().iter().copied();
        Self {
            old: lines(old),
            new: lines(new),
            hunks: hunks.filter(|hunk| hunk.tag() != DiffTag::Equal).collect(),
        }
    }

    /// Compares a step's file with the same file in the step before it.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub fn of_step(workspace: &Workspace, step: usize, file: &str) -> Result<Self> {
        let before = step.checked_sub(1);
        let old = before.map_or(Ok(None), |before| workspace.text(before, file))?;
        let new = workspace.text(step, file)?;
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        Ok(Self::between(&old, &new))
    }
}

/// The line diff of two texts, by the algorithm that every page of the book uses.
pub fn compare<'a>(old: &'a str, new: &'a str) -> TextDiff<'a, 'a, str> {
    TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_lines(old, new)
}

/// A text's lines, owned.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
