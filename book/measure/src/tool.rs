//! Other programs: started, awaited, and missed with a word on how to get them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context, bail};
use serde::Deserialize;

/// Starts the program; `source` says where to get it, should it be missing.
pub fn spawn(command: &mut Command, source: &str) -> anyhow::Result<Child> {
    let program = command.get_program().to_owned();
    match command.spawn() {
        Ok(child) => Ok(child),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{} is missing; get it with: {source}", program.display())
        }
        Err(error) => Err(error).with_context(|| format!("cannot start {}", program.display())),
    }
}

/// Whether the program is there and does what is asked of it.
pub fn check(command: &mut Command, source: &str) -> anyhow::Result<()> {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let child = spawn(command, source)?;
    finish(child, command).with_context(|| format!("get it with: {source}"))?;
    Ok(())
}

/// Runs the program to its end, which must be a good one, and returns what it wrote to the
/// streams that the caller made pipes.
pub fn output(command: &mut Command, source: &str) -> anyhow::Result<Output> {
    finish(spawn(command, source)?, command)
}

/// Waits for a started program.
pub fn finish(child: Child, command: &Command) -> anyhow::Result<Output> {
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{command:?} ended with {}\n{complaint}", output.status);
    }
    Ok(output)
}

/// cargo in that workspace; what it says about its progress is shown.
pub fn cargo(workspace: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace).stdout(Stdio::piped());
    command
}

/// Runs such a cargo and returns what it wrote to its standard output.
pub fn cargo_output(command: &mut Command) -> anyhow::Result<String> {
    let output = output(command, "https://rustup.rs")?;
    Ok(String::from_utf8(output.stdout)?)
}

/// The line that cargo writes for each thing it has built.
#[derive(Deserialize)]
struct Artifact {
    executable: Option<PathBuf>,
}

/// Builds a package alone, in release, and returns its program: built together, packages would
/// get each other's features.
pub fn build(workspace: &Path, package: &str, features: &[&str]) -> anyhow::Result<PathBuf> {
    let mut command = cargo(workspace);
    command
        .args(["build", "--release", "--locked", "--quiet"])
        .args(["--message-format", "json-render-diagnostics"])
        .args(["-p", package, "--features", &features.join(",")]);
    let messages = cargo_output(&mut command)?;
    messages
        .lines()
        .find_map(|line| serde_json::from_str::<Artifact>(line).ok()?.executable)
        .with_context(|| format!("cargo built no program of {package}"))
}

#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
}

/// Where cargo builds this workspace, and where we may leave things of our own.
pub fn target_dir(workspace: &Path) -> anyhow::Result<PathBuf> {
    let mut command = cargo(workspace);
    command.args(["metadata", "--no-deps", "--locked", "--format-version", "1"]);
    let metadata: Metadata = serde_json::from_str(&cargo_output(&mut command)?)?;
    Ok(metadata.target_directory)
}
