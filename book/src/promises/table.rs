//! The promise table: as HTML for the book, as Markdown for the README.

use anyhow::{Context, Result};

use super::{Promise, read};
use crate::html::escape;
use crate::workspace::Workspace;

const OPEN: &str = "<!-- promises -->\n";
const CLOSE: &str = "<!-- /promises -->";

/// The table for a chapter at `path`, each promise linked to the chapter that keeps it.
pub fn html(workspace: &Workspace, path: &str) -> Result<String> {
    let up = "../".repeat(path.matches('/').count());
    let steps: Vec<String> = workspace
        .steps()
        .iter()
        .map(|step| format!("{up}{step}.html"))
        .collect();
    let numbers = numbers(workspace);
    let head = steps
        .iter()
        .zip(&numbers)
        .map(|(link, number)| format!("<th scope=\"col\"><a href=\"{link}\">{number}</a></th>"));
    let head: String = head.collect();
    let rows: String = read(workspace)?
        .iter()
        .map(|promise| row(promise, &steps))
        .collect();
    Ok(format!(
        "<div class=\"table-wrapper promises\"><table><thead><tr><th scope=\"col\">promise</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    ))
}

fn row(promise: &Promise, steps: &[String]) -> String {
    let name = escape(&promise.name);
    let name = match promise.kept_for_good() {
        Some(step) => format!("<a href=\"{}\">{name}</a>", steps[step]),
        None => name,
    };
    let cells: String = promise.kept.iter().map(|kept| cell(*kept)).collect();
    format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>")
}

fn cell(kept: bool) -> &'static str {
    match kept {
        true => "<td class=\"kept\"><span role=\"img\" aria-label=\"kept\">✓</span></td>",
        false => "<td class=\"open\"><span role=\"img\" aria-label=\"not kept\">–</span></td>",
    }
}

/// The table as plain Markdown.
pub fn markdown(workspace: &Workspace) -> Result<String> {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let numbers = numbers(workspace);
    let mut table = line([vec!["promise".to_owned()], numbers.clone()].concat());
    table += &format!("|---|{}\n", "---|".repeat(numbers.len()));
    for promise in read(workspace)? {
        let marks = promise
            .kept
            .iter()
            .map(|kept| if *kept { "✓" } else { "–" });
        table += &line(
            [promise.name.as_str()]
                .into_iter()
                .chain(marks)
                .map(str::to_owned)
                .collect(),
        );
    }
    Ok(table)
}

/// The README's text with the table brought up to date.
pub fn in_readme(readme: &str, table: &str) -> Result<String> {
    let (before, rest) = readme
        .split_once(OPEN)
        .context("README.md has no line <!-- promises -->")?;
    let (_, after) = rest
        .split_once(CLOSE)
        .context("README.md has no line <!-- /promises -->")?;
    Ok(format!("{before}{OPEN}{table}{CLOSE}{after}"))
}

/// The steps' numbers, as in `step03-signed`.
fn numbers(workspace: &Workspace) -> Vec<String> {
    let number = |step: &String| {
        step.trim_start_matches("step")
            .chars()
            .take_while(char::is_ascii_digit)
            .collect()
    };
    workspace.steps().iter().map(number).collect()
}
