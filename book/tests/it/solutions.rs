//! Each exercise stands in one chapter, fails in the step as it is, and is solved by its patch.

use std::fs;
use std::path::Path;
use std::time::Instant;

use book::chapter::Chapter;
use book::exercise::Exercise;
use book::steps::STEPS;
use book::transcript::shell::Shell;
use book::transcript::{Outcome, chapters, replay_in, rewritten};
use book::workspace::Workspace;

use crate::copy::Copy;

fn exercises(workspace: &Workspace) -> Vec<Exercise> {
    let mut names = names(&workspace.book().join("exercises"), ".md");
    names.sort();
    let load = |name: &String| Exercise::load(workspace, name).unwrap();
    names.iter().map(load).collect()
}

/// The names of the files with that ending, without it; none where there is no directory.
fn names(directory: &Path, ending: &str) -> Vec<String> {
    let files = fs::read_dir(directory).into_iter().flatten();
    let files = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    files
        .filter_map(|file| Some(file.strip_suffix(ending)?.to_owned()))
        .collect()
}

#[test]
fn every_exercise_has_its_files_and_stands_in_one_chapter() {
    let workspace = Workspace::find().unwrap();
    let exercises = exercises(&workspace);
    let chapters = chapters(&workspace).unwrap();
    let text: String = chapters.iter().map(Chapter::source).collect();
    for Exercise { name, .. } in &exercises {
        let directive = format!("{{{{#exercise {name}}}}}\n");
        assert_eq!(text.matches(&directive).count(), 1, "{name}: its chapter");
    }
    let patches = names(&workspace.book().join("exercises"), ".patch");
    assert_eq!(patches.len(), exercises.len(), "a patch without its text");
    for step in workspace.steps() {
        let tests = workspace.root().join(step.name).join("tests/exercises");
        for module in names(&tests, ".rs").iter().filter(|it| *it != "mod") {
            let is_own = |it: &Exercise| it.step.name == step.name && it.module() == *module;
            assert!(exercises.iter().any(is_own), "{module}: no text");
        }
    }
}

#[tokio::test]
#[ignore = "needs curl, and some minutes: apt-get install curl"]
async fn every_exercise_is_open_until_its_patch_solves_it() {
    let workspace = Workspace::find().unwrap();
    let steps: Vec<_> = STEPS.iter().map(|step| step.name).collect();
    let copy = Copy::make("exercises", &steps);
    let (start, exercises) = (Instant::now(), exercises(&workspace));
    let open = exercises
        .iter()
        .filter_map(|exercise| is_open(&copy, exercise));
    let mut failures: Vec<_> = open.collect();
    for exercise in exercises {
        let changes = exercise.changes(&workspace).unwrap();
        for change in &changes {
            copy.write(&change.path, &change.new);
        }
        failures.extend(is_solved(&copy, &exercise));
        failures.extend(shows_what_is_said(&copy, &exercise).await);
        for change in &changes {
            match &change.old {
                Some(old) => copy.write(&change.path, old),
                None => fs::remove_file(copy.path(&change.path)).unwrap(),
            }
        }
        println!("{}: {:?}", exercise.name, start.elapsed());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Returns what went wrong unless the tests fail by assertions of their own.
fn is_open(copy: &Copy, exercise: &Exercise) -> Option<String> {
    let (_, said) = copy.run(&exercise.command());
    let own = format!("/tests/it/../exercises/{}.rs:", exercise.module());
    let mut panics = said.lines().filter(|line| line.contains("panicked at "));
    let fails = said.contains("test result: FAILED.")
        && panics.all(|line| line.contains(&own))
        && !said.contains("\ncalled `");
    (!fails).then(|| format!("{} fails otherwise:\n{said}", exercise.name))
}

/// Returns what went wrong unless all tests pass, its own and those of the step, and clippy is silent.
fn is_solved(copy: &Copy, exercise: &Exercise) -> Option<String> {
    let step = exercise.step.name;
    let lints = format!("cargo clippy -p {step} --all-targets -- -D warnings");
    let commands = [exercise.command(), format!("cargo test -p {step}"), lints];
    let failed = commands.iter().find_map(|command| {
        let (succeeds, said) = copy.run(command);
        (!succeeds).then(|| format!("{command}\n{said}"))
    });
    failed.map(|said| format!("{} is not solved:\n{said}", exercise.name))
}

/// Returns the differences between the requests of the text and what the solution answers.
async fn shows_what_is_said(copy: &Copy, exercise: &Exercise) -> Option<String> {
    let Exercise {
        name, step, text, ..
    } = exercise;
    let chapter = Chapter::parse(&format!("{}.md", step.name), text);
    let shell = Shell::new().unwrap().with_program(copy.program(step.name));
    let outcomes = replay_in(shell, &chapter).await.unwrap();
    let differs = |it: &&Outcome| !it.holds();
    let path = format!("../exercises/{name}.md");
    let differences = outcomes
        .iter()
        .filter(differs)
        .map(|it| it.difference(&path));
    let differences: String = differences.collect();
    let fresh = copy.path(&format!("{name}.md"));
    fs::write(&fresh, rewritten(&chapter, &outcomes)).unwrap();
    (!differences.is_empty()).then(|| format!("{differences}as it is now: {}", fresh.display()))
}
