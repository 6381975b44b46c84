//! The search of the Russian edition. mdBook's index has no Russian word, because mdBook cuts off all
//! letters but the English ones. This makes the index anew, with one entry for all forms of a word.
//! `theme/russian.js` does the same to what a reader types.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use elasticlunr::{Index, Language, Pipeline};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::words::Words;

/// The script of the pages, by its place in the book's directory.
pub const SCRIPT: &str = "theme/russian.js";

/// What mdBook writes around the index.
const AROUND: [&str; 2] = [
    "window.search = Object.assign(window.search, JSON.parse('",
    "'));",
];

/// A page that is opened with a search loads the index while its scripts are still on their way. What
/// uses the index waits for them.
const PATIENCE: &str = "if (document.readyState === 'loading') {
    const { currentScript } = document;
    document.addEventListener('DOMContentLoaded', currentScript.onload);
    currentScript.onload = null;
}
";

/// No word is longer. As in mdBook, whatever is, such as a cookie, is not sought.
const LONGEST: usize = 80;

/// The fields of a section, in the order of [`Section::fields`].
const FIELDS: [&str; 3] = ["title", "body", "breadcrumbs"];

/// What mdBook writes, without the parts that are made anew.
#[derive(Deserialize)]
struct Written {
    doc_urls: Vec<String>,
    results_options: Value,
    search_options: Value,
    index: Stored,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    document_store: Documents,
}

#[derive(Deserialize)]
struct Documents {
    docs: HashMap<String, Section>,
}

/// What a search finds: a heading and what stands below it.
#[derive(Deserialize)]
struct Section {
    title: String,
    body: String,
    breadcrumbs: String,
}

#[derive(Serialize)]
struct Rewritten {
    doc_urls: Vec<String>,
    index: Index,
    results_options: Value,
    search_options: Value,
}

/// Makes the search index of the built pages anew, in its place.
///
/// # Errors
///
/// If there is no index of mdBook's.
pub fn rebuild(pages: &Path) -> Result<()> {
    let path = file(pages)?;
    let script = fs::read_to_string(&path)?;
    let json = script
        .strip_prefix(AROUND[0])
        .and_then(|script| script.strip_suffix(AROUND[1]))
        .context("no search index of mdBook's")?;
    let written: Written = serde_json::from_str(&unquoted(json))?;
    let json = serde_json::to_string(&rewritten(written)?)?;
    let [before, after] = AROUND;
    let script = [PATIENCE, before, &quoted(&json), after].concat();
    fs::write(&path, script).with_context(|| path.display().to_string())
}

/// The index, whose name has a part that depends on what mdBook put into it.
fn file(pages: &Path) -> Result<PathBuf> {
    let is_index = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("searchindex-") && name.ends_with(".js")
    };
    let mut files = fs::read_dir(pages)?.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(is_index).context("no search index")
}

fn unquoted(json: &str) -> String {
    json.replace("\\'", "'").replace("\\\\", "\\")
}

fn quoted(json: &str) -> String {
    json.replace('\\', "\\\\").replace('\'', "\\'")
}

fn rewritten(written: Written) -> Result<Rewritten> {
    let sections = written.index.document_store.docs;
    let mut index = Index::with_language(Box::new(Russian), FIELDS);
    for place in 0..written.doc_urls.len() {
        let place = place.to_string();
        let section = sections.get(&place).context("an address of no section")?;
        index.add_doc(&place, section.fields());
    }
    Ok(Rewritten {
        doc_urls: written.doc_urls,
        index,
        results_options: written.results_options,
        search_options: written.search_options,
    })
}

impl Section {
    /// The page marks the words of a result between ordinary spaces.
    fn fields(&self) -> [String; 3] {
        [&self.title, &self.body, &self.breadcrumbs].map(|text| text.replace('\u{a0}', " "))
    }
}

struct Russian;

impl Language for Russian {
    fn name(&self) -> String {
        "Russian".to_owned()
    }

    fn code(&self) -> String {
        "ru".to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let words = text.split(|sign: char| sign.is_whitespace() || sign == '-');
        let words = words.filter(|word| !word.is_empty());
        let words = words.map(str::to_lowercase);
        words.filter(|word| word.len() <= LONGEST).collect()
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline {
            queue: vec![Box::new(Words::default())],
        }
    }
}
