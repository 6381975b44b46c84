//! The chapters' directives. Each stands alone on its line, outside of code:
//!
//! - `{{#listing PATH ITEM [options]}}`: an item of a file, as [`Request`] describes it.
//! - `{{#diff OLD NEW}}`: two steps, file by file.
//! - `{{#promises}}`: the table of promises.
//! - `{{#picture NAME.svg}}`
//! - `{{#clone}}`: how to get the repository.
//! - `{{#costs PATH}}`: a table of what was measured.
//! - `{{#practice PART}}`: what to write, before the code is shown.
//! - `{{#predicted PART}}`: the answer to its prediction, after the code.
//! - `{{#exercise NAME}}`

use anyhow::{Result, bail, ensure};

/// The words between the braces of a directive's line.
pub fn words(line: &str) -> Vec<&str> {
    let inside = line.trim().trim_start_matches("{{#").trim_end_matches("}}");
    inside.split_whitespace().collect()
}

/// What a listing directive asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The file, from the workspace's root.
    pub path: String,
    /// The item or items, as [`crate::items`] reads them.
    pub item: String,
    /// Show only what changed, with a line around it.
    pub changes: bool,
    /// Show removed lines in their place.
    pub removed: bool,
    /// Show the doc comments and attributes of the block around the item too.
    pub context: bool,
    /// Mark nothing.
    pub plain: bool,
}

impl Request {
    /// Reads what stands after `listing` and the path.
    pub fn new(path: &str, words: &[&str]) -> Result<Self> {
        let is_option = |word: &&str| matches!(*word, "changes" | "removed" | "context" | "plain");
        let named = words.iter().rposition(|word| !is_option(word));
        let (item, options) = words.split_at(named.map_or(0, |last| last + 1));
        ensure!(!item.is_empty(), "the listing names no item");
        Ok(Self {
            path: path.to_owned(),
            item: item.join(" "),
            changes: options.contains(&"changes"),
            removed: options.contains(&"removed"),
            context: options.contains(&"context"),
            plain: options.contains(&"plain"),
        })
    }
}

/// Fails on braces in a line of prose that lack their `#`: the reader would find them in the page.
///
/// # Errors
///
/// If there are any; the error says the word behind them.
pub fn refuse_without_hash(line: &str) -> Result<()> {
    let mut opened = line.split("{{").skip(1);
    let Some(text) = opened.find(|text| text.starts_with(char::is_alphabetic)) else {
        return Ok(());
    };
    let word = text.split(|end: char| !end.is_alphanumeric()).next();
    bail!(
        "`{{{{{}` lacks its `#`, or a space if it is no directive",
        word.unwrap_or_default()
    )
}
