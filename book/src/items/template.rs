//! Parts of an askama template: `block NAME`, `<TAG>`, `<TAG.class>`, `<TAG#id>`.

use anyhow::{Result, bail};
use regex::Regex;

use super::{Lines, markup, only};

/// Finds the block or element called `name` in the template `text`.
pub fn find(text: &str, name: &str) -> Result<Lines> {
    if let Some(block) = name.strip_prefix("block ") {
        return only(blocks(text, block)?, name);
    }
    match name
        .strip_prefix('<')
        .and_then(|name| name.strip_suffix('>'))
    {
        Some(selector) => only(markup::elements(text, selector)?, name),
        None => bail!("`{name}` is no `block NAME`, `<TAG>`, `<TAG.class>` or `<TAG#id>`"),
    }
}

fn blocks(text: &str, name: &str) -> Result<Vec<Lines>> {
    let tag = Regex::new(r"\{%[-+~]?\s*(?:block\s+(\w+)|(endblock))")?;
    let mut open = Vec::new();
    let mut found = Vec::new();
    for part in tag.captures_iter(text) {
        let here = text[..part.get_match().start()].matches('\n').count();
        match part.get(1) {
            Some(block) => open.push((block.as_str(), here)),
            None => found.extend(
                open.pop()
                    .filter(|(block, _)| *block == name)
                    .map(|(_, first)| first..here + 1),
            ),
        }
    }
    Ok(found)
}
