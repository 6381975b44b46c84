//! The ladder of promises, read from the attributes of each step's `tests/promises.rs`.

pub mod table;

use anyhow::{Context, Result, ensure};
use syn::{Attribute, Expr, Item, ItemFn, Lit};

use crate::workspace::Workspace;

/// A promise and the steps that keep it.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The test's name in words.
    pub name: String,
    /// For each step, whether it keeps the promise.
    pub kept: Vec<bool>,
}

impl Promise {
    /// The step from which on every step keeps the promise, if the last one does.
    pub fn kept_for_good(&self) -> Option<usize> {
        let lapse = self.kept.iter().rposition(|kept| !kept);
        let after = lapse.map_or(0, |lapse| lapse + 1);
        (after < self.kept.len()).then_some(after)
    }
}

/// The promises of all steps, in the order of the tests.
///
/// # Errors
///
/// If a step has no `tests/promises.rs`, or other promises than the first step.
pub fn read(workspace: &Workspace) -> Result<Vec<Promise>> {
    let mut promises: Vec<Promise> = Vec::new();
    for (step, name) in workspace.steps().iter().map(|step| step.name).enumerate() {
        let text = workspace.text(step, "tests/promises.rs")?;
        let text = text.with_context(|| format!("{name} has no tests/promises.rs"))?;
        let tests = tests(&text).with_context(|| format!("{name}/tests/promises.rs"))?;
        if step == 0 {
            let empty = |test: &PromiseTest| Promise {
                name: test.name.clone(),
                kept: Vec::new(),
            };
            promises = tests.iter().map(empty).collect();
        }
        let names = tests.iter().map(|test| &test.name);
        ensure!(
            promises.iter().map(|promise| &promise.name).eq(names),
            "{name}/tests/promises.rs has other promises than the first step, or another order"
        );
        for (promise, test) in promises.iter_mut().zip(&tests) {
            promise.kept.push(test.kept);
        }
    }
    Ok(promises)
}

/// A promise in one step.
#[derive(Debug, PartialEq)]
pub struct PromiseTest {
    /// The test's name.
    pub test: String,
    /// The name in words, or the doc comment.
    pub name: String,
    /// Whether the step keeps it.
    pub kept: bool,
}

/// The tests of a file, in order.
///
/// # Errors
///
/// If the file is not valid Rust.
pub fn tests(text: &str) -> Result<Vec<PromiseTest>> {
    let file = syn::parse_file(text)?;
    let functions = file.items.iter().filter_map(|item| match item {
        Item::Fn(function) => Some(function),
        _ => None,
    });
    let tests = functions.filter(|function| has(function, "test"));
    Ok(tests.map(test).collect())
}

fn test(function: &ItemFn) -> PromiseTest {
    let test = function.sig.ident.to_string();
    let name = function.attrs.iter().find_map(doc);
    PromiseTest {
        name: name.unwrap_or(test.replace('_', " ")),
        kept: !has(function, "should_panic"),
        test,
    }
}

/// A line of a doc comment, such as the one for a promise whose name needs more than letters.
pub fn doc(attribute: &Attribute) -> Option<String> {
    let pair = attribute.meta.require_name_value().ok()?;
    match &pair.value {
        Expr::Lit(text) if pair.path.is_ident("doc") => match &text.lit {
            Lit::Str(text) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a function has an attribute of that name, as in `#[test]` and `#[tokio::test]`.
fn has(function: &ItemFn, name: &str) -> bool {
    let paths = function.attrs.iter().map(Attribute::path);
    let mut names = paths.filter_map(|path| path.segments.last());
    names.any(|last| last.ident == name)
}
