//! Completes the built pages with what mdBook has no place for: the words and links of the edition
//! around the text, the staircase at a chapter's head, the names of its neighbours at its foot, and
//! what a shared link shows. None of it is searched.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ignore::WalkBuilder;
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::edition::{Edition, labels};
use crate::html::escape;
use crate::preprocess::Whole;

/// How long a description may be, in characters. What shows links cuts longer ones.
const LONGEST: usize = 350;

/// Completes the pages of an edition, whose book is expanded.
///
/// # Errors
///
/// If a page cannot be read or written, or is none of mdBook's.
pub fn complete(edition: &Edition, pages: &Path, book: &Book, whole: &Whole) -> Result<()> {
    let mut parts = of_chapters(edition, book, whole);
    for entry in WalkBuilder::new(pages).standard_filters(false).build() {
        let file = entry?.into_path();
        let path = file
            .strip_prefix(pages)?
            .to_string_lossy()
            .replace('\\', "/");
        if !path.ends_with(".html") {
            continue;
        }
        let page = fs::read_to_string(&file).with_context(|| path.clone())?;
        if page.contains("<main>") {
            let own = parts.remove(&path).unwrap_or_default();
            let page = own.completed(edition, &page, &path);
            let page = page.with_context(|| format!("{path} is no page of mdBook's"))?;
            fs::write(&file, page).with_context(|| path)?;
        }
    }
    Ok(())
}

/// What a page lacks, as HTML.
#[derive(Clone, Default)]
struct Parts {
    meta: Option<String>,
    head: String,
    foot: String,
}

/// The parts of the chapters' pages, by the paths of these. The first chapter is also the index.
fn of_chapters(edition: &Edition, book: &Book, whole: &Whole) -> HashMap<String, Parts> {
    let chapters = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(chapter),
        _ => None,
    });
    let chapters: Vec<&Chapter> = chapters.collect();
    let mut parts = HashMap::new();
    let note = stale_note(edition);
    for (place, chapter) in chapters.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| chapters[place]);
        let after = chapters.get(place + 1).copied();
        let path = path(chapter);
        let stale = whole.chapters.iter().any(|it| it.stale && it.path == path);
        let note = if stale { note.as_str() } else { "" };
        let way = whole.staircase.head(&path).unwrap_or_default();
        let own = Parts {
            meta: Some(meta(chapter)),
            head: format!("{note}{way}"),
            foot: foot(edition, &path, before, after),
        };
        if place == 0 {
            parts.insert("index.html".to_owned(), own.clone());
        }
        parts.insert(path.replace(".md", ".html"), own);
    }
    parts
}

impl Parts {
    fn completed(&self, edition: &Edition, page: &str, path: &str) -> Option<String> {
        let (top, main) = page.split_once("<main>")?;
        let (text, end) = main.split_once("</main>")?;
        let mut top = labels::with_languages(edition, top, path)?;
        if let Some(meta) = &self.meta {
            let (start, description) = top.split_once("<meta name=\"description\"")?;
            let (_, rest) = description.split_once('\n')?;
            top = format!("{start}{meta}\n{rest}");
        }
        let (top, end) = (edition.labelled(&top), edition.labelled(end));
        let (title, text) = text.split_once("</h1>")?;
        let Self { head, foot, .. } = self;
        Some(format!(
            "{top}<main>{title}</h1>{head}{text}{foot}</main>{end}"
        ))
    }
}

/// It is made for every edition, so that the catalogue has it before a page is stale.
fn stale_note(edition: &Edition) -> String {
    let words = edition.say(
        "The English text of this page has changed since it was translated.",
        &[],
    );
    format!("<p class=\"stale\">{words}</p>")
}

/// The neighbours of the chapter at a path, by name.
fn foot(
    edition: &Edition,
    path: &str,
    before: Option<&Chapter>,
    after: Option<&Chapter>,
) -> String {
    let up = "../".repeat(path.matches('/').count());
    let link = |rel: &str, word: &str, chapter: &Chapter| {
        let path = self::path(chapter).replace(".md", ".html");
        let name = escape(&chapter.name).replacen(": ", ", ", 1);
        format!("<a rel=\"{rel}\" href=\"{up}{path}\">{word}: {name}</a>")
    };
    let [back, next, both] = ["Back", "Next", "Back and next"].map(|it| edition.say(it, &[]));
    let before = before.map_or(String::new(), |it| link("prev", &back, it));
    let after = after.map_or(String::new(), |it| link("next", &next, it));
    format!("<nav class=\"onward\" aria-label=\"{both}\">{before}{after}</nav>")
}

fn path(chapter: &Chapter) -> String {
    let path = chapter.path.as_deref().unwrap_or(Path::new(""));
    path.to_string_lossy().replace('\\', "/")
}

/// What search engines and shared links show. A picture would need the address of the published book.
fn meta(chapter: &Chapter) -> String {
    let (title, description) = (
        escape(&chapter.name),
        escape(&description(&chapter.content)),
    );
    format!(
        "<meta name=\"description\" content=\"{description}\">
        <meta property=\"og:title\" content=\"{title}\">
        <meta property=\"og:description\" content=\"{description}\">
        <meta property=\"og:type\" content=\"article\">"
    )
}

/// The first sentences of a chapter: its first paragraph, or as much of it as has room.
pub fn description(markdown: &str) -> String {
    let inside = Parser::new(markdown);
    let inside = inside.skip_while(|event| *event != Event::Start(Tag::Paragraph));
    let inside = inside.take_while(|event| *event != Event::End(TagEnd::Paragraph));
    let text = inside.map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.into_string(),
        Event::SoftBreak => " ".to_owned(),
        _ => String::new(),
    });
    let mut text: String = text.collect();
    while text.chars().count() > LONGEST {
        match text.trim_end_matches('.').rfind(". ") {
            Some(end) => text.truncate(end + 1),
            None => break,
        }
    }
    text
}
