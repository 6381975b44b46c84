//! How far a practice is: which functions are open, and which tests hold the others.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};

use super::cargo::{self, Test};
use super::functions;
use super::make::{fingerprint, made};
use super::{Hole, Practices};
use crate::workspace::Workspace;

/// How far a function is. What comes first is to be done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A test fails.
    Fails,
    /// A `todo!` stands in it, or it is gone.
    Open,
    /// It is written, and its tests meet another function that is open.
    Waits,
    /// All tests that hold it pass.
    Holds,
}

/// A practice that compiles, after its tests have run.
#[derive(Debug)]
pub struct Checked {
    /// The step's place in the workspace.
    pub step: usize,
    /// Its name.
    pub name: &'static str,
    /// The functions to write, in the chapter's order.
    pub holes: Vec<Checkable>,
    /// All tests that ran.
    pub tests: BTreeMap<String, Test>,
    /// What the compiler said.
    pub warnings: String,
}

/// A function to write, and how far it is.
#[derive(Debug)]
pub struct Checkable {
    /// What the book says of it.
    pub hole: Hole,
    /// How far it is.
    pub state: State,
    /// Its file and line, as a terminal can open it.
    pub place: String,
    /// The title of its practice.
    pub title: String,
}

/// The steps of which a practice was made, or the one of that name.
///
/// # Errors
///
/// If there is none.
pub fn steps(workspace: &Workspace, only: Option<&str>) -> Result<Vec<usize>> {
    let only = only.map(|name| workspace.step(name)).transpose()?;
    let steps = 0..workspace.steps().len();
    let home = workspace.root().join("practice");
    let is_made = |step: &usize| home.join(workspace.steps()[*step].name).is_dir();
    let made = steps.filter(|step| only.is_none_or(|only| only == *step));
    let made: Vec<usize> = made.filter(is_made).collect();
    let name = workspace.steps()[only.unwrap_or(0)].name;
    let make_one = format!("make one with `cargo run -p book -- practice {name}`");
    ensure!(!made.is_empty(), "there is no practice yet: {make_one}");
    Ok(made)
}

/// Builds a practice and runs its tests; or returns what the compiler says, if it refuses it.
///
/// # Errors
///
/// If the step has changed since the practice was made, or cargo cannot be started.
pub fn check(workspace: &Workspace, step: usize) -> Result<Result<Checked, String>> {
    let name = workspace.steps()[step].name;
    let home = workspace.root().join("practice");
    let made = made(&home)?;
    let made = |key: &str| made.get(name)?.get(key)?.as_str();
    let part = made("part").map_or(String::new(), |part| format!(" --part {part}"));
    let again = format!("cargo run -p book -- practice {name}{part} --fresh");
    ensure!(
        made("from") == Some(&fingerprint(workspace, step)?),
        "practice/{name} was made from another version of {name}: take back what has changed there, \
         or begin anew with `{again}`, which keeps yours"
    );
    let (warnings, tests) = match cargo::test(&home, name)? {
        Ok(tested) => tested,
        Err(said) => return Ok(Err(said)),
    };
    let mut holes = Vec::new();
    for practice in Practices::load(workspace)?.of(name, made("part"))? {
        for hole in practice.holes.clone() {
            let (is_open, place) = find(workspace, name, &hole)?;
            let state = match is_open {
                true => State::Open,
                false => state(&hole, &tests),
            };
            holes.push(Checkable {
                state,
                place,
                title: practice.title.clone(),
                hole,
            });
        }
    }
    Ok(Ok(Checked {
        step,
        name,
        holes,
        tests,
        warnings,
    }))
}

/// Whether the function is still to be written, and where it is.
fn find(workspace: &Workspace, name: &str, hole: &Hole) -> Result<(bool, String)> {
    let file = functions::file_of(&hole.id);
    let place = format!("practice/{name}/{file}");
    let text = fs::read_to_string(workspace.root().join(&place));
    let functions = functions::of_file(&file, &text.with_context(|| place.clone())?)?;
    Ok(match functions.iter().find(|it| it.id == hole.id) {
        Some(found) => (found.open, format!("{place}:{}", found.line)),
        None => (true, format!("{place}, where it is missing")),
    })
}

fn state(hole: &Hole, tests: &BTreeMap<String, Test>) -> State {
    let of_hole = hole.tests.iter().filter_map(|name| tests.get(name));
    let failed: Vec<&Test> = of_hole.filter(|test| !test.passed).collect();
    match failed.as_slice() {
        [] => State::Holds,
        failed if failed.iter().all(|test| test.met_hole()) => State::Waits,
        _ => State::Fails,
    }
}

impl Checked {
    /// The function to look at next: one whose test fails, else the first that is open.
    pub fn next(&self) -> Option<&Checkable> {
        let left = self.holes.iter().filter(|it| it.state != State::Holds);
        left.min_by_key(|it| it.state)
    }

    /// How many functions are so far.
    pub fn count(&self, state: State) -> usize {
        self.holes.iter().filter(|it| it.state == state).count()
    }
}
