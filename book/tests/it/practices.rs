//! Every function that a step teaches is written in a practice, and every one is held by its tests.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use book::practice::cargo::build;
use book::practice::check::{State, check};
use book::practice::cut::replace;
use book::practice::functions::{file_of, of_file};
use book::practice::make::make;
use book::practice::taught::taught;
use book::practice::{Hole, Practices};
use book::steps::STEPS;
use book::workspace::Workspace;

#[test]
fn every_taught_function_is_in_one_practice() {
    let workspace = Workspace::find().unwrap();
    let practices = Practices::load(&workspace).unwrap();
    for (number, step) in STEPS.iter().enumerate() {
        let taught = taught(&workspace, number, &practices).unwrap().into_iter();
        let mut taught: Vec<String> = taught.map(|function| function.id).collect();
        let mut holes: Vec<String> = holes(&practices, step.name)
            .map(|it| it.id.clone())
            .collect();
        taught.sort();
        holes.sort();
        assert_eq!(taught, holes, "{}", step.name);
    }
}

#[test]
fn every_practice_stands_in_its_chapter_with_its_answer() {
    let practices = Practices::load(&Workspace::find().unwrap()).unwrap();
    for practice in practices.all {
        let part = &practice.part;
        let pages = [practice.step.clone(), format!("{}/{part}", practice.step)];
        let pages = pages.map(|page| {
            Workspace::find()
                .unwrap()
                .book()
                .join(format!("chapters/{page}.md"))
        });
        let text: String = pages
            .iter()
            .filter_map(|page| fs::read_to_string(page).ok())
            .collect();
        for directive in [
            format!("{{{{#practice {part}}}}}"),
            format!("{{{{#predicted {part}}}}}"),
        ] {
            assert_eq!(
                text.matches(&directive).count(),
                1,
                "{}: {directive}",
                practice.step
            );
        }
    }
}

#[test]
#[ignore = "needs ten minutes: it builds each step some times over"]
fn every_hole_left_open_fails_the_tests_that_hold_it() {
    let scratch = scratch();
    let practices = Practices::load(&scratch).unwrap();
    for (number, step) in STEPS.iter().enumerate() {
        let mut parts = practices.of(step.name, None).unwrap();
        parts.truncate(if parts.len() == 1 { 0 } else { parts.len() });
        for part in parts
            .iter()
            .map(|practice| Some(practice.part.as_str()))
            .chain([None])
        {
            make(&scratch, step.name, part, true).unwrap();
            let skeleton = check(&scratch, number)
                .unwrap()
                .expect("the skeleton compiles");
            let holes: usize = practices
                .of(step.name, part)
                .unwrap()
                .iter()
                .map(|it| it.holes.len())
                .sum();
            assert_eq!(skeleton.count(State::Open), holes, "{} {part:?}", step.name);
            assert!(
                skeleton.tests.values().any(|test| !test.passed),
                "{} {part:?}",
                step.name
            );
        }
        let practice = Practice {
            workspace: &scratch,
            name: step.name,
        };
        practice.fill(|_, body| body.to_owned());
        let solved = check(&scratch, number)
            .unwrap()
            .expect("the solution compiles");
        assert!(
            solved.tests.values().all(|test| test.passed),
            "{:#?}",
            solved.tests
        );
        assert_eq!(
            solved.count(State::Holds),
            holes(&practices, step.name).count()
        );
        practice.fill(|id, body| practice.switchable(id, body));
        practice.opens_one_by_one(&practices);
    }
}

fn holes<'a>(practices: &'a Practices, step: &str) -> impl Iterator<Item = &'a Hole> {
    let practices = practices.all.iter().filter(move |it| it.step == step);
    practices.flat_map(|practice| &practice.holes)
}

/// A workspace with the real steps and the real target directory, and with practices of its own.
fn scratch() -> Workspace {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("practices");
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(&root).unwrap();
    let real = Workspace::find().unwrap().root().canonicalize().unwrap();
    let steps = STEPS.iter().map(|step| step.name);
    for name in steps.chain(["book", "Cargo.toml", "Cargo.lock", "target"]) {
        symlink(real.join(name), root.join(name)).unwrap();
    }
    Workspace::new(root, STEPS)
}

/// A practice that this test writes.
struct Practice<'a> {
    workspace: &'a Workspace,
    name: &'static str,
}

impl Practice<'_> {
    fn home(&self) -> PathBuf {
        self.workspace.root().join("practice")
    }

    /// Writes each function of the step anew: `body` gets its id and the step's own body.
    fn fill(&self, body: impl Fn(&str, &str) -> String) {
        let practices = Practices::load(self.workspace).unwrap();
        let holes: Vec<&Hole> = holes(&practices, self.name).collect();
        for file in holes.iter().map(|hole| file_of(&hole.id)) {
            let path = self.workspace.root().join(self.name).join(&file);
            let text = fs::read_to_string(path).unwrap();
            let functions = of_file(&file, &text).unwrap();
            let is_hole = |id: &str| holes.iter().any(|hole| hole.id == id);
            let written: Vec<_> = functions.iter().filter(|it| is_hole(&it.id)).collect();
            let filled = replace(&text, &written, |it| body(&it.id, &text[it.body.clone()]));
            fs::write(self.home().join(self.name).join(&file), filled).unwrap();
        }
    }

    /// A body that is open while a file names its function. A variable would not reach the programs
    /// that some tests start.
    fn switchable(&self, id: &str, body: &str) -> String {
        let file = self.switch();
        let is_open = format!("std::fs::read_to_string({file:?}).is_ok_and(|it| it == {id:?})");
        format!("{{ if {is_open} {{ todo!() }} {body} }}")
    }

    fn switch(&self) -> PathBuf {
        self.home().join("open")
    }

    /// Builds once, then opens one function at a time: each test that holds it must fail.
    fn opens_one_by_one(&self, practices: &Practices) {
        let built = build(&self.home(), self.name).unwrap();
        let programs: HashMap<_, _> = built.unwrap().1.into_iter().collect();
        let mut unheld = Vec::new();
        for hole in holes(practices, self.name) {
            assert!(!hole.tests.is_empty(), "nothing holds {}", hole.id);
            fs::write(self.switch(), &hole.id).unwrap();
            for test in &hole.tests {
                let (program, name) = test.split_once("::").unwrap();
                let mut command = Command::new(&programs[program]);
                command.args(["--exact", name]);
                command.current_dir(self.home().join(self.name));
                let output = command.output().unwrap();
                let said = String::from_utf8_lossy(&output.stdout);
                if !said.contains("running 1 test\n") || output.status.success() {
                    unheld.push(format!("{} is open, and {test} does not fail", hole.id));
                }
            }
        }
        assert!(unheld.is_empty(), "{}", unheld.join("\n"));
    }
}
