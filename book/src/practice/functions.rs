//! The functions of a Rust file, and where their bodies are.

use std::ops::Range;
use std::rc::Rc;

use anyhow::{Context, Result};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Block, ImplItem, Item, ItemImpl, Signature};

use crate::memo::Memo;
use crate::workspace::Workspace;

/// A function or method.
#[derive(Clone, Debug)]
pub struct Function {
    /// The file's and its own name, such as `signer::Signer::sign` and `lib::app`.
    pub id: String,
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
    /// Its signature and body, by which two versions are compared.
    pub tokens: String,
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
pub fn of_file(file: &str, text: &str) -> Result<Rc<Vec<Function>>> {
    FUNCTIONS.with(|memo| memo.of(&format!("{file}\n{text}"), || parsed(file, text)))
}

thread_local! {
    static FUNCTIONS: Memo<Vec<Function>> = Memo::default();
}

fn parsed(file: &str, text: &str) -> Result<Vec<Function>> {
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
    let id = [Some(module), of, Some(&name)].into_iter().flatten();
    let id: Vec<&str> = id.collect();
    let body = block.span().byte_range();
    let first = attributes.first().map_or(signature.span(), Spanned::span);
    let tokens = block.to_token_stream().to_string();
    Function {
        id: id.join("::"),
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
    let functions = of_file(&file, &text)?;
    let found = functions.iter().find(|function| function.id == id).cloned();
    let name = workspace.steps()[step].name;
    let found = found.with_context(|| format!("{name} has no function `{id}`"))?;
    Ok((found, text))
}
