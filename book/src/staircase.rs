//! The way through the steps, at the head of their chapters: where a reader is, and what each step
//! takes and brings.

use std::collections::HashMap;

use anyhow::Result;

use crate::coverage::Coverage;
use crate::edition::Edition;
use crate::expand::Expanded;
use crate::practice::Practices;
use crate::promises;
use crate::workspace::Workspace;

/// So many words are read in a minute, or so many lines of a listing.
const WORDS: usize = 200;
const LINES: usize = 20;

/// Stands in a chapter for the table of times until all chapters are read.
pub const TIMES: &str = "<!-- times -->";

/// The steps, first to last, with what each takes and brings.
#[derive(Debug)]
pub struct Staircase {
    stairs: Vec<Stair>,
    /// Its edition has the words around the numbers.
    workspace: Workspace,
}

#[derive(Debug)]
struct Stair {
    name: &'static str,
    /// The minutes that it takes to read each of its chapters, by their paths.
    minutes: HashMap<String, usize>,
    /// The minutes that its practices take.
    writing: u32,
    changed: usize,
    gained: usize,
    lost: usize,
}

impl Staircase {
    /// The staircase of a workspace, by its chapters and what they show.
    ///
    /// # Errors
    ///
    /// If the promises cannot be read.
    pub fn new(
        workspace: &Workspace,
        chapters: &[Expanded],
        coverage: &[Coverage],
    ) -> Result<Self> {
        let promises = promises::read(workspace)?;
        let practices = Practices::load(workspace).map_or_else(|_| Vec::new(), |it| it.all);
        let stair = |(step, coverage): (usize, &Coverage)| {
            let own = chapters.iter().filter(|it| it.step == Some(step));
            let before = |kept: &[bool]| step > 0 && kept[step - 1];
            let turned = |now: bool| {
                let turned = promises.iter().map(|it| (before(&it.kept), it.kept[step]));
                turned.filter(|kept| *kept == (!now, now)).count()
            };
            let name = workspace.steps()[step].name;
            let practices = practices.iter().filter(|it| it.step == name);
            Stair {
                name,
                writing: practices.map(|it| it.minutes).sum(),
                minutes: own.map(|it| (it.path.clone(), reading(it))).collect(),
                changed: coverage.changed,
                gained: turned(true),
                lost: turned(false),
            }
        };
        Ok(Self {
            stairs: coverage.iter().enumerate().map(stair).collect(),
            workspace: workspace.clone(),
        })
    }

    /// What stands at the head of the chapter at `path`, if it explains a step.
    pub fn head(&self, path: &str) -> Option<String> {
        let edition = self.workspace.edition();
        let mut stairs = self.stairs.iter();
        let here = stairs.find(|it| it.minutes.contains_key(path))?;
        let up = "../".repeat(path.matches('/').count());
        let link = |stair: &Stair| {
            let is_here = stair.name == here.name;
            let current = if is_here {
                " aria-current=\"step\""
            } else {
                ""
            };
            let (name, title) = (stair.name, stair.title(edition));
            format!("<li><a href=\"{up}{name}.html\"{current}>{title}</a></li>")
        };
        let links: String = self.stairs.iter().map(link).collect();
        let minutes = match (here.minutes[path], here.reading()) {
            (page, whole) if page == whole => {
                edition.say("{page} minutes to read", &[("page", &page)])
            }
            (page, whole) => edition.say(
                "{page} of {whole} minutes to read",
                &[("page", &page), ("whole", &whole)],
            ),
        };
        let changed = edition.say("{lines} lines change", &[("lines", &here.changed)]);
        let promises = match here.lost {
            0 => edition.say("promises: {gained} gained", &[("gained", &here.gained)]),
            lost => edition.say(
                "promises: {gained} gained, {lost} lost",
                &[("gained", &here.gained), ("lost", &lost)],
            ),
        };
        let label = edition.say("The steps", &[]);
        Some(format!(
            "<nav class=\"staircase\" aria-label=\"{label}\"><ol>{links}</ol><p>{minutes} · {changed} · <a href=\"{up}introduction.html#what-is-promised\">{promises}</a></p></nav>"
        ))
    }

    /// The steps as a table with the time that each takes.
    pub fn times(&self) -> String {
        let edition = self.workspace.edition();
        let row = |stair: &Stair| {
            let (name, title, read) = (stair.name, stair.title(edition), stair.reading());
            let minutes = [read, read + stair.writing as usize];
            let [read, written] = minutes.map(|minutes| span(edition, minutes));
            format!(
                "<tr><th scope=\"row\"><a href=\"{name}.html\">{title}</a></th><td>{read}</td><td>{written}</td></tr>"
            )
        };
        let rows: String = self.stairs.iter().map(row).collect();
        let heads = ["step", "to read", "to read and write"].map(|head| edition.say(head, &[]));
        let heads = heads.map(|head| format!("<th scope=\"col\">{head}</th>"));
        let heads = heads.concat();
        format!(
            "<div class=\"table-wrapper times\"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )
    }
}

impl Stair {
    /// The number and what the name says, as HTML in which the words can be left out.
    fn title(&self, edition: &Edition) -> String {
        let name = self.name.trim_start_matches("step").trim_start_matches('0');
        let (number, words) = name.split_once('-').unwrap_or((name, ""));
        let words = edition.say(&words.replace('-', " "), &[]);
        format!("{number} <span>{words}</span>")
    }

    fn reading(&self) -> usize {
        self.minutes.values().sum()
    }
}

/// The minutes that it takes to read a chapter.
fn reading(chapter: &Expanded) -> usize {
    let lines: usize = chapter.listings().map(|it| it.lines().count()).sum();
    (chapter.words() / WORDS + lines / LINES).max(1)
}

/// So many minutes, in words that are no more exact than the estimate.
fn span(edition: &Edition, minutes: usize) -> String {
    match minutes {
        ..60 => edition.say("{minutes} minutes", &[("minutes", &minutes)]),
        _ => {
            let hours = edition.number(&format!("{:.1}", minutes as f64 / 60.0));
            edition.say("{hours} hours", &[("hours", &hours)])
        }
    }
}
