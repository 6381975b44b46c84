//! What a step teaches: the functions that it adds or changes.

use std::rc::Rc;

use anyhow::Result;

use super::Practices;
use super::functions::{Function, of_file};
use crate::workspace::Workspace;

/// The functions that are new or changed since the step before, `main.rs` left out, and also those
/// that `practices` leaves out.
///
/// # Errors
///
/// If a file cannot be read, or is no Rust.
pub fn taught(workspace: &Workspace, step: usize, practices: &Practices) -> Result<Vec<Function>> {
    let mut taught = Vec::new();
    for file in workspace.files([step])? {
        if !file.starts_with("src/") || !file.ends_with(".rs") || file == "src/main.rs" {
            continue;
        }
        let functions = |step: usize| {
            let text = workspace.text(step, &file)?.unwrap_or_default();
            of_file(&file, &text)
        };
        let before = step.checked_sub(1).map_or(Ok(Rc::default()), functions)?;
        let is_known = |new: &Function| {
            let same = |old: &Function| old.id == new.id && old.tokens == new.tokens;
            before.iter().any(same)
        };
        let functions = functions(step)?;
        taught.extend(functions.iter().filter(|new| !is_known(new)).cloned());
    }
    let name = workspace.steps()[step].name;
    let left_out = |id: &str| {
        let mut without = practices.without.iter();
        without.any(|it| it.step == name && it.id == id)
    };
    taught.retain(|function| !left_out(&function.id));
    Ok(taught)
}
