//! Items of a Rust file: `app`, `Login`, `Signer::unsign`, `impl Drop for Session`, `tests::name`,
//! a macro's call as `thread_local!`, and the groups `use`, `tests::use`, `mod` and `//!`.

use anyhow::{Context, Result, bail};
use syn::{AttrStyle, File};

use super::rust_names::squeeze;
use super::rust_tree::{Node, lines, tree};
use super::{Lines, Place, only};

/// Finds the item called `name` in the Rust source `text`.
pub fn find(text: &str, name: &str) -> Result<Place> {
    let file = syn::parse_file(text).context("not valid Rust")?;
    let mut place = match name {
        "//!" => inner_attributes(&file),
        _ => only(named(&tree(&file.items), &squeeze(name)), name)?,
    };
    if place.lines.is_empty() {
        bail!("there is no `{name}`");
    }
    let source: Vec<&str> = text.lines().collect();
    for lines in &mut place.lines {
        *lines = with_comments(lines.clone(), &source);
    }
    Ok(place)
}

fn inner_attributes(file: &File) -> Place {
    let inner = file
        .attrs
        .iter()
        .filter(|attr| matches!(attr.style, AttrStyle::Inner(_)));
    Place {
        lines: inner.map(lines).collect(),
        around: Vec::new(),
    }
}

/// Every place that `name` (without spaces) may mean, in `nodes` and within them.
fn named(nodes: &[Node], name: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for node in nodes {
        if node.names.iter().any(|own| own == name) {
            places.push(Place {
                lines: node.lines.clone(),
                around: Vec::new(),
            });
        }
        for head in &node.heads {
            if let Some(rest) = name
                .strip_prefix(head.as_str())
                .and_then(|it| it.strip_prefix("::"))
            {
                let inner = named(&node.children, rest);
                places.extend(inner.into_iter().map(|place| surrounded(place, node)));
            }
        }
    }
    places
}

fn surrounded(mut place: Place, node: &Node) -> Place {
    place.around.extend(node.ends.clone());
    place
}

/// The lines with the `//` comments that stand directly above them.
fn with_comments(lines: Lines, source: &[&str]) -> Lines {
    let comment = |line: &&&str| {
        let line = line.trim_start();
        line.starts_with("//") && !line.starts_with("//!")
    };
    let above = source[..lines.start]
        .iter()
        .rev()
        .take_while(comment)
        .count();
    lines.start - above..lines.end
}
