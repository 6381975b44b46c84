//! A Rust file as a tree of items with the names they answer to.

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{AttrStyle, Attribute, Fields, File, ImplItem, Item, ItemImpl, Path, Type};

use super::place::Lines;

const KEYWORDS: [&str; 8] = [
    "const", "enum", "fn", "mod", "static", "struct", "trait", "type",
];

/// An item, its names and what is within it.
#[derive(Default)]
pub struct Node {
    /// The names the item itself answers to, without spaces: `Login`, `implDropforSession`.
    pub names: Vec<String>,
    /// What may stand before `::` for the items within: `Session`, `DropforSession`, `tests`.
    pub heads: Vec<String>,
    /// The item's lines; those of a group are several runs.
    pub lines: Vec<Lines>,
    /// From the first word to the opening brace, and the closing brace, where it has braces.
    pub frame: Vec<Lines>,
    /// The items within.
    pub children: Vec<Node>,
}

/// The nodes of a file: those of its items, and the group `//!` of its own doc comment.
pub fn tree_of_file(file: &File) -> Vec<Node> {
    let is_inner = |attribute: &Attribute| matches!(attribute.style, AttrStyle::Inner(_));
    let mut nodes = tree(&file.items);
    nodes.extend(group("//!", &file.attrs, is_inner));
    nodes
}

/// The nodes of a list of items: one for each that has a name, and the groups `use` and `mod`.
fn tree(items: &[Item]) -> Vec<Node> {
    let is_declared = |item: &Item| matches!(item, Item::Mod(module) if module.content.is_none());
    let mut nodes: Vec<Node> = items.iter().filter_map(node).collect();
    nodes.extend(group("use", items, |item| matches!(item, Item::Use(_))));
    nodes.extend(group("mod", items, is_declared));
    nodes
}

/// The pieces that belong together as one node, if there are any.
fn group<T: Spanned>(name: &str, pieces: &[T], belongs: impl Fn(&T) -> bool) -> Option<Node> {
    let members = pieces.iter().filter(|piece| belongs(piece));
    let lines: Vec<Lines> = members.map(lines).collect();
    (!lines.is_empty()).then(|| Node {
        names: vec![name.to_owned()],
        lines,
        ..Node::default()
    })
}

fn node(item: &Item) -> Option<Node> {
    match item {
        Item::Impl(block) => return Some(impl_node(block)),
        Item::Use(_) | Item::Macro(_) => return None,
        _ => {}
    }
    let mut node = leaf(&identifier(item)?, item);
    node.heads = node.names.clone();
    match item {
        Item::Mod(module) => {
            node.names.push(format!("mod{}", module.ident));
            node.children = tree(&module.content.as_ref()?.1);
        }
        Item::Struct(of) if matches!(of.fields, Fields::Named(_)) => {
            let field = |of: &syn::Field| Some(leaf(&of.ident.as_ref()?.to_string(), of));
            node.children = of.fields.iter().filter_map(field).collect();
        }
        _ => {}
    }
    Some(node)
}

fn impl_node(block: &ItemImpl) -> Node {
    let types = match &*block.self_ty {
        Type::Path(of) => path_names(&of.path),
        of => vec![squeezed(&of.to_token_stream().to_string())],
    };
    let mut node = leaf("", block);
    node.heads = types.clone();
    let member = |item: &ImplItem| Some(leaf(&identifier(item)?, item));
    node.children = block.items.iter().filter_map(member).collect();
    if let Some((path, _)) = &block.trait_ {
        let of = path_names(path).into_iter();
        let pairs = of.flat_map(|of| types.iter().map(move |it| format!("{of}for{it}")));
        node.names = pairs.collect();
        node.heads.extend(node.names.clone());
    } else {
        node.names = types;
    }
    for name in &mut node.names {
        name.insert_str(0, "impl");
    }
    node
}

fn leaf(name: &str, piece: &(impl ToTokens + Spanned)) -> Node {
    Node {
        names: vec![name.to_owned()],
        lines: vec![lines(piece)],
        frame: frame(piece),
        ..Node::default()
    }
}

/// The name of a piece of syntax: the word after `fn`, `struct` and the like.
fn identifier(piece: &impl ToTokens) -> Option<String> {
    let tokens = piece.to_token_stream().into_iter();
    let words = tokens.filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let mut words = words.skip_while(|word| !KEYWORDS.contains(&word.as_str()));
    words.find(|word| !KEYWORDS.contains(&word.as_str()))
}

fn frame(piece: &impl ToTokens) -> Vec<Lines> {
    let tokens: Vec<TokenTree> = piece.to_token_stream().into_iter().collect();
    let word = |token: &&TokenTree| matches!(token, TokenTree::Ident(_));
    match (tokens.iter().find(word), tokens.last()) {
        (Some(first), Some(TokenTree::Group(body))) if body.delimiter() == Delimiter::Brace => {
            let (open, close) = (body.span_open().end().line, body.span_close().end().line);
            vec![first.span().start().line - 1..open, close - 1..close]
        }
        _ => Vec::new(),
    }
}

/// The lines of a piece of syntax, counted from 0.
fn lines(piece: &impl Spanned) -> Lines {
    let span = piece.span();
    span.start().line - 1..span.end().line
}

/// The text without its white space.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A path written out and its last name alone: `Index<&str>` and `Index`.
fn path_names(path: &Path) -> Vec<String> {
    let mut names = vec![squeezed(&path.to_token_stream().to_string())];
    names.extend(path.segments.last().map(|last| last.ident.to_string()));
    names.dedup();
    names
}
