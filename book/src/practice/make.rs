//! Makes a practice: `practice/STEP`, a copy of the step with holes, in a workspace of its own beside
//! those of other steps, so that the book's own `cargo test` does not see it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use toml_edit::{Array, DocumentMut, Item, table, value};

use super::functions::{self, Function};
use super::{Practice, Practices};
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
        fs::rename(&directory, &kept)?;
        anstream::println!("kept the old one as {}", shown(workspace, &kept));
    }
    cut(workspace, number, &chosen, &directory)?;
    register(workspace, number, part)?;
    let holes: usize = chosen.iter().map(|practice| practice.holes.len()).sum();
    anstream::println!("made practice/{step} with {holes} functions to write");
    anstream::println!("`cargo run -p book -- check` says where to begin");
    Ok(())
}

/// A directory that cargo does not take for a member of the practices' workspace.
fn unused(home: &Path, step: &str) -> PathBuf {
    let mut names = (1..).map(|number| home.join(format!("old-{number}-{step}")));
    names
        .find(|path| !path.exists())
        .expect("there are enough numbers")
}

fn shown(workspace: &Workspace, path: &Path) -> String {
    let path = path.strip_prefix(workspace.root()).unwrap_or(path);
    path.display().to_string()
}

/// Copies the step's files, with the holes of these practices.
fn cut(workspace: &Workspace, step: usize, chosen: &[&Practice], into: &Path) -> Result<()> {
    let from = workspace.root().join(workspace.steps()[step].name);
    let holes: Vec<_> = chosen.iter().flat_map(|practice| &practice.holes).collect();
    for file in workspace.files([step])? {
        let to = into.join(&file);
        fs::create_dir_all(to.parent().context("a file has a directory")?)?;
        fs::copy(from.join(&file), &to)?;
        let module = format!(
            "{}::",
            file.trim_start_matches("src/").trim_end_matches(".rs")
        );
        if holes.iter().any(|hole| hole.id.starts_with(&module)) {
            let text = fs::read_to_string(&to)?;
            let functions = functions::of_file(&file, &text)?;
            let is_hole = |it: &&Function| holes.iter().any(|hole| hole.id == it.id);
            let open: Vec<_> = functions.iter().filter(is_hole).collect();
            let sentence = |it: &Function| {
                let hole = holes.iter().find(|hole| hole.id == it.id);
                let needs = hole.and_then(|hole| hole.needs.clone());
                it.sentence.clone().or(needs).unwrap_or_default()
            };
            let body = |it: &Function| hole(&text, it, &sentence(it));
            fs::write(to, functions::replace(&text, &open, body))?;
        }
    }
    Ok(())
}

/// A body that is still to be written. A panic while another one unwinds would abort the tests, so a
/// `drop` keeps still then.
fn hole(text: &str, function: &Function, sentence: &str) -> String {
    let line = text[..function.body.start].rfind("fn ").unwrap_or(0);
    let start = text[..line].rfind('\n').map_or(0, |end| end + 1);
    let indent: String = text[start..].chars().take_while(|it| *it == ' ').collect();
    let sentence = sentence.replace('{', "{{").replace('}', "}}");
    let todo = format!("todo!({sentence:?})");
    if function.name().ends_with("::drop") {
        let guard = "if !std::thread::panicking()";
        return format!(
            "{{\n{indent}    {guard} {{\n{indent}        {todo}\n{indent}    }}\n{indent}}}"
        );
    }
    format!("{{\n{indent}    {todo}\n{indent}}}")
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
    let mut hash = Sha256::new();
    for file in workspace.files([step])? {
        let path = workspace
            .root()
            .join(workspace.steps()[step].name)
            .join(&file);
        hash.update(file);
        hash.update(fs::read(path)?);
    }
    let hash: Vec<String> = hash
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(hash.concat())
}
