//! The way through the steps, at the head of their chapters: where a reader is, and what each step
//! takes and brings.

use std::collections::HashMap;

use anyhow::Result;

use crate::coverage::Coverage;
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
pub struct Staircase(Vec<Stair>);

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
        Ok(Self(coverage.iter().enumerate().map(stair).collect()))
    }

    /// What stands at the head of the chapter at `path`, if it explains a step.
    pub fn head(&self, path: &str) -> Option<String> {
        let here = self.0.iter().find(|it| it.minutes.contains_key(path))?;
        let up = "../".repeat(path.matches('/').count());
        let link = |stair: &Stair| {
            let is_here = stair.name == here.name;
            let current = if is_here {
                " aria-current=\"step\""
            } else {
                ""
            };
            let (name, title) = (stair.name, stair.title());
            format!("<li><a href=\"{up}{name}.html\"{current}>{title}</a></li>")
        };
        let links: String = self.0.iter().map(link).collect();
        let minutes = match (here.minutes[path], here.reading()) {
            (page, whole) if page == whole => format!("{page} minutes to read"),
            (page, whole) => format!("{page} of {whole} minutes to read"),
        };
        let (changed, gained) = (here.changed, here.gained);
        let lost = match here.lost {
            0 => String::new(),
            lost => format!(", {lost} lost"),
        };
        Some(format!(
            "<nav class=\"staircase\" aria-label=\"The steps\"><ol>{links}</ol><p>{minutes} · {changed} lines change · <a href=\"{up}introduction.html#what-is-promised\">promises: {gained} gained{lost}</a></p></nav>"
        ))
    }

    /// The steps as a table with the time that each takes.
    pub fn times(&self) -> String {
        let row = |stair: &Stair| {
            let (name, title, read) = (stair.name, stair.title(), stair.reading());
            let [read, written] = [read, read + stair.writing as usize].map(span);
            format!(
                "<tr><th scope=\"row\"><a href=\"{name}.html\">{title}</a></th><td>{read}</td><td>{written}</td></tr>"
            )
        };
        let rows: String = self.0.iter().map(row).collect();
        format!(
            "<div class=\"table-wrapper times\"><table><thead><tr><th scope=\"col\">step</th><th scope=\"col\">to read</th><th scope=\"col\">to read and write</th></tr></thead><tbody>{rows}</tbody></table></div>"
        )
    }
}

impl Stair {
    /// The number and what the name says, as HTML in which the words can be left out.
    fn title(&self) -> String {
        let name = self.name.trim_start_matches("step").trim_start_matches('0');
        let (number, words) = name.split_once('-').unwrap_or((name, ""));
        format!("{number} <span>{}</span>", words.replace('-', " "))
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
fn span(minutes: usize) -> String {
    match minutes {
        ..60 => format!("{minutes} minutes"),
        _ => format!("{:.1} hours", minutes as f64 / 60.0),
    }
}
