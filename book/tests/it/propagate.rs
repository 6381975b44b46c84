//! A change of the first step reaches the later ones, in a repository of three small steps.

use std::fs;
use std::process::Command;

use book::propagate;

use crate::common::{Fixture, fixture};

const STEPS: [&str; 3] = ["step01-a", "step02-b", "step03-c"];
const LIB: &str = "use NAME::x;\n\nfn f() {\n    a();\n}\n\nfn g() {\n    b();\n}\n";

/// The second step has a function more, and the third another body for `g`. Only it has changed `old`.
fn repository() -> Fixture {
    let own = |step: &str, text: &str| text.replace("NAME", &step.replace('-', "_"));
    let more = own(STEPS[1], LIB) + "\nfn h() {}\n";
    let files = fixture(&[
        ("step01-a/lib", &own(STEPS[0], LIB)),
        ("step02-b/lib", &more),
        ("step03-c/lib", &own(STEPS[2], LIB).replace("b()", "c()")),
        ("step01-a/old", "old\n"),
        ("step02-b/old", "old\n"),
        ("step03-c/old", "new\n"),
    ]);
    for command in ["init -q", "add -A", "commit -qm first"] {
        let mut git = Command::new("git");
        git.args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a",
            "-c",
            "commit.gpgsign=false",
        ]);
        git.args(command.split(' '))
            .current_dir(files.workspace.root());
        assert!(git.status().unwrap().success());
    }
    files
}

fn change(files: &Fixture, path: &str, from: &str, to: &str) {
    let path = files.workspace.root().join(path);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(path, text.replace(from, to)).unwrap();
}

fn propagate(files: &Fixture, force: bool) -> String {
    let done = propagate::run(&files.workspace, STEPS[0], "HEAD", force);
    done.map_or_else(|error| error.to_string(), |()| "done".into())
}

fn texts(files: &Fixture, file: &str) -> [String; 3] {
    let text = |step| files.workspace.text(step, file).unwrap();
    [0, 1, 2].map(|step| text(step).unwrap_or_default())
}

#[test]
fn lines_and_new_files_are_carried_once_with_the_name_of_the_crate() {
    let files = repository();
    let expected =
        texts(&files, "lib").map(|text| text.replace("::x", "::y").replace("a()", "d()"));
    change(&files, "step01-a/lib", "::x", "::y");
    change(&files, "step01-a/lib", "a()", "d()");
    change(&files, "step01-a/new", "", "step01-a, step01_a");
    for _ in 0..2 {
        assert_eq!(propagate(&files, false), "done");
        assert_eq!(texts(&files, "lib"), expected);
        let new = STEPS.map(|name| format!("{name}, {}", name.replace('-', "_")));
        assert_eq!(texts(&files, "new"), new);
    }
}

#[test]
fn a_conflict_is_marked_once_and_its_solution_is_left_alone() {
    let files = repository();
    change(&files, "step01-a/lib", "b()", "d()");
    for _ in 0..2 {
        let left = "left to do by hand\nstep03-c/lib:8:<<<<<<< here";
        assert_eq!(propagate(&files, false), left);
        let [_, second, third] = texts(&files, "lib");
        assert!(second.contains("d()") && second.contains("h()"));
        assert_eq!(third.matches("<<<<<<<").count(), 1);
    }
    change(&files, "step03-c/lib", "<<<<<<< here\n", "// solved\n");
    for force in [false, true] {
        assert!(propagate(&files, force).starts_with("step03-c has changes"));
    }
    assert!(texts(&files, "lib")[2].contains("// solved"));
}

#[test]
fn a_file_that_is_gone_goes_where_it_has_no_changes() {
    let files = repository();
    fs::remove_file(files.workspace.root().join("step01-a/old")).unwrap();
    let left = "left to do by hand\nstep03-c/old: kept, for it differs";
    assert_eq!(propagate(&files, false), left);
    assert_eq!(texts(&files, "old"), ["", "", "new\n"]);
}

#[test]
fn changes_that_are_not_committed_are_merged_only_by_force() {
    let files = repository();
    change(&files, "step02-b/lib", "h() {}", "h() { mine() }");
    let before = texts(&files, "lib");
    change(&files, "step01-a/lib", "a()", "d()");
    assert!(propagate(&files, false).starts_with("step02-b has changes"));
    assert_eq!(texts(&files, "lib")[1..], before[1..]);
    assert_eq!(propagate(&files, true), "done");
    assert_eq!(
        texts(&files, "lib"),
        before.map(|text| text.replace("a()", "d()"))
    );
}
