//! The elements of a template, each with its balanced end tag.

use anyhow::Result;
use regex::Regex;

use super::Lines;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The elements that `selector` (`form`, `form.login`, `form#login`) names.
pub fn elements(text: &str, selector: &str) -> Result<Vec<Lines>> {
    let text = blank_out_code(text)?;
    let tag = Regex::new(r#"<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>"#)?;
    let line = |byte: usize| text[..byte].matches('\n').count();
    let mut open: Vec<(&str, usize, bool)> = Vec::new();
    let mut found = Vec::new();
    for part in tag.captures_iter(&text) {
        let (all, [slash, name, attributes]) = (part.get_match(), part.extract().1);
        let (first, last) = (line(all.start()), line(all.end()) + 1);
        if slash == "/" {
            close(&mut open, name, |start, wanted| {
                found.extend(wanted.then_some(start..last))
            });
        } else if VOID.contains(&name) || attributes.ends_with('/') {
            found.extend(matches(selector, name, attributes)?.then_some(first..last));
        } else {
            open.push((name, first, matches(selector, name, attributes)?));
        }
    }
    Ok(found)
}

/// Closes the innermost open element called `name`, and those that were left open within it.
fn close(open: &mut Vec<(&str, usize, bool)>, name: &str, then: impl FnOnce(usize, bool)) {
    if let Some(index) = open.iter().rposition(|(opened, ..)| *opened == name) {
        let (_, start, wanted) = open[index];
        open.truncate(index);
        then(start, wanted);
    }
}

fn matches(selector: &str, name: &str, attributes: &str) -> Result<bool> {
    let (wanted, attribute, value) = match selector.find(['.', '#']) {
        None => return Ok(selector == name),
        Some(at) if selector[at..].starts_with('.') => {
            (&selector[..at], "class", &selector[at + 1..])
        }
        Some(at) => (&selector[..at], "id", &selector[at + 1..]),
    };
    let pattern = Regex::new(&format!(r#"(?:^|\s){attribute}\s*=\s*["']?([^"'>]*)"#))?;
    let given = pattern
        .captures(attributes)
        .map_or("", |found| found.extract::<1>().1[0]);
    Ok(wanted == name && given.split_whitespace().any(|word| word == value))
}

/// Overwrites what is askama's or a comment, byte for byte, so that `<` within it opens nothing.
fn blank_out_code(text: &str) -> Result<String> {
    let code = Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->")?;
    let blank = |found: &regex::Captures| -> String {
        let keep = |byte| if byte == b'\n' { '\n' } else { ' ' };
        found[0].bytes().map(keep).collect()
    };
    Ok(code.replace_all(text, blank).into_owned())
}
