//! A Rust file as a tree of places with the names they answer to.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{ImplItem, Item, ItemImpl, TraitItem};

use super::Lines;
use super::rust_names::{pairs, path_names, type_names};

/// An item, its names and what is within it.
#[derive(Default)]
pub struct Node {
    /// The names the item itself answers to, without spaces: `Login`, `implDropforSession`.
    pub names: Vec<String>,
    /// What may stand before `::` for the items within: `Session`, `DropforSession`, `tests`.
    pub heads: Vec<String>,
    /// The item's lines; those of a group are several runs.
    pub lines: Vec<Lines>,
    /// The lines up to the opening brace and the line of the closing one.
    pub ends: Vec<Lines>,
    /// The items within.
    pub children: Vec<Node>,
}

/// The nodes of a list of items: one for each that has a name, and the groups `use` and `mod`.
pub fn tree(items: &[Item]) -> Vec<Node> {
    let mut nodes: Vec<Node> = items.iter().filter_map(node).collect();
    nodes.extend(group("use", items, |item| matches!(item, Item::Use(_))));
    nodes.extend(group("mod", items, is_declared_module));
    nodes
}

fn is_declared_module(item: &Item) -> bool {
    matches!(item, Item::Mod(module) if module.content.is_none())
}

fn group(name: &str, items: &[Item], belongs: fn(&Item) -> bool) -> Option<Node> {
    let members = items.iter().filter(|item| belongs(item));
    let lines: Vec<Lines> = members.map(lines).collect();
    (!lines.is_empty()).then(|| Node {
        names: vec![name.to_owned()],
        lines,
        ..Node::default()
    })
}

/// The lines of a piece of syntax, counted from 0.
pub fn lines(piece: &impl Spanned) -> Lines {
    let span = piece.span();
    span.start().line - 1..span.end().line
}

fn node(item: &Item) -> Option<Node> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Impl(block) => return Some(impl_node(block)),
        Item::Macro(item) => return Some(macro_node(item)),
        Item::Mod(item) => return module(item),
        Item::Static(item) => &item.ident,
        Item::Struct(item) => return Some(struct_node(item)),
        Item::Trait(item) => return Some(trait_node(item)),
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(leaf(name.to_string(), item))
}

/// A macro's definition answers to its name, and a call to the names of what is called: `thread_local!`.
fn macro_node(item: &syn::ItemMacro) -> Node {
    let call = path_names(&item.mac.path).into_iter();
    let names = match &item.ident {
        Some(name) => vec![name.to_string()],
        None => call.map(|name| format!("{name}!")).collect(),
    };
    Node {
        names,
        lines: vec![lines(item)],
        ..Node::default()
    }
}

fn leaf(name: String, piece: &impl Spanned) -> Node {
    Node {
        names: vec![name],
        lines: vec![lines(piece)],
        ..Node::default()
    }
}

fn struct_node(item: &syn::ItemStruct) -> Node {
    let name = item.ident.to_string();
    let ends = match &item.fields {
        syn::Fields::Named(fields) => ends(lines(item), fields.brace_token.span.open()),
        _ => Vec::new(),
    };
    let field = |field: &syn::Field| Some(leaf(field.ident.as_ref()?.to_string(), field));
    Node {
        heads: vec![name.clone()],
        ends,
        children: item.fields.iter().filter_map(field).collect(),
        ..leaf(name, item)
    }
}

fn module(item: &syn::ItemMod) -> Option<Node> {
    let (brace, items) = item.content.as_ref()?;
    let name = item.ident.to_string();
    Some(Node {
        names: vec![name.clone(), format!("mod{name}")],
        heads: vec![name],
        lines: vec![lines(item)],
        ends: ends(lines(item), brace.span.open()),
        children: tree(items),
    })
}

fn trait_node(item: &syn::ItemTrait) -> Node {
    let name = item.ident.to_string();
    Node {
        heads: vec![name.clone()],
        ends: ends(lines(item), item.brace_token.span.open()),
        children: item.items.iter().filter_map(trait_member).collect(),
        ..leaf(name, item)
    }
}

fn trait_member(item: &TraitItem) -> Option<Node> {
    match item {
        TraitItem::Const(part) => Some(leaf(part.ident.to_string(), item)),
        TraitItem::Fn(part) => Some(leaf(part.sig.ident.to_string(), item)),
        TraitItem::Type(part) => Some(leaf(part.ident.to_string(), item)),
        _ => None,
    }
}

fn impl_node(block: &ItemImpl) -> Node {
    let types = type_names(&block.self_ty);
    let (headers, heads) = match &block.trait_ {
        None => (types.clone(), types),
        Some((path, _)) => {
            let headers = pairs(&path_names(path), &types);
            (headers.clone(), [headers, types].concat())
        }
    };
    Node {
        names: headers
            .iter()
            .map(|header| format!("impl{header}"))
            .collect(),
        heads,
        lines: vec![lines(block)],
        ends: ends(lines(block), block.brace_token.span.open()),
        children: block.items.iter().filter_map(impl_member).collect(),
    }
}

fn impl_member(item: &ImplItem) -> Option<Node> {
    match item {
        ImplItem::Const(part) => Some(leaf(part.ident.to_string(), item)),
        ImplItem::Fn(part) => Some(leaf(part.sig.ident.to_string(), item)),
        ImplItem::Type(part) => Some(leaf(part.ident.to_string(), item)),
        _ => None,
    }
}

fn ends(whole: Lines, open: Span) -> Vec<Lines> {
    vec![whole.start..open.start().line, whole.end - 1..whole.end]
}
