//! What must hold for a translation: it has every message of the book and no other, each as the English
//! is now, with the same code, directives, links and numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use regex::Regex;
use serde::Deserialize;

use super::parts::Parts;
use super::{Asked, template};

/// The messages that are the same in both languages.
const SAME: &str = "po/same.toml";

#[derive(Deserialize)]
struct Same {
    same: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    texts: Vec<String>,
}

/// What is wrong with the Russian catalogue, one line each, given what the English book consists of.
///
/// # Errors
///
/// If the catalogue, the template or the list of equal messages cannot be read.
pub fn check(book: &Path, asked: &[Asked]) -> Result<Vec<String>> {
    let path = book.join(template::RUSSIAN);
    let catalogue = template::read(&path)?;
    let mut untouched = sources(asked);
    let mut same = Equal::load(book)?;
    let kept = fs::read_to_string(&path)?;
    let kept = kept.lines().filter(|line| line.starts_with("#~ msgid "));
    let mut problems: Vec<String> = kept.map(|line| format!("{line}: obsolete")).collect();
    for message in catalogue.messages() {
        let english = message.msgid();
        let wrong = match untouched.remove(english) {
            None => Some("obsolete".to_owned()),
            Some(_) if message.is_fuzzy() => Some("fuzzy: the English text has changed".to_owned()),
            Some(_) => wrong(english, message.msgstr().unwrap_or_default(), &mut same),
        };
        problems.extend(wrong.map(|wrong| said(message.source(), english, &wrong)));
    }
    for (english, sources) in untouched {
        let sources: Vec<&str> = sources.into_iter().collect();
        problems.push(said(
            &sources.join(" "),
            english,
            "not in the catalogue: run `extract`",
        ));
    }
    problems.extend(same.unused());
    problems.extend(outdated_template(book, asked)?);
    Ok(problems)
}

/// Each message with the files where it stands.
fn sources(asked: &[Asked]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut sources = BTreeMap::<&str, BTreeSet<&str>>::new();
    for Asked { message, source } in asked {
        sources.entry(message).or_default().insert(source);
    }
    sources
}

fn wrong(english: &str, russian: &str, same: &mut Equal) -> Option<String> {
    if russian.is_empty() {
        return Some("not translated".to_owned());
    }
    if english == russian && !same.has(english) {
        return Some(format!("the same as in English, and not in {SAME}"));
    }
    Parts::of(english).difference(&Parts::of(russian))
}

fn said(sources: &str, english: &str, wrong: &str) -> String {
    let sources = sources.replace('\n', " ");
    format!("{sources}: “{english}”: {wrong}")
}

/// The committed template holds the messages of the book, so that translators have all of them.
fn outdated_template(book: &Path, asked: &[Asked]) -> Result<Option<String>> {
    let template = template::read(&book.join(template::TEMPLATE))?;
    let known: BTreeSet<&str> = template.messages().map(|it| it.msgid()).collect();
    let now: BTreeSet<&str> = asked.iter().map(|it| it.message.as_str()).collect();
    let words = || format!("{}: not of this book: run `extract`", template::TEMPLATE);
    Ok((known != now).then(words))
}

/// The messages that may be the same, and which patterns were of use.
struct Equal(Vec<(Regex, bool)>);

impl Equal {
    fn load(book: &Path) -> Result<Self> {
        let text = fs::read_to_string(book.join(SAME)).context(SAME)?;
        let same: Same = toml_edit::de::from_str(&text).context(SAME)?;
        let texts = same.same.into_iter().flat_map(|group| group.texts);
        let pattern = |text: String| Ok((Regex::new(&format!("^(?:{text})$"))?, false));
        let patterns: Result<_> = texts.map(pattern).collect();
        Ok(Self(patterns.context(SAME)?))
    }

    fn has(&mut self, english: &str) -> bool {
        let text = Parts::without_targets(english);
        let found = self
            .0
            .iter_mut()
            .find(|(pattern, _)| pattern.is_match(&text));
        found.map(|(_, used)| *used = true).is_some()
    }

    fn unused(self) -> impl Iterator<Item = String> {
        let unused = self.0.into_iter().filter(|(_, used)| !used);
        unused.map(|(pattern, _)| format!("{SAME}: no message needs `{pattern}`"))
    }
}
