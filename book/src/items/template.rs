//! Parts of an askama template: `block NAME`.

use anyhow::{Context, Result};
use regex::Regex;

use super::place::{Lines, only};

/// Finds the block called `name` in the template `text`.
pub fn find(text: &str, name: &str) -> Result<Lines> {
    let wanted = name.strip_prefix("block ");
    let wanted = wanted.with_context(|| format!("`{name}` is no `block NAME`"))?;
    let tag = Regex::new(r"\{%[-+~]?\s*(?:block\s+(\w+)|(endblock))")?;
    let mut open = Vec::new();
    let mut found = Vec::new();
    for part in tag.captures_iter(text) {
        let here = text[..part.get_match().start()].matches('\n').count();
        match part.get(1) {
            Some(block) => open.push((block.as_str(), here)),
            None => found.extend(open.pop().map(|(block, first)| (block, first..here + 1))),
        }
    }
    found.retain(|(block, _)| *block == wanted);
    only(found.into_iter().map(|(_, lines)| lines).collect(), name)
}
