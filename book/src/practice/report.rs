//! Shows on a terminal how far the practices are, which promises they keep, and what to do next.

use anstream::{print, println};
use anyhow::Result;
use owo_colors::OwoColorize;

use super::Hole;
use super::cargo::Test;
use super::check::{Checkable, Checked, State, check, steps};
use super::functions::name_of;
use super::hints::hints;
use crate::promises;
use crate::workspace::Workspace;

/// Checks every practice that was made, or only that of a step, and says whether all is done. `depth`, from 1 to 3, also
/// shows the hints for the next function, down to that depth.
///
/// # Errors
///
/// If no practice was made, or its step has changed since.
pub fn report(workspace: &Workspace, only: Option<&str>, depth: u8) -> Result<bool> {
    let mut done = true;
    for step in steps(workspace, only)? {
        let place = format!("practice/{}", workspace.steps()[step].name);
        println!("{}", place.bold());
        done &= match check(workspace, step)? {
            Ok(checked) => checked.report(workspace, depth)?,
            Err(said) => {
                println!("{said}\n  {}", "It does not compile.".red().bold());
                println!("  The next function and its hints are named once it does.\n");
                false
            }
        };
    }
    Ok(done)
}

impl Checked {
    fn report(&self, workspace: &Workspace, depth: u8) -> Result<bool> {
        for part in self.holes.chunk_by(|one, other| one.title == other.title) {
            println!("\n  {}", part[0].title);
            part.iter().for_each(|hole| self.line(hole));
        }
        self.ladder(workspace)?;
        let (open, fails) = (self.count(State::Open), self.count(State::Fails));
        match self.next() {
            Some(next) => {
                let count = format!("{open} open, {fails} failing.");
                println!("\n  {}", count.bold());
                self.next_step(next);
                self.hints(workspace, &next.hole, depth)?;
                Ok(false)
            }
            None => Ok(self.end()),
        }
    }

    /// A function: its state, and the tests that hold it.
    fn line(&self, Checkable { hole, state, .. }: &Checkable) {
        let mark = match state {
            State::Holds => "✓".green().to_string(),
            State::Fails => "✗".red().to_string(),
            State::Open | State::Waits => "·".to_owned(),
        };
        let name = name_of(&hole.id);
        match state {
            State::Open => println!("  {mark} {name:<30} {}", "open".yellow()),
            _ => println!("  {mark} {name:<30} {}", self.held_by(hole)),
        }
    }

    fn held_by(&self, hole: &Hole) -> String {
        let tests = hole.tests.iter().map(|name| match self.tests.get(name) {
            Some(test) if test.passed => format!("{} {name}", "✓".green()),
            Some(test) if !test.met_hole() => format!("{} {name}", "✗".red()),
            _ => format!("· {name} (meets an open one)"),
        });
        tests.collect::<Vec<_>>().join(", ")
    }

    /// The promises as they stand.
    fn ladder(&self, workspace: &Workspace) -> Result<()> {
        let text = workspace.text(self.step, "tests/promises.rs")?;
        println!("\n  Promises: ✓ kept, · not yet, – not in this step");
        for promise in promises::tests(&text.unwrap_or_default())? {
            let test = self.tests.get(&format!("promises::{}", promise.test));
            let keeps = test.is_some_and(|test| test.passed && !test.should_panic);
            let name = promise.name;
            match (keeps, promise.kept) {
                (true, _) => println!("  {} {name}", "✓".green()),
                (false, true) => println!("  · {name}"),
                (false, false) => println!("  {}", format!("– {name}").dimmed()),
            }
        }
        Ok(())
    }

    /// Where to go on, with the message of the test that fails.
    fn next_step(&self, next: &Checkable) {
        let name = name_of(&next.hole.id).bold().to_string();
        match next.state {
            State::Open => println!("  Begin with {name} in {}", next.place),
            _ => println!("  Look at {name} in {}", next.place),
        }
        let tests = next.hole.tests.iter();
        let fails = |test: &Test| !test.passed && !test.met_hole();
        let mut failed = tests.filter(|name| self.tests.get(*name).is_some_and(fails));
        if let (State::Fails, Some(test)) = (next.state, failed.next()) {
            let others = self.holes.iter().filter(|it| it.state == State::Fails);
            let others = others.filter(|it| it.place != next.place && it.hole.tests.contains(test));
            others.for_each(|it| println!("  or at {} in {}", name_of(&it.hole.id), it.place));
            println!("  {} {test} says:\n\n{}\n", "✗".red(), self.message(test));
        }
    }

    /// What a test says, with paths that a terminal can open.
    fn message(&self, test: &str) -> String {
        let message = &self.tests[test].message;
        let from = format!("at {}/", self.name);
        message.replace(&from, &format!("at practice/{}/", self.name))
    }

    fn hints(&self, workspace: &Workspace, hole: &Hole, depth: u8) -> Result<()> {
        for (number, hint) in (1..=depth).zip(hints(workspace, self.step, hole)?) {
            println!("\n  Hint {number}: {}", hint.replace('\n', "\n  "));
        }
        if depth == 0 {
            println!("  A hint: `cargo run -p book -- check --hint 1`, and then 2 and 3");
        }
        println!();
        Ok(())
    }

    /// Says that all is written, and whether the tests that hold no single function pass too.
    fn end(&self) -> bool {
        print!("{}", self.warnings);
        let mut failed = self.tests.keys().filter(|name| !self.tests[*name].passed);
        if let Some(first) = failed.next() {
            let count = match failed.count() + 1 {
                1 => "All is written, but one test fails.".to_owned(),
                many => format!("All is written, but {many} tests fail."),
            };
            println!("\n  {}\n  {first} says:\n", count.red().bold());
            println!("{}\n", self.message(first));
            return false;
        }
        let (step, done) = (self.name, "All is written, and all tests pass.");
        println!("\n  {}", done.green().bold());
        println!("  Compare it with ours: git diff --no-index practice/{step} {step}\n");
        true
    }
}
