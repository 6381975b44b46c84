//! Practices: a step with the bodies of its functions taken out, for the reader to write.
//!
//! `book/practices.toml` says in which order and with which hints; [`functions`] finds the holes by
//! parsing, [`taught`] those that a step adds, [`cut`] opens them. [`make`] makes a practice,
//! [`cargo`] builds and tests what the reader wrote, [`check`] finds how far it is, [`report`] shows
//! it, and [`watch`] does so after each save. [`page`] shows a practice in its chapter.

pub mod cargo;
pub mod check;
pub mod cut;
pub mod functions;
mod hints;
pub mod make;
pub mod page;
pub mod report;
pub mod taught;
pub mod watch;

use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::Workspace;

/// What `book/practices.toml` says.
#[derive(Debug, Deserialize)]
pub struct Practices {
    /// All practices, in the order of the book.
    #[serde(rename = "practice")]
    pub all: Vec<Practice>,
    /// The functions that no practice asks for.
    pub without: Vec<Without>,
}

/// A part of a step that a reader can write in one go.
#[derive(Clone, Debug, Deserialize)]
pub struct Practice {
    /// The step's name.
    pub step: String,
    /// The part's name, such as `payload`.
    pub part: String,
    /// What is written, in a few words.
    pub title: String,
    /// About how long it takes.
    pub minutes: u32,
    /// What the reader is asked to predict before writing, as Markdown.
    pub predict: String,
    /// The answer, as Markdown.
    pub answer: String,
    /// The functions to write, in the chapter's order.
    #[serde(rename = "hole")]
    pub holes: Vec<Hole>,
}

/// A function to write.
#[derive(Clone, Debug, Deserialize)]
pub struct Hole {
    /// Its file and name, such as `signer::Signer::sign`.
    #[serde(rename = "fn")]
    pub id: String,
    /// The first hint: what is needed, if the function's own documentation does not say it.
    pub needs: Option<String>,
    /// The second hint: which call does it.
    pub call: String,
    /// The tests that hold it, each with its program: `lib::signer::tests::…`, `promises::…`.
    pub tests: Vec<String>,
}

/// A new or changed function that is not worth writing by hand.
#[derive(Debug, Deserialize)]
pub struct Without {
    /// The step's name.
    pub step: String,
    /// Its file and name.
    #[serde(rename = "fn")]
    pub id: String,
    /// The reason.
    pub why: String,
}

impl Practices {
    /// Reads `book/practices.toml`.
    ///
    /// # Errors
    ///
    /// If it is missing or has another form.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let path = workspace.book().join("practices.toml");
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        toml_edit::de::from_str(&text).with_context(|| path.display().to_string())
    }

    /// The practices of a step, or the one that `part` names.
    ///
    /// # Errors
    ///
    /// If the step has no such part.
    pub fn of(&self, step: &str, part: Option<&str>) -> Result<Vec<&Practice>> {
        let of_step = self.all.iter().filter(|practice| practice.step == step);
        let of_step: Vec<&Practice> = of_step.collect();
        let Some(part) = part else {
            return Ok(of_step);
        };
        let parts: Vec<&str> = of_step.iter().map(|it| it.part.as_str()).collect();
        let found = of_step.iter().find(|practice| practice.part == part);
        let found = found.with_context(|| {
            let parts = parts.join(", ");
            format!("{step} has no part `{part}`; its parts are: {parts}")
        })?;
        Ok(vec![found])
    }
}
