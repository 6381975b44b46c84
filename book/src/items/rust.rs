//! Items of a Rust file: `app`, `Login`, `Signer::unsign`, `Config::port`, `impl Drop for Session`,
//! `tests::name`, and the groups `use`, `tests::use`, `mod` and `//!`.

use std::rc::Rc;

use anyhow::{Context, Result};

use super::place::{Place, only};
use super::rust_tree::{Node, squeezed, tree_of_file};
use crate::memo::Memo;

thread_local! {
    static TREES: Memo<Vec<Node>> = Memo::default();
}

fn nodes(text: &str) -> Result<Rc<Vec<Node>>> {
    let parse = || {
        let file = syn::parse_file(text).context("not valid Rust")?;
        Ok(tree_of_file(&file))
    };
    TREES.with(|memo| memo.of(text, parse))
}

/// Finds the item called `name` in the Rust source `text`.
pub fn find(text: &str, name: &str) -> Result<Place> {
    let mut place = only(named(&nodes(text)?, &squeezed(name)), name)?;
    let source: Vec<&str> = text.lines().collect();
    for lines in &mut place.lines {
        let above = source[..lines.start].iter().rev();
        let comment = |line: &&&str| line.trim().starts_with("//") && !line.starts_with("//!");
        lines.start -= above.take_while(comment).count();
    }
    Ok(place)
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
