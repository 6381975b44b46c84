//! The whole diff between two steps, file by file, as `git diff --no-index` shows it. What a chapter
//! explains comes first; tests, style sheets and all other files are folded.

use anyhow::Result;
use similar::DiffOp;

use crate::delta::{self, is_explained};
use crate::edition::Edition;
use crate::html::escape;
use crate::listing::{Row, code, language, of_diff};
use crate::workspace::Workspace;

/// In lines. Recorded data that is longer is named and not shown.
const LONGEST_DATA: usize = 100;

/// The Markdown of the page that compares two steps: every file that git does not ignore.
///
/// # Errors
///
/// If there is no such step, or a file cannot be read or is no text.
pub fn markdown(workspace: &Workspace, old: &str, new: &str) -> Result<String> {
    let mut page = format!("```sh\ngit diff --no-index {old} {new}\n```\n");
    let (before, after) = (workspace.step(old)?, workspace.step(new)?);
    let mut files = workspace.files([before, after])?;
    files.sort_by_key(|file| !is_explained(file));
    for file in files {
        let (old_text, new_text) = (
            workspace.text(before, &file)?,
            workspace.text(after, &file)?,
        );
        if old_text != new_text {
            let home = if new_text.is_some() { new } else { old };
            let (old_text, new_text) = (old_text.as_deref(), new_text.as_deref());
            page += &section(workspace.edition(), home, &file, old_text, new_text);
        }
    }
    Ok(page)
}

fn section(
    edition: &Edition,
    home: &str,
    file: &str,
    old: Option<&str>,
    new: Option<&str>,
) -> String {
    if let (Some(text), None) | (None, Some(text)) = (old, new)
        && file.ends_with(".json")
        && text.lines().count() > LONGEST_DATA
    {
        let (count, tag) = (text.lines().count(), tag(edition, old, new));
        let data = "Recorded data, {count} lines, not shown here.";
        let data = edition.say(data, &[("count", &count)]);
        return format!("\n## `{file}`\n\n{data}{tag}\n");
    }
    let figure = figure(edition, &format!("{home}/{file}"), old, new);
    let shown = match is_explained(file) {
        true => figure,
        false => {
            let rows = rows(old.unwrap_or_default(), new.unwrap_or_default());
            let lines = rows.iter().filter(|row| row.is_change()).count();
            let lines = edition.say("Changed lines: {lines}", &[("lines", &lines)]);
            format!("<details><summary>{lines}</summary>{figure}</details>")
        }
    };
    format!("\n## `{file}`\n\n{shown}\n")
}

/// The change of one file, marked, as a `<figure>` on one line of Markdown.
pub fn figure(edition: &Edition, path: &str, old: Option<&str>, new: Option<&str>) -> String {
    let rows = rows(old.unwrap_or_default(), new.unwrap_or_default());
    let code = code(&rows, language(path), true);
    let (path, tag) = (escape(path), tag(edition, old, new));
    let caption = format!("<span class=\"path\">{path}</span>{tag}");
    format!("<figure class=\"listing diff\"><figcaption>{caption}</figcaption>{code}</figure>")
}

fn tag(edition: &Edition, old: Option<&str>, new: Option<&str>) -> String {
    let words = match (old, new) {
        (None, _) => edition.say("new file", &[]),
        (_, None) => edition.say("removed file", &[]),
        _ => return String::new(),
    };
    format!(" <span class=\"tag\">{words}</span>")
}

fn rows(old: &str, new: &str) -> Vec<Row> {
    let diff = delta::compare(old, new);
    let mut rows = Vec::new();
    for group in diff.grouped_ops(3) {
        rows.push(Row::Place(place(&group)));
        rows.extend(of_diff(&diff, &group));
    }
    rows
}

/// Where a group stands, as the head of a unified hunk says it.
fn place(group: &[DiffOp]) -> String {
    let range =
        |first: usize, end: usize| format!("{},{}", first + usize::from(end > first), end - first);
    let (first, last) = (group[0], group[group.len() - 1]);
    let old = range(first.old_range().start, last.old_range().end);
    let new = range(first.new_range().start, last.new_range().end);
    format!("@@ -{old} +{new} @@")
}
