//! The messages of HTML and SVG: each run of text with the tags that are part of a sentence, and the
//! attributes that are read out or shown.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A tag or a comment.
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->|<[^>]+>").unwrap());
/// A tag that is part of a sentence.
static WITHIN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^</?(a|b|br|code|em|i|kbd|samp|small|strong)\b").unwrap());
/// An attribute that a reader sees or hears.
static SHOWN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(\s(?:alt|aria-label|placeholder|title)=")([^"]+)""#).unwrap());
static CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<code\b.*?</code>|<[^>]+>|&\w+;").unwrap());

/// Gives each message of the markup to `translate` and puts what that returns into its place.
pub fn translate(markup: &str, translate: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let (mut whole, mut run) = (String::new(), String::new());
    let mut rest = 0;
    for tag in TAG.find_iter(markup) {
        run += &markup[rest..tag.start()];
        rest = tag.end();
        let text = tag.as_str();
        if WITHIN.is_match(text) {
            run += text;
            continue;
        }
        whole += &message(&std::mem::take(&mut run), translate);
        whole += &SHOWN.replace_all(text, |found: &Captures| {
            let said = message(&found[2], translate).replace('"', "&quot;");
            format!("{}{said}\"", &found[1])
        });
    }
    run += &markup[rest..];
    whole + &message(&run, translate)
}

/// The run translated, the white space around it left as it is.
fn message(run: &str, translate: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let text = run.trim();
    if !has_words(text) {
        return run.to_owned();
    }
    match translate(text) {
        Some(translated) => run.replacen(text, &translated, 1),
        None => run.to_owned(),
    }
}

/// Whether a run has a letter outside of its code.
pub fn has_words(run: &str) -> bool {
    CODE.replace_all(run, "").contains(char::is_alphabetic)
}
