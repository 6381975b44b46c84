//! Makes a practice: `practice/STEP`, a copy of the step with holes, in a workspace of its own beside
//! those of other steps, so that the book's own `cargo test` does not see it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use toml_edit::{Array, DocumentMut, Item, table, value};

use super::Practices;
use super::cut::cut;
use crate::workspace::Workspace;

/// Where cargo builds the practices: the crates that are built already are used again, and the
/// programs of the steps themselves are not replaced.
const CARGO_CONFIG: &str =
    "[build]\ntarget-dir = \"../target/practice\"\nbuild-dir = \"../target\"\n";

/// Makes the practice of a step, or of one of its parts, and says where.
///
/// # Errors
///
/// If there is no such step or part, or the practice is there already and `fresh` is not set.
pub fn make(workspace: &Workspace, step: &str, part: Option<&str>, fresh: bool) -> Result<()> {
    let practices = Practices::load(workspace)?;
    let number = workspace.step(step)?;
    let chosen = practices.of(step, part)?;
    let home = workspace.root().join("practice");
    let directory = home.join(step);
    if directory.exists() {
        let there = format!("practice/{step} is there already");
        ensure!(fresh, "{there}; `--fresh` keeps it beside and begins anew");
        let kept = unused(&home, step);
        fs::rename(&directory, home.join(&kept))?;
        anstream::println!("kept the old one as practice/{kept}");
    }
    cut(workspace, number, &chosen, &directory)?;
    register(workspace, number, part)?;
    let holes: usize = chosen.iter().map(|practice| practice.holes.len()).sum();
    anstream::println!("made practice/{step} with {holes} functions to write");
    anstream::println!("`cargo run -p book -- check` says where to begin");
    Ok(())
}

/// A name that cargo does not take for a member of the practices' workspace.
fn unused(home: &Path, step: &str) -> String {
    let mut names = (1..).map(|number| format!("old-{number}-{step}"));
    let unused = names.find(|name| !home.join(name).exists());
    unused.expect("there are enough numbers")
}

/// Writes the practices' own `Cargo.toml`, which also keeps what was made from what.
fn register(workspace: &Workspace, step: usize, part: Option<&str>) -> Result<()> {
    let home = workspace.root().join("practice");
    let manifest = fs::read_to_string(workspace.root().join("Cargo.toml"))?;
    let mut manifest: DocumentMut = manifest.parse()?;
    let own = &mut manifest["workspace"];
    own["members"] = value(Array::from_iter(["step*"]));
    // With the version of the step itself, cargo would take the two for one crate.
    own["package"]["version"] = value("0.0.0-practice");
    own["metadata"] = made(&home)?;
    let entry = &mut own["metadata"][workspace.steps()[step].name];
    *entry = table();
    entry["from"] = value(fingerprint(workspace, step)?);
    if let Some(part) = part {
        entry["part"] = value(part);
    }
    // Without what only a debugger reads, the tests are linked sooner after each edit.
    manifest["profile"]["dev"]["debug"] = value(false);
    fs::create_dir_all(home.join(".cargo"))?;
    fs::write(home.join(".cargo/config.toml"), CARGO_CONFIG)?;
    fs::copy(workspace.root().join("Cargo.lock"), home.join("Cargo.lock"))?;
    fs::write(home.join("Cargo.toml"), manifest.to_string())?;
    Ok(())
}

/// What was made before, each step with its part and its fingerprint.
pub fn made(home: &Path) -> Result<Item> {
    let Ok(manifest) = fs::read_to_string(home.join("Cargo.toml")) else {
        return Ok(table());
    };
    let manifest: DocumentMut = manifest.parse().context("practice/Cargo.toml")?;
    let metadata = manifest.get("workspace").and_then(|it| it.get("metadata"));
    Ok(metadata.cloned().unwrap_or_else(table))
}

/// The hash of a step's files: another one says that the step has changed since.
pub fn fingerprint(workspace: &Workspace, step: usize) -> Result<String> {
    let home = workspace.root().join(workspace.steps()[step].name);
    let mut hash = Sha256::new();
    for file in workspace.files([step])? {
        hash.update(&file);
        hash.update(fs::read(home.join(file))?);
    }
    let first = hash.finalize().into_iter().take(8);
    Ok(first.map(|byte| format!("{byte:02x}")).collect())
}
