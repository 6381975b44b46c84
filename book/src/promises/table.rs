//! The promise table: as HTML for the book, as Markdown for the README.

use anyhow::{Context, Result};

use super::{Promise, read};
use crate::edition::Edition;
use crate::html::escape;
use crate::workspace::Workspace;

/// Where the promises have their words.
const SOURCE: &str = "step05-login-app/tests/promises.rs";

const OPEN: &str = "<!-- promises -->\n";
const CLOSE: &str = "<!-- /promises -->";

/// The table for a chapter at `path`, each promise linked to the chapter that keeps it.
///
/// # Errors
///
/// As [`read`].
pub fn html(workspace: &Workspace, path: &str) -> Result<String> {
    let up = "../".repeat(path.matches('/').count());
    let edition = workspace.edition();
    let steps = workspace.steps();
    let link = |step: usize, text: &str| {
        let name = steps[step].name;
        format!("<a href=\"{up}{name}.html\">{text}</a>")
    };
    let heads = (0..steps.len()).map(|step| link(step, steps[step].number()));
    let heads = heads.map(|link| format!("<th scope=\"col\">{link}</th>"));
    let head: String = heads.collect();
    let row = |promise: &Promise| {
        let name = escape(&edition.text(SOURCE, &promise.name));
        let name = match promise.kept_for_good() {
            Some(step) => link(step, &name),
            None => name,
        };
        let cells = promise.kept.iter().map(|kept| cell(edition, *kept));
        let cells: String = cells.collect();
        format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>")
    };
    let rows: String = read(workspace)?.iter().map(row).collect();
    let promise = edition.say("promise", &[]);
    Ok(format!(
        "<div class=\"table-wrapper promises\"><table><thead><tr><th scope=\"col\">{promise}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    ))
}

fn cell(edition: &Edition, kept: bool) -> String {
    let (class, label, sign) = match kept {
        true => ("kept", edition.say("kept", &[]), "✓"),
        false => ("open", edition.say("not kept", &[]), "–"),
    };
    format!("<td class=\"{class}\"><span role=\"img\" aria-label=\"{label}\">{sign}</span></td>")
}

/// The table as plain Markdown.
///
/// # Errors
///
/// As [`read`].
pub fn markdown(workspace: &Workspace) -> Result<String> {
    let numbers = workspace.steps().iter().map(|step| step.number());
    let edition = workspace.edition();
    let mut table = line(&edition.say("promise", &[]), numbers);
    table += &format!("|---|{}\n", "---|".repeat(workspace.steps().len()));
    for promise in read(workspace)? {
        let marks = promise.kept.iter();
        let marks = marks.map(|kept| if *kept { "✓" } else { "–" });
        table += &line(&edition.text(SOURCE, &promise.name), marks);
    }
    Ok(table)
}

fn line(name: &str, cells: impl Iterator<Item = &'static str>) -> String {
    let cells: String = cells.map(|cell| format!(" {cell} |")).collect();
    format!("| {name} |{cells}\n")
}

/// The README's text with the table brought up to date.
///
/// # Errors
///
/// If the README lacks the markers around the table.
pub fn in_readme(readme: &str, table: &str) -> Result<String> {
    let before = readme.split_once(OPEN);
    let after = readme.split_once(CLOSE);
    let (before, _) = before.context("README.md has no line <!-- promises -->")?;
    let (_, after) = after.context("README.md has no line <!-- /promises -->")?;
    Ok(format!("{before}{OPEN}{table}{CLOSE}{after}"))
}
