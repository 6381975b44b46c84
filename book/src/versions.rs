//! Tells the page how the items of its listings look in the other steps, for the step switcher.
//!
//! One `<script type="application/json">` at the end of a chapter, so that no listing has any
//! text but its own. It names an item as the listing's caption does.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use serde_json::{Value, json};

use crate::items;
use crate::listing::Listing;
use crate::workspace::Workspace;

/// In lines: an item that grows beyond this elsewhere is for the whole diff to show.
const LONGEST: usize = 80;

/// The versions of each listing's item that are not the same in all steps that have it.
pub fn script(workspace: &Workspace, listings: &[(usize, Listing)]) -> Result<String> {
    let mut all = BTreeMap::new();
    for (_, listing) in listings {
        let versions = versions(workspace, listing)?;
        if versions.len() > 1 {
            all.insert(format!("{} {}", listing.path, listing.item), versions);
        }
    }
    if all.is_empty() {
        return Ok(String::new());
    }
    // A script's text ends at the first `</script`, wherever that stands.
    let json = json!(all).to_string().replace('<', "\\u003c");
    Ok(format!(
        "\n<script type=\"application/json\" class=\"versions\">{json}</script>\n"
    ))
}

/// Each different text with the numbers of the steps where it stands.
fn versions(workspace: &Workspace, listing: &Listing) -> Result<Vec<Value>> {
    let mut texts: Vec<(Vec<usize>, String)> = Vec::new();
    let mut cut = HashMap::new();
    for step in 0..workspace.steps().len() {
        let Some(file) = workspace.text(step, &listing.file)? else {
            continue;
        };
        // Parsing is what costs time here, and a file is often the same in several steps.
        let text = cut
            .entry(file)
            .or_insert_with_key(|file| text(file, listing));
        let Some(text) = text.clone() else {
            continue;
        };
        match texts.iter_mut().find(|(_, known)| *known == text) {
            Some((steps, _)) => steps.push(step + 1),
            None => texts.push((vec![step + 1], text)),
        }
    }
    let version = |(steps, text)| json!({ "steps": steps, "text": text });
    Ok(texts.into_iter().map(version).collect())
}

/// The item's text in a step's file: those of its parts that stand there, with `…` between them.
fn text(file: &str, listing: &Listing) -> Option<String> {
    let parts = listing.item.split(" + ");
    let found = parts.filter_map(|part| items::find(&listing.file, file, part).ok());
    let runs = found.flat_map(|place| place.lines).collect();
    let lines: Vec<String> = file.lines().map(str::to_owned).collect();
    let runs = items::join(runs, &lines);
    let texts = runs.into_iter().map(|run| dedented(&lines[run]));
    let text = texts.collect::<Vec<_>>().join("\n…\n");
    (!text.is_empty() && text.lines().count() <= LONGEST).then_some(text)
}

fn dedented(lines: &[String]) -> String {
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = |line: &String| line.len() - line.trim_start().len();
    let shared = filled.map(indent).min().unwrap_or(0);
    let lines = lines
        .iter()
        .map(|line| line.get(shared..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
