//! Copies a step with holes: `todo!` in the place of the bodies that the reader writes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Practice;
use super::functions::{self, Function, name_of};
use crate::workspace::Workspace;

/// Copies the step's files, with the holes of these practices.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn cut(workspace: &Workspace, step: usize, chosen: &[&Practice], into: &Path) -> Result<()> {
    let from = workspace.root().join(workspace.steps()[step].name);
    let holes: Vec<_> = chosen.iter().flat_map(|practice| &practice.holes).collect();
    for file in workspace.files([step])? {
        let to = into.join(&file);
        fs::create_dir_all(to.parent().context("a file has a directory")?)?;
        fs::copy(from.join(&file), &to)?;
        let module = file.trim_start_matches("src/").trim_end_matches(".rs");
        let module = format!("{module}::");
        if holes.iter().any(|hole| hole.id.starts_with(&module)) {
            let text = fs::read_to_string(&to)?;
            let functions = functions::of_file(&file, &text)?;
            let is_hole = |it: &&Function| holes.iter().any(|hole| hole.id == it.id);
            let open: Vec<_> = functions.iter().filter(is_hole).collect();
            let sentence = |it: &Function| {
                let hole = holes.iter().find(|hole| hole.id == it.id);
                let needs = hole.and_then(|hole| hole.needs.clone());
                needs.or(it.sentence.clone()).unwrap_or_default()
            };
            let body = |it: &Function| hole(&text, it, &sentence(it));
            fs::write(to, replace(&text, &open, body))?;
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
    if name_of(&function.id).ends_with("::drop") {
        let guard = "if !std::thread::panicking()";
        return format!(
            "{{\n{indent}    {guard} {{\n{indent}        {todo}\n{indent}    }}\n{indent}}}"
        );
    }
    format!("{{\n{indent}    {todo}\n{indent}}}")
}

/// The text with the bodies of these functions, in their order, replaced.
pub fn replace(text: &str, functions: &[&Function], body: impl Fn(&Function) -> String) -> String {
    let mut text = text.to_owned();
    for function in functions.iter().rev() {
        text.replace_range(function.body.clone(), &body(function));
    }
    text
}
