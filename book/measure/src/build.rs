//! Other programs: those that are measured, built by cargo, and those that measure.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::APPS;

/// The programs that hold one app each, by its name.
pub type Programs = BTreeMap<&'static str, PathBuf>;

/// Builds the program `app` for each app alone. The next build replaces it, so it is kept under a name
/// of its own. An error if cargo fails.
pub fn apps() -> Result<Programs> {
    let mut programs = Programs::new();
    for (name, _) in APPS {
        println!("building {name}");
        let built = cargo(&["--no-default-features", "--features", name, "--bin", "app"])?;
        let kept = built.with_file_name(format!("app-{name}"));
        fs::copy(&built, &kept).with_context(|| format!("cannot write {kept:?}"))?;
        programs.insert(name, kept);
    }
    Ok(programs)
}

/// Builds step 5's own program, with its log, out of its own workspace. An error if cargo fails.
pub fn step05() -> Result<PathBuf> {
    cargo(&[
        "--manifest-path",
        "../../Cargo.toml",
        "-p",
        "step05-login-app",
        "--target-dir",
        "target",
    ])
}

fn cargo(args: &[&str]) -> Result<PathBuf> {
    let directory = env::var_os("CARGO_MANIFEST_DIR").context("run this by cargo")?;
    let mut command = Command::new("cargo");
    command
        .current_dir(directory)
        .args(["build", "--release", "--locked", "--quiet"])
        .args(["--message-format", "json-render-diagnostics"])
        .args(args);
    let messages = output(&mut command)?;
    let messages = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter_map(|message| Some(message["executable"].as_str()?.into()));
    programs
        .next()
        .with_context(|| format!("{command:?} built no program"))
}

/// Runs the program and returns its standard output. An error if it is missing or fails.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(
        output.status.success(),
        "{command:?} ended with {}",
        output.status
    );
    Ok(String::from_utf8(output.stdout)?)
}
