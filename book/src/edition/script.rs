//! The messages of the pages' scripts: the template literals that are tagged with `say`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

static SAID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bsay`([^`]+)`").unwrap());

/// Gives each message of the script to `translate` and puts what that returns into its place. The
/// `${…}` within are part of the message.
pub fn translate(script: &str, translate: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let said = |found: &Captures| match translate(&found[1]) {
        Some(translated) => format!("say`{translated}`"),
        None => found[0].to_owned(),
    };
    SAID.replace_all(script, said).into_owned()
}
