//! The three hints for a function. The third is its body with the arguments left out.

use std::ops::Range;

use anyhow::Result;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::Hole;
use super::functions;
use crate::workspace::Workspace;

const GAP: &str = "____";

/// The three hints for a function: what is needed, which call does it, the body with gaps.
///
/// # Errors
///
/// If the step's file cannot be read, or has no such function.
pub fn hints(workspace: &Workspace, step: usize, hole: &Hole) -> Result<[String; 3]> {
    let (function, text) = functions::of_step(workspace, step, &hole.id)?;
    let needs = hole.needs.clone().or(function.sentence).unwrap_or_default();
    Ok([needs, hole.call.clone(), with_gaps(&text[function.body])])
}

/// The body with a gap for the arguments of each call, or where there are none, for each literal and
/// each name behind a dot.
fn with_gaps(body: &str) -> String {
    let tokens: TokenStream = body.parse().unwrap_or_default();
    let mut gaps = arguments(tokens.clone());
    if gaps.is_empty() {
        gaps = names(tokens);
    }
    let mut text = body.to_owned();
    for gap in gaps.into_iter().rev() {
        text.replace_range(gap, GAP);
    }
    text
}

fn arguments(tokens: TokenStream) -> Vec<Range<usize>> {
    let groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group),
        _ => None,
    });
    let within = groups.flat_map(|group| match group.delimiter() {
        Delimiter::Brace | Delimiter::None => arguments(group.stream()),
        _ if group.stream().is_empty() => Vec::new(),
        _ => vec![within(&group)],
    });
    within.collect()
}

fn within(group: &Group) -> Range<usize> {
    group.span_open().byte_range().end..group.span_close().byte_range().start
}

fn names(tokens: TokenStream) -> Vec<Range<usize>> {
    let mut after_dot = false;
    let mut gaps = Vec::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group) => gaps.extend(names(group.stream())),
            TokenTree::Literal(literal) => gaps.push(literal.span().byte_range()),
            TokenTree::Ident(name) if after_dot => gaps.push(name.span().byte_range()),
            _ => {}
        }
        after_dot = matches!(&token, TokenTree::Punct(dot) if dot.as_char() == '.');
    }
    gaps
}
