//! The chapters' directives: `{{#listing …}}`, `{{#diff …}}`, `{{#promises}}`, `{{#picture …}}`,
//! `{{#costs …}}`, `{{#plot …}}`, and `{{#cost …}}`.
//!
//! Each stands alone on its line, outside of code fences; `{{#cost …}}` stands within prose.

use anyhow::{Result, anyhow, bail, ensure};

use crate::markdown::code_blocks;

/// One directive, parsed.
#[derive(Clone, Debug, PartialEq)]
pub enum Directive {
    /// `{{#listing PATH ITEM [options]}}`
    Listing(Request),
    /// `{{#diff OLD NEW}}`: two steps, file by file.
    Diff(String, String),
    /// `{{#promises}}`: the table of promises.
    Promises,
    /// `{{#picture NAME.svg}}`
    Picture(String),
    /// `{{#costs TABLE}}`: a table of what was measured.
    Costs(String),
    /// `{{#plot NAME}}`: a picture of what was measured.
    Plot(String),
    /// A line of prose with `{{#cost PATH}}` in it, once or more.
    Prose,
}

impl Directive {
    /// Whether it shows anything that was measured.
    pub fn needs_costs(&self) -> bool {
        matches!(self, Self::Costs(_) | Self::Plot(_) | Self::Prose)
    }
}

/// What a listing directive asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The file, from the workspace's root.
    pub path: String,
    /// The item or items, as [`crate::items`] reads them.
    pub item: String,
    /// Show only what changed, with a line of context.
    pub changes: bool,
    /// Show removed lines in their place.
    pub removed: bool,
    /// Show the head and the foot of the block around the item.
    pub context: bool,
    /// Mark nothing.
    pub plain: bool,
}

/// The directives of a chapter's text with their lines, counted from 0.
pub fn find(text: &str) -> Vec<(usize, Result<Directive>)> {
    let blocks = code_blocks(text);
    let fenced = |line: usize| blocks.iter().any(|block| block.lines.contains(&line));
    text.lines()
        .enumerate()
        .filter(|(number, _)| !fenced(*number))
        .filter_map(|(number, line)| Some((number, in_line(line)?)))
        .collect()
}

/// Whether a line is a directive and no prose.
pub fn is_block(line: &str) -> bool {
    inside(line).is_some_and(|text| !text.starts_with("cost ") && !text.contains("{{#"))
}

fn in_line(line: &str) -> Option<Result<Directive>> {
    if let Some(word) = without_hash(line) {
        return Some(Err(anyhow!(
            "`{{{{{word}` lacks its `#`, or a space if it is no directive"
        )));
    }
    match inside(line) {
        Some(text) if is_block(line) => Some(parse(text)),
        _ => line.contains("{{#").then_some(Ok(Directive::Prose)),
    }
}

/// The word after braces that open nothing: the reader would find it in the page as it is.
fn without_hash(line: &str) -> Option<&str> {
    let mut opened = line.split("{{").skip(1);
    let text = opened.find(|text| text.starts_with(char::is_alphabetic))?;
    text.split(|end: char| !end.is_alphanumeric()).next()
}

fn inside(line: &str) -> Option<&str> {
    line.trim().strip_prefix("{{#")?.strip_suffix("}}")
}

fn parse(text: &str) -> Result<Directive> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["listing", path, first, rest @ ..] => request(path, first, rest).map(Directive::Listing),
        ["diff", old, new] => Ok(Directive::Diff(old.to_string(), new.to_string())),
        ["promises"] => Ok(Directive::Promises),
        ["picture", name] => Ok(Directive::Picture(name.to_string())),
        ["costs", table] => Ok(Directive::Costs(table.to_string())),
        ["plot", name] => Ok(Directive::Plot(name.to_string())),
        _ => bail!("`{{{{#{text}}}}}` is no directive of this book"),
    }
}

fn request(path: &str, first: &str, rest: &[&str]) -> Result<Request> {
    let named = rest
        .iter()
        .rposition(|word| !is_option(word))
        .map_or(0, |last| last + 1);
    let (item, options) = rest.split_at(named);
    let item = [&[first], item].concat().join(" ");
    ensure!(!item.is_empty(), "the listing names no item");
    Ok(Request {
        path: path.to_owned(),
        item,
        changes: options.contains(&"changes"),
        removed: options.contains(&"removed"),
        context: options.contains(&"context"),
        plain: options.contains(&"plain"),
    })
}

fn is_option(word: &str) -> bool {
    matches!(word, "changes" | "removed" | "context" | "plain")
}
