//! The functions of a Rust file: where their bodies are, and which a step adds or changes.

use std::ops::Range;

use anyhow::{Context, Result};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Block, ImplItem, Item, ItemImpl, Signature};

use super::Practices;
use crate::workspace::Workspace;

/// A function or method.
#[derive(Clone, Debug)]
pub struct Function {
    /// The file's and its own name, such as `signer::Signer::sign` and `lib::app`.
    pub id: String,
    /// The file, within the step.
    pub file: String,
    /// The line of its name, counted from 1.
    pub line: usize,
    /// Its documentation, signature and body, in bytes of the file.
    pub whole: Range<usize>,
    /// Its body with the braces, in bytes of the file.
    pub body: Range<usize>,
    /// What its documentation says first.
    pub sentence: Option<String>,
    /// Whether a `todo!` stands in its body.
    pub open: bool,
    tokens: String,
}

impl Function {
    /// Its name without the file: `Signer::sign`.
    pub fn name(&self) -> &str {
        name_of(&self.id)
    }
}

/// The name in an id, which begins with the file: `Signer::sign` of `signer::Signer::sign`.
pub fn name_of(id: &str) -> &str {
    id.split_once("::").map_or(id, |(_, name)| name)
}

/// The file of an id: `src/signer.rs` of `signer::Signer::sign`.
pub fn file_of(id: &str) -> String {
    format!("src/{}.rs", id.split("::").next().unwrap_or(id))
}

/// The functions and methods of a file, tests left out, in order.
///
/// # Errors
///
/// If the text is no Rust.
pub fn of_file(file: &str, text: &str) -> Result<Vec<Function>> {
    let parsed = syn::parse_file(text).with_context(|| file.to_owned())?;
    let mut functions = Vec::new();
    for item in &parsed.items {
        match item {
            Item::Fn(it) => functions.push(function(file, None, &it.attrs, &it.sig, &it.block)),
            Item::Impl(block) => functions.extend(methods(file, block)),
            _ => {}
        }
    }
    Ok(functions)
}

fn methods(file: &str, block: &ItemImpl) -> Vec<Function> {
    let of = block.self_ty.to_token_stream().to_string();
    let methods = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(it) => Some(function(file, Some(&of), &it.attrs, &it.sig, &it.block)),
        _ => None,
    });
    methods.collect()
}

fn function(
    file: &str,
    of: Option<&str>,
    attributes: &[Attribute],
    signature: &Signature,
    block: &Block,
) -> Function {
    let module = file.trim_start_matches("src/").trim_end_matches(".rs");
    let name = signature.ident.to_string();
    let id: Vec<&str> = [Some(module), of, Some(&name)]
        .into_iter()
        .flatten()
        .collect();
    let body = block.span().byte_range();
    let first = attributes.first().map_or(signature.span(), Spanned::span);
    let tokens = block.to_token_stream().to_string();
    Function {
        id: id.join("::"),
        file: file.to_owned(),
        line: signature.ident.span().start().line,
        whole: first.byte_range().start..body.end,
        body,
        sentence: sentence(attributes),
        open: tokens.contains("todo !") || tokens.contains("unimplemented !"),
        tokens: signature.to_token_stream().to_string() + &tokens,
    }
}

/// The documentation up to the end of its first sentence.
fn sentence(attributes: &[Attribute]) -> Option<String> {
    let docs = attributes.iter().filter_map(crate::promises::doc);
    let docs = docs.take_while(|line| !line.is_empty()).collect::<Vec<_>>();
    let text = docs.join(" ");
    let end = text.find(". ").map_or(text.len(), |end| end + 1);
    (!text.is_empty()).then(|| text[..end].to_owned())
}

/// A function of a step, and its file's text.
///
/// # Errors
///
/// If the step has no such function.
pub fn of_step(workspace: &Workspace, step: usize, id: &str) -> Result<(Function, String)> {
    let file = file_of(id);
    let text = workspace.text(step, &file)?.unwrap_or_default();
    let mut functions = of_file(&file, &text)?.into_iter();
    let found = functions.find(|function| function.id == id);
    let name = workspace.steps()[step].name;
    Ok((
        found.with_context(|| format!("{name} has no function `{id}`"))?,
        text,
    ))
}

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
        let before = step.checked_sub(1).map_or(Ok(Vec::new()), functions)?;
        let is_known = |new: &Function| {
            let same = |old: &Function| old.id == new.id && old.tokens == new.tokens;
            before.iter().any(same)
        };
        taught.extend(functions(step)?.into_iter().filter(|new| !is_known(new)));
    }
    let name = workspace.steps()[step].name;
    let left_out = |id: &str| {
        let mut without = practices.without.iter();
        without.any(|it| it.step == name && it.id == id)
    };
    taught.retain(|function| !left_out(&function.id));
    Ok(taught)
}

/// The text with the bodies of these functions, in their order, replaced.
pub fn replace(text: &str, functions: &[&Function], body: impl Fn(&Function) -> String) -> String {
    let mut replaced = String::new();
    let mut done = 0;
    for function in functions {
        replaced += &text[done..function.body.start];
        replaced += &body(function);
        done = function.body.end;
    }
    replaced + &text[done..]
}
