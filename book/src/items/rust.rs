//! Items of a Rust file: `app`, `Login`, `Signer::unsign`, `Config::port`, `impl Drop for Session`,
//! `tests::name`, and the groups `use`, `tests::use`, `mod` and `//!`.

use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use syn::{AttrStyle, File};

use super::place::{Lines, Place, only};
use super::rust_tree::{Node, lines, squeezed, tree};
use crate::memo::Memo;

/// What is asked of a file.
struct Parsed {
    docs: Vec<Lines>,
    nodes: Vec<Node>,
}

thread_local! {
    static PARSED: Memo<Parsed> = Memo::default();
}

fn parsed(text: &str) -> Result<Rc<Parsed>> {
    let parse = || {
        let file = syn::parse_file(text).context("not valid Rust")?;
        Ok(Parsed {
            docs: inner_docs(&file),
            nodes: tree(&file.items),
        })
    };
    PARSED.with(|memo| memo.of(text, parse))
}

/// Finds the item called `name` in the Rust source `text`.
pub fn find(text: &str, name: &str) -> Result<Place> {
    let file = parsed(text)?;
    let mut place = match name {
        "//!" => Place {
            lines: file.docs.clone(),
            ..Place::default()
        },
        _ => only(named(&file.nodes, &squeezed(name)), name)?,
    };
    ensure!(!place.lines.is_empty(), "there is no `{name}`");
    let source: Vec<&str> = text.lines().collect();
    for lines in &mut place.lines {
        let above = source[..lines.start].iter().rev();
        let comment = |line: &&&str| line.trim().starts_with("//") && !line.starts_with("//!");
        lines.start -= above.take_while(comment).count();
    }
    Ok(place)
}

fn inner_docs(file: &File) -> Vec<Lines> {
    let is_inner = |attribute: &&syn::Attribute| matches!(attribute.style, AttrStyle::Inner(_));
    file.attrs.iter().filter(is_inner).map(lines).collect()
}

/// Every place that `name` (without spaces) may mean, in `nodes` and within them.
fn named(nodes: &[Node], name: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for node in nodes {
        if node.names.iter().any(|own| own == name) {
            places.push(Place {
                lines: node.lines.clone(),
                frame: node.frame.clone(),
                ..Place::default()
            });
        }
        for head in &node.heads {
            let rest = name.strip_prefix(head.as_str());
            if let Some(rest) = rest.and_then(|rest| rest.strip_prefix("::")) {
                let within = named(&node.children, rest).into_iter();
                places.extend(within.map(|place| surrounded(place, node)));
            }
        }
    }
    places
}

fn surrounded(mut place: Place, node: &Node) -> Place {
    if let ([whole], [head, _]) = (node.lines.as_slice(), node.frame.as_slice()) {
        place.docs.push(whole.start..head.start);
        place.around.extend(node.frame.clone());
    }
    place
}
