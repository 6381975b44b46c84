//! Builds a practice and runs its tests.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result};
use regex::Regex;
use serde_json::Value;

/// What the compiler says and each test, by its program and name; or only what the compiler says, if
/// it refuses the crate.
pub type Tested = Result<(String, BTreeMap<String, Test>), String>;

/// A test that ran.
#[derive(Debug)]
pub struct Test {
    /// Whether it passed, by failing if that is what it must do.
    pub passed: bool,
    /// Whether it must fail.
    pub should_panic: bool,
    /// What it said when it failed.
    pub message: String,
}

impl Test {
    /// Whether it met a hole. Its message is the one of `todo!`.
    pub fn met_hole(&self) -> bool {
        self.message.contains("not yet implemented") || self.message.contains("not implemented")
    }
}

/// What the compiler says, and the test programs, each with its name and path: `lib` for the
/// library's own tests, else by their file. Or only what the compiler says, if it refuses the crate.
pub type Built = Result<(String, Vec<(String, PathBuf)>), String>;

/// Builds the test programs of the crate of that name in the workspace `home`.
///
/// # Errors
///
/// If cargo cannot be started.
pub fn build(home: &Path, name: &str) -> Result<Built> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    let format = "json-diagnostic-rendered-ansi,json-render-diagnostics";
    cargo.args(["test", "--quiet", "--no-run", "--package", name]);
    cargo.args(["--color", "always", "--message-format", format]);
    cargo.current_dir(home);
    let output = cargo.output().context("cargo cannot be started")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // The compiler names files from `home` on, where the step itself has the same names.
    let own = format!(" \x1b[0m{name}/");
    let said = said.replace(&own, &format!(" \x1b[0mpractice/{name}/"));
    Ok(match output.status.success() {
        true => Ok((said, programs(&output))),
        false => Err(said),
    })
}

/// Builds the crate, and runs its tests.
///
/// # Errors
///
/// If cargo or a test program cannot be started.
pub fn test(home: &Path, name: &str) -> Result<Tested> {
    let (said, programs) = match build(home, name)? {
        Ok(built) => built,
        Err(said) => return Ok(Err(said)),
    };
    let mut tests = BTreeMap::new();
    for (program, path) in programs {
        for (test, outcome) in run(&home.join(name), &path)? {
            tests.insert(format!("{program}::{test}"), outcome);
        }
    }
    Ok(Ok((said, tests)))
}

fn programs(output: &Output) -> Vec<(String, PathBuf)> {
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let messages = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let program = |message: Value| {
        let path = message["executable"].as_str()?;
        let target = &message["target"];
        let name = match target["kind"][0].as_str()? {
            "lib" => "lib",
            "test" => target["name"].as_str()?,
            _ => return None,
        };
        Some((name.to_owned(), path.into()))
    };
    messages.filter_map(program).collect()
}

fn run(directory: &Path, program: &Path) -> Result<Vec<(String, Test)>> {
    let start = |arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).env("RUST_BACKTRACE", "0");
        command.current_dir(directory).output()
    };
    let output = start(&[])?;
    if matches!(output.status.code(), Some(0 | 101)) {
        return Ok(outcomes(&output));
    }
    // A panic while another one unwinds aborts the whole program: each test by itself, then.
    let list = start(&["--list", "--format", "terse"])?;
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let names = list.lines().filter_map(|line| line.strip_suffix(": test"));
    let mut all = Vec::new();
    for name in names {
        let output = start(&["--exact", name])?;
        let found = outcomes(&output).pop();
        let aborted = Test {
            passed: false,
            should_panic: false,
            message: String::from_utf8_lossy(&output.stderr).into(),
        };
        all.push(found.unwrap_or((name.to_owned(), aborted)));
    }
    Ok(all)
}

/// Reads what a test program says; ignored tests are left out.
fn outcomes(output: &Output) -> Vec<(String, Test)> {
    let text = String::from_utf8_lossy(&output.stdout);
    let line = Regex::new(r"(?m)^test (\S+)( - should panic)? \.\.\. (ok|FAILED)$");
    let line = line.expect("a valid expression");
    let outcome = |found: regex::Captures| {
        let name = found[1].to_owned();
        let test = Test {
            passed: &found[3] == "ok",
            should_panic: found.get(2).is_some(),
            message: message(&text, &name),
        };
        (name, test)
    };
    line.captures_iter(&text).map(outcome).collect()
}

/// What a failed test has said, in its own section.
fn message(text: &str, name: &str) -> String {
    let start = [
        format!("---- {name} stdout ----\n"),
        format!("---- {name} - should panic stdout ----\n"),
    ];
    let section = start.iter().find_map(|start| text.split_once(start));
    let section = section.map_or("", |(_, section)| section);
    let ends = ["\n---- ", "\nfailures:\n"].map(|end| section.find(end));
    let end = ends.into_iter().flatten().min().unwrap_or(section.len());
    section[..end].trim().to_owned()
}
