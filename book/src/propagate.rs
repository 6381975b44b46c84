//! Carries a change of a step into the later ones, by git's three-way merge of each file.
//!
//! What a step takes of the change without a conflict is what the next one is offered. So a conflict
//! stands in one step, and its solution is carried on from there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::workspace::Workspace;

/// The texts of a step's files. In these, each step has one and the same name.
type Files = BTreeMap<String, String>;

const NAME: &str = "step00-name";

const OVERLAP: &str = ": commit them, or add --force if they touch other lines";

/// Carries what has changed in a step since a commit into every later step.
///
/// # Errors
///
/// If git fails; if a later step has changes that are not committed, unless `force` is set and they
/// touch other lines; and, when all else is done, if something is left to do by hand.
pub fn run(workspace: &Workspace, step: &str, since: &str, force: bool) -> Result<()> {
    let first = workspace.step(step)?;
    let mut base = committed(workspace, first, since)?;
    let mut theirs = files(workspace, first)?;
    let (mut merged, mut kept) = (Vec::new(), String::new());
    for step in first + 1..workspace.steps().len() {
        let name = workspace.steps()[step].name;
        let (ours, now) = (committed(workspace, step, "HEAD")?, files(workspace, step)?);
        let fresh = merge(&base, &ours, &theirs, "--quiet")?;
        let both = merge(&ours, &now, &fresh, "--quiet")?;
        let may = both == fresh || (force && conflicts(&both) == conflicts(&fresh));
        ensure!(may, "{name} has changes that are not committed{OVERLAP}");
        for (file, old) in &base {
            match (theirs.get(file), both.get(file)) {
                (None, Some(_)) => kept += &format!("{name}/{file}: kept, for it differs\n"),
                (Some(new), None) if new != old => println!("{name}/{file}: not there"),
                _ => {}
            }
        }
        theirs = merge(&base, &ours, &theirs, "--ours")?;
        base = ours;
        merged.push((name, now, both));
    }
    for (name, now, fresh) in &merged {
        write(workspace.root(), name, now, fresh)?;
    }
    let search = ["grep", "--untracked", "-n", "^<<<<<<< ", "--"];
    let steps: Vec<&str> = merged.iter().map(|(name, ..)| *name).collect();
    let left = git(workspace.root(), &[&search[..], &steps].concat())? + &kept;
    ensure!(left.is_empty(), "left to do by hand\n{}", left.trim_end());
    Ok(())
}

fn files(workspace: &Workspace, step: usize) -> Result<Files> {
    let files = workspace.files([step])?.into_iter().map(|file| {
        let text = workspace.text(step, &file)?.unwrap_or_default();
        Ok((file, renamed(&text, workspace.steps()[step].name, NAME)))
    });
    files.collect()
}

fn committed(workspace: &Workspace, step: usize, commit: &str) -> Result<Files> {
    let directory = TempDir::new()?;
    let tree = format!("--work-tree={}", directory.path().display());
    let (source, name) = (format!("--source={commit}"), workspace.steps()[step].name);
    let restore = [&tree, "restore", &source, "--worktree", name];
    git(workspace.root(), &restore)?;
    files(&Workspace::new(directory.path(), workspace.steps()), step)
}

/// Merges two versions of a step. A file that ours has given up stays away, and one that theirs has
/// given up stays if ours has changed it.
fn merge(base: &Files, ours: &Files, theirs: &Files, option: &str) -> Result<Files> {
    let mut merged = ours.clone();
    for file in base.keys().chain(theirs.keys()) {
        match [base, ours, theirs].map(|files| files.get(file)) {
            [old, own, new] if old == new || own == new => {}
            [old, own, None] if own == old => drop(merged.remove(file)),
            [_, _, None] | [Some(_), None, _] => {}
            versions => {
                let text = merge_file(versions.map(|text| text.map_or("", |text| text)), option)?;
                merged.insert(file.clone(), text);
            }
        }
    }
    Ok(merged)
}

fn merge_file(versions: [&str; 3], option: &str) -> Result<String> {
    let names = ["as it was", "here", "in the step before"];
    let directory = TempDir::new()?;
    for (name, text) in names.iter().zip(versions) {
        fs::write(directory.path().join(name), text)?;
    }
    let [base, ours, theirs] = names;
    let merge = ["merge-file", "--stdout", option, ours, base, theirs];
    git(directory.path(), &merge)
}

/// What git prints. Below 128, its exit code tells of a result: of conflicts, or of nothing found.
fn git(directory: &Path, arguments: &[&str]) -> Result<String> {
    let mut git = Command::new("git");
    git.args(arguments).current_dir(directory);
    let output = git.output().context("git")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    ensure!(code.is_some_and(|code| code < 128), "{said}");
    Ok(String::from_utf8(output.stdout)?)
}

fn conflicts(files: &Files) -> usize {
    let counts = files.values().map(|text| text.matches("<<<<<<< ").count());
    counts.sum()
}

fn write(root: &Path, name: &str, now: &Files, fresh: &Files) -> Result<()> {
    for file in now.keys().filter(|file| !fresh.contains_key(*file)) {
        fs::remove_file(root.join(name).join(file))?;
        println!("{name}/{file}: removed");
    }
    let differs = |(file, text): &(&String, &String)| now.get(*file) != Some(*text);
    for (file, text) in fresh.iter().filter(differs) {
        let path = root.join(name).join(file);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, renamed(text, NAME, name))?;
        println!("{name}/{file}: written");
    }
    Ok(())
}

fn renamed(text: &str, from: &str, to: &str) -> String {
    let text = text.replace(from, to);
    text.replace(&from.replace('-', "_"), &to.replace('-', "_"))
}
