//! How the item of a listing looks in the other steps, for the step switcher.

use anyhow::Result;

use super::render::code;
use super::rows::{Row, dedented, of_diff};
use crate::delta::{compare, lines};
use crate::items::{self, Place};
use crate::workspace::Workspace;

/// In lines. Where an item of another step is longer, only the whole diff shows it.
const LONGEST: usize = 80;

/// Stands between the parts of an item.
const GAP: &str = "…";

/// The item in other steps, all of them before or all of them after the listing's own.
#[derive(Debug)]
pub struct Version {
    /// The names of the steps where it is the same.
    pub steps: Vec<&'static str>,
    /// Whether they come before the listing's step.
    pub older: bool,
    /// The change between it and the listing's item; none where both are the same.
    pub rows: Vec<Row>,
    text: String,
}

impl Version {
    /// The rows for the step switcher, which shows them in the listing's place. Where nothing
    /// differs, there are none, and the listing itself stays.
    ///
    /// They stand in a `<script>` of a kind that no browser runs, so that neither the book's search
    /// nor anything else takes them for a part of the page.
    pub fn html(&self, language: &str) -> String {
        let age = if self.older { " older" } else { "" };
        let steps = self.steps.join(" ");
        let code = match self.rows.as_slice() {
            [] => String::new(),
            rows => code(rows, language, true),
        };
        format!(
            "<script type=\"text/plain\" class=\"version{age}\" data-steps=\"{steps}\">{code}</script>"
        )
    }
}

/// The versions of an item in a file of the step `home`; none where it is the same wherever it is.
pub fn of(
    workspace: &Workspace,
    home: Option<usize>,
    file: &str,
    item: &str,
) -> Result<Vec<Version>> {
    let Some(home) = home else {
        return Ok(Vec::new());
    };
    let Some(own) = text_in(workspace, home, file, item)? else {
        return Ok(Vec::new());
    };
    let mut versions: Vec<Version> = Vec::new();
    for step in (0..workspace.steps().len()).filter(|step| *step != home) {
        let Some(text) = text_in(workspace, step, file, item)? else {
            continue;
        };
        let (older, name) = (step < home, workspace.steps()[step].name);
        let mut known = versions.iter_mut();
        match known.find(|known| known.older == older && known.text == text) {
            Some(known) => known.steps.push(name),
            None => versions.push(Version {
                steps: vec![name],
                older,
                rows: match older {
                    true => rows(&text, &own),
                    false => rows(&own, &text),
                },
                text,
            }),
        }
    }
    let all_same = versions.iter().all(|version| version.rows.is_empty());
    Ok(if all_same { Vec::new() } else { versions })
}

fn rows(old: &str, new: &str) -> Vec<Row> {
    if old == new {
        return Vec::new();
    }
    let diff = compare(old, new);
    let mut rows = of_diff(&diff, diff.ops());
    for row in &mut rows {
        if row.line().is_some_and(|line| line.text == GAP) {
            *row = Row::Gap(String::new());
        }
    }
    dedented(rows)
}

/// The item's text in a step: those of its parts that stand there, with `…` between them.
fn text_in(workspace: &Workspace, step: usize, file: &str, item: &str) -> Result<Option<String>> {
    let Some(text) = workspace.text(step, file)? else {
        return Ok(None);
    };
    let mut found = Place::default();
    for part in item.split(" + ") {
        if let Ok(place) = items::find(file, &text, part) {
            found.lines.extend(place.lines);
            found.around.extend(place.around);
        }
    }
    let lines = lines(&text);
    let runs = found.runs(false, &lines).into_iter();
    let texts: Vec<String> = runs.map(|run| lines[run].join("\n")).collect();
    let text = texts.join(&format!("\n{GAP}\n")) + "\n";
    let fits = !texts.is_empty() && text.lines().count() <= LONGEST;
    Ok(fits.then_some(text))
}
