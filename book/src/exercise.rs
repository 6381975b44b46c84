//! The exercises at the end of the chapters. Each is a text under `book/exercises`, a patch beside it
//! that solves it, and a test of its step that fails until it is solved.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use diffy::patch_set::{FileOperation, FilePatch, ParseOptions, PatchSet};

use crate::diff_page;
use crate::steps::Step;
use crate::workspace::Workspace;

/// An exercise as it was written.
#[derive(Debug)]
pub struct Exercise {
    /// Its name, such as `step02-log-out`, which begins with the number of its step.
    pub name: String,
    /// The step that a reader changes.
    pub step: Step,
    /// The Markdown: what to build, a hint, and a few sentences about the solution.
    pub text: String,
    patch: String,
}

/// A file of the workspace as the solution changes it.
#[derive(Debug)]
pub struct Change {
    /// The path from the workspace's root.
    pub path: String,
    /// The text as it is; none if the solution adds the file.
    pub old: Option<String>,
    /// The text that the solution puts there.
    pub new: String,
}

impl Exercise {
    /// Reads the exercise of that name.
    ///
    /// # Errors
    ///
    /// If its name begins with no step, or its text, its patch or its test is not there.
    pub fn load(workspace: &Workspace, name: &str) -> Result<Self> {
        let number = name.split('-').next().unwrap_or_default();
        let is_own = |step: &&Step| step.name.split('-').next() == Some(number);
        let step = workspace.steps().iter().find(is_own);
        let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("{path:?}"));
        let path = |ending| workspace.book().join(format!("exercises/{name}.{ending}"));
        let exercise = Self {
            name: name.to_owned(),
            step: *step.with_context(|| format!("`{name}` begins with no step's number"))?,
            text: read(&path("md"))?,
            patch: read(&path("patch"))?,
        };
        let (step, module) = (exercise.step.name, exercise.module());
        let tests = format!("{step}/tests/exercises/{module}.rs");
        read(&workspace.root().join(tests))?;
        Ok(exercise)
    }

    /// The module of its tests, such as `log_out`.
    pub fn module(&self) -> String {
        let (_, rest) = self.name.split_once('-').unwrap_or_default();
        rest.replace('-', "_")
    }

    /// The command that runs its tests.
    pub fn command(&self) -> String {
        let (step, module) = (self.step.name, self.module());
        format!("cargo test -p {step} --test it exercises::{module} -- --ignored")
    }

    /// Applies the patch in memory.
    ///
    /// # Errors
    ///
    /// If it does not apply; the error names the patch and the file.
    pub fn changes(&self, workspace: &Workspace) -> Result<Vec<Change>> {
        let patches = PatchSet::parse(&self.patch, ParseOptions::unidiff());
        let changes = patches.map(|patch| change(workspace, &patch?));
        let changes: Result<_> = changes.collect();
        changes.with_context(|| format!("book/exercises/{}.patch", self.name))
    }

    /// The task under its title, the hint and the solution.
    fn parts(&self) -> Option<[&str; 3]> {
        let (task, rest) = self.text.strip_prefix("# ")?.split_once("\n## Hint\n")?;
        let (hint, solution) = rest.split_once("\n## Solution\n")?;
        Some([task, hint, solution].map(str::trim))
    }

    /// Its Markdown, for the end of a chapter. The hint and the solution are folded.
    pub fn markdown(&self, workspace: &Workspace) -> Result<String> {
        let parts = self.parts();
        let parts = parts.with_context(|| format!("{}: not in three parts", self.name));
        let ([task, hint, solution], command) = (parts?, self.command());
        let edition = workspace.edition();
        let source = format!("book/exercises/{}.md", self.name);
        let [task, hint, solution] =
            [&format!("### {task}"), hint, solution].map(|part| edition.markdown(&source, part));
        let (task, hint, solution) = (task?, hint?, solution?);
        let changes = self.changes(workspace)?;
        let figure =
            |it: &Change| diff_page::figure(edition, &it.path, it.old.as_deref(), Some(&it.new));
        let figures: String = changes.iter().map(figure).collect();
        let fails = edition.say("The test fails until you have built it:", &[]);
        let [the_hint, the_solution] = ["Hint", "Solution"].map(|word| edition.say(word, &[]));
        Ok(format!(
            "{task}\n\n{fails}\n\n```sh\n{command}\n```\n\n\
             <details>\n<summary>{the_hint}</summary>\n\n{hint}\n\n</details>\n\n\
             <details>\n<summary>{the_solution}</summary>\n\n{solution}\n\n{figures}\n\n</details>"
        ))
    }
}

fn change(workspace: &Workspace, patch: &FilePatch<'_, str>) -> Result<Change> {
    let operation = patch.operation().strip_prefix(1);
    let (FileOperation::Modify { modified: path, .. } | FileOperation::Create(path)) = operation
    else {
        bail!("it does more than change and add files");
    };
    let path = path.into_owned();
    let (step, file) = workspace.locate(&path)?;
    let old = workspace.text(step, file)?;
    let patch = patch.patch().as_text();
    let patch = patch.context("it changes bytes that are no text")?;
    let new = diffy::apply(old.as_deref().unwrap_or_default(), patch);
    let new = new.with_context(|| path.clone())?;
    Ok(Change { path, old, new })
}
