//! The whole diff between two steps, file by file, as `git diff --no-index` shows it.

use anyhow::Result;
use similar::{ChangeTag, DiffOp};

use crate::delta;
use crate::html::escape;
use crate::listing::{Mark, Row, code, language};
use crate::workspace::{COMPARED, Workspace};

/// The Markdown of the page that compares two steps.
pub fn markdown(workspace: &Workspace, old: &str, new: &str) -> Result<String> {
    let mut page = format!("```sh\ngit diff --no-index {old} {new}\n```\n");
    let (before, _) = workspace.locate(&format!("{old}/"))?;
    let (after, _) = workspace.locate(&format!("{new}/"))?;
    let mut files = workspace.files(before, COMPARED)?;
    files.extend(workspace.files(after, COMPARED)?);
    files.sort();
    files.dedup();
    for file in files {
        let texts = (
            workspace.text(before, &file)?,
            workspace.text(after, &file)?,
        );
        if texts.0 != texts.1 {
            let path = format!("{}/{file}", if texts.1.is_some() { new } else { old });
            page += &section(&path, &file, texts.0.as_deref(), texts.1.as_deref());
        }
    }
    Ok(page)
}

fn section(path: &str, file: &str, old: Option<&str>, new: Option<&str>) -> String {
    let tag = match (old, new) {
        (None, _) => " <span class=\"tag\">new file</span>",
        (_, None) => " <span class=\"tag\">removed file</span>",
        _ => "",
    };
    let code = code(
        &rows(old.unwrap_or_default(), new.unwrap_or_default()),
        language(file),
    );
    let caption = format!("<span class=\"path\">{}</span>{tag}", escape(path));
    format!(
        "\n## `{file}`\n\n<figure class=\"listing diff\"><figcaption>{caption}</figcaption>{code}</figure>\n"
    )
}

fn rows(old: &str, new: &str) -> Vec<Row> {
    let diff = delta::compare(old, new);
    let mut rows = Vec::new();
    for group in diff.grouped_ops(3) {
        rows.push(Row::Gap(Some(place(&group))));
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let mark = match change.tag() {
                ChangeTag::Equal => Mark::Kept,
                ChangeTag::Insert => Mark::New,
                ChangeTag::Delete => Mark::Gone,
            };
            let number = change.new_index().or(change.old_index()).unwrap_or(0);
            rows.push(Row::new(
                mark,
                number,
                change.value().trim_end_matches('\n'),
            ));
        }
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
