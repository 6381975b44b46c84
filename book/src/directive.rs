//! The chapters' directives: `{{#listing …}}`, `{{#diff …}}`, `{{#promises}}`, `{{#picture …}}`,
//! `{{#clone}}`, `{{#costs …}}`, `{{#practice …}}`, `{{#predicted …}}`, `{{#exercise …}}`. Each stands
//! alone on its line, outside of code.

use anyhow::{Result, bail, ensure};

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
    /// `{{#clone}}`: how to get the repository.
    Clone,
    /// `{{#costs PATH}}`: a table of what was measured.
    Costs(String),
    /// `{{#practice PART}}`: what to write, before the code is shown.
    Practice(String),
    /// `{{#predicted PART}}`: the answer to its prediction, after the code.
    Predicted(String),
    /// `{{#exercise NAME}}`
    Exercise(String),
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

impl Directive {
    /// Reads a directive's line.
    ///
    /// # Errors
    ///
    /// If it is no directive of this book.
    pub fn parse(line: &str) -> Result<Self> {
        let inside = line.trim().trim_start_matches("{{#").trim_end_matches("}}");
        let words: Vec<&str> = inside.split_whitespace().collect();
        Ok(match *words {
            ["listing", path, ref rest @ ..] => Self::Listing(request(path, rest)?),
            ["diff", old, new] => Self::Diff(old.to_owned(), new.to_owned()),
            ["promises"] => Self::Promises,
            ["picture", name] => Self::Picture(name.to_owned()),
            ["clone"] => Self::Clone,
            ["costs", ref path @ ..] => Self::Costs(path.join(" ")),
            ["practice", part] => Self::Practice(part.to_owned()),
            ["predicted", part] => Self::Predicted(part.to_owned()),
            ["exercise", name] => Self::Exercise(name.to_owned()),
            _ => bail!("`{}` is no directive of this book", line.trim()),
        })
    }
}

fn request(path: &str, words: &[&str]) -> Result<Request> {
    let is_option = |word: &&str| matches!(*word, "changes" | "removed" | "context" | "plain");
    let named = words.iter().rposition(|word| !is_option(word));
    let (item, options) = words.split_at(named.map_or(0, |last| last + 1));
    ensure!(!item.is_empty(), "the listing names no item");
    Ok(Request {
        path: path.to_owned(),
        item: item.join(" "),
        changes: options.contains(&"changes"),
        removed: options.contains(&"removed"),
        context: options.contains(&"context"),
        plain: options.contains(&"plain"),
    })
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
