//! How the item of a listing looks in the other steps, for the step switcher.

use anyhow::Result;

use super::rows::dedented;
use super::{Listing, Row, of_diff, runs};
use crate::delta::{compare, lines};
use crate::items::{self, Place};
use crate::workspace::Workspace;

/// In lines: an item that grows beyond this elsewhere is for the whole diff to show.
const LONGEST: usize = 80;

/// Stands between the parts of an item.
const GAP: &str = "…";

/// The item in other steps, all of them before or all of them after the listing's own.
#[derive(Debug)]
pub struct Version {
    /// The steps where it is the same.
    pub steps: Vec<usize>,
    /// Whether they come before the listing's step.
    pub older: bool,
    /// The change between it and the listing's item; none where both are the same.
    pub rows: Vec<Row>,
    text: String,
}

/// The versions of a listing's item; none where it is the same wherever it is.
pub fn of(workspace: &Workspace, listing: &Listing) -> Result<Vec<Version>> {
    let Some(home) = listing.step else {
        return Ok(Vec::new());
    };
    let Some(own) = text_in(workspace, home, listing)? else {
        return Ok(Vec::new());
    };
    let mut versions: Vec<Version> = Vec::new();
    for step in (0..workspace.steps().len()).filter(|step| *step != home) {
        let Some(text) = text_in(workspace, step, listing)? else {
            continue;
        };
        let older = step < home;
        match versions
            .iter_mut()
            .find(|known| known.older == older && known.text == text)
        {
            Some(known) => known.steps.push(step),
            None => versions.push(Version {
                steps: vec![step],
                older,
                rows: if older {
                    rows(&text, &own)
                } else {
                    rows(&own, &text)
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
fn text_in(workspace: &Workspace, step: usize, listing: &Listing) -> Result<Option<String>> {
    let Some(file) = workspace.text(step, &listing.file)? else {
        return Ok(None);
    };
    let mut found = Place::default();
    for part in listing.item.split(" + ") {
        if let Ok(place) = items::find(&listing.file, &file, part) {
            found.lines.extend(place.lines);
            found.around.extend(place.around);
        }
    }
    let lines = lines(&file);
    let runs = runs(&found, false, &lines).into_iter();
    let texts: Vec<String> = runs.map(|run| lines[run].join("\n")).collect();
    let text = texts.join(&format!("\n{GAP}\n")) + "\n";
    let fits = !texts.is_empty() && text.lines().count() <= LONGEST;
    Ok(fits.then_some(text))
}
