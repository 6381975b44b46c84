//! Builds the book, in each of its languages: expands the chapters, lets mdBook's driver render them,
//! checks the result.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use mdbook_driver::MDBook;
use mdbook_preprocessor::config::Config;

use crate::coverage::Coverage;
use crate::edition::{Edition, assets, gate, headings, readme, search, template};
use crate::expand::Expanded;
use crate::links;
use crate::pages;
use crate::preprocess::{self, AlreadyExpanded, Whole};
use crate::workspace::Workspace;

/// The file with the words of `book.toml`.
const CONFIG: &str = "book/book.toml";

/// A built book.
#[derive(Debug)]
pub struct Built {
    /// Where its pages are.
    pub pages: PathBuf,
    /// What the chapters show of each step.
    pub coverage: Vec<Coverage>,
    /// What is wrong with the translation.
    pub stale: Vec<String>,
    chapters: Vec<Expanded>,
}

/// Builds the book of a workspace into the directory that its `book.toml` names, and the Russian
/// edition into `ru` below it.
///
/// # Errors
///
/// If a directive is wrong, mdBook fails, or a link leads nowhere.
pub fn build(workspace: &Workspace) -> Result<Built> {
    println!("cutting the listings out of the steps, and rendering the chapters");
    let (pages, english) = edition(workspace, None)?;
    readme::translated(workspace)?;
    let mut stale = gate::check(&workspace.book(), &workspace.edition().asked())?;
    println!("the same in Russian");
    let russian = russian(workspace)?;
    edition(&russian, Some(&pages))?;
    if !readme::is_current(&russian)? {
        stale.push("README.ru.md: older than the catalogue: run `extract`".to_owned());
    }
    println!("checking the links between the pages");
    links::check(&pages)?;
    Ok(Built {
        pages,
        coverage: english.coverage,
        stale,
        chapters: english.chapters,
    })
}

/// Builds one edition and returns where its pages are. A translated one is given the English pages.
fn edition(workspace: &Workspace, english: Option<&Path>) -> Result<(PathBuf, Whole)> {
    let edition = workspace.edition();
    let mut book = MDBook::load(workspace.book())?;
    let pages = match english {
        None => book.build_dir_for("html"),
        Some(english) => english.join(edition.language()),
    };
    fs::create_dir_all(&pages).with_context(|| pages.display().to_string())?;
    let pages = pages.canonicalize()?;
    let staged = assets::stage(workspace)?;
    book.root = staged.path().to_owned();
    configure(&mut book.config, edition, &pages)?;
    let whole = preprocess::expand(workspace, &mut book.book)?;
    if let Some(english) = english {
        headings::keep_ids(&mut book.book, english)?;
    }
    book.with_preprocessor(AlreadyExpanded);
    book.build()?;
    if edition.is_translated() {
        search::rebuild(&pages)?;
    }
    pages::complete(edition, &pages, &book.book, &whole)?;
    Ok((pages, whole))
}

/// What `book.toml` says, in the edition's language.
fn configure(config: &mut Config, edition: &Edition, pages: &Path) -> Result<()> {
    let words = [&mut config.book.title, &mut config.book.description];
    for words in words.into_iter().flatten() {
        *words = edition.text(CONFIG, words);
    }
    config.book.language = Some(edition.language().to_owned());
    config.build.build_dir = pages.to_owned();
    if edition.is_translated() {
        let site: Option<String> = config.get("output.html.site-url")?;
        let site = format!("{}ru/", site.as_deref().unwrap_or("/"));
        config.set("output.html.site-url", site)?;
        let scripts: Option<Vec<String>> = config.get("output.html.additional-js")?;
        let mut scripts = scripts.unwrap_or_default();
        scripts.push(search::SCRIPT.to_owned());
        config.set("output.html.additional-js", scripts)?;
    }
    Ok(())
}

fn russian(workspace: &Workspace) -> Result<Workspace> {
    let catalogue = Edition::of_catalogue(&workspace.book().join(template::RUSSIAN))?;
    Ok(workspace.in_edition(catalogue))
}

/// Renews the template of the translations and merges it into the catalogue.
///
/// # Errors
///
/// If a directive is wrong, or gettext is not there.
pub fn extract(workspace: &Workspace) -> Result<()> {
    edition(workspace, None)?;
    readme::translated(workspace)?;
    template::extract(workspace, &workspace.edition().asked())?;
    readme::write(&russian(workspace)?)
}

impl Built {
    /// Prints the size of each chapter and the coverage of each step.
    pub fn report(&self) {
        let written = self.chapters.iter();
        for chapter in written.filter(|chapter| !chapter.path.starts_with("diffs/")) {
            let (words, listings) = (chapter.words(), chapter.listings().count());
            println!("{}: {words} words, {listings} listings", chapter.path);
        }
        for coverage in &self.coverage {
            println!("{coverage}");
        }
    }

    /// Fails where a step is not shown as a whole.
    ///
    /// # Errors
    ///
    /// If a changed line is not shown; the error names each.
    pub fn require_whole(&self) -> Result<()> {
        let missing = self.coverage.iter().flat_map(|coverage| &coverage.missing);
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        ensure!(
            missing.is_empty(),
            "no chapter shows these lines\n{}",
            missing.join("\n")
        );
        Ok(())
    }

    /// Fails where the translation is not that of the text as it is now.
    ///
    /// # Errors
    ///
    /// If a message is untranslated or stale, or is translated with other code or numbers.
    pub fn require_translation(&self) -> Result<()> {
        ensure!(
            self.stale.is_empty(),
            "the translation does not fit the book: {} messages\n{}",
            self.stale.len(),
            self.stale.join("\n")
        );
        Ok(())
    }
}
