//! Completes the built pages with what mdBook has no place for: the staircase at a chapter's head,
//! the names of its neighbours at its foot, and what a shared link shows. None of it is searched.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::html::escape;
use crate::staircase::Staircase;

/// How long a description may be, in bytes. What shows links cuts longer ones.
const LONGEST: usize = 350;

/// Completes the pages of all chapters of an expanded book.
///
/// # Errors
///
/// If a page cannot be read or written, or is none of mdBook's.
pub fn complete(pages: &Path, book: &Book, staircase: &Staircase) -> Result<()> {
    let chapters = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(chapter),
        _ => None,
    });
    let chapters: Vec<&Chapter> = chapters.collect();
    for (place, chapter) in chapters.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| chapters[place]);
        let after = chapters.get(place + 1).copied();
        let parts = Parts {
            meta: meta(chapter),
            head: staircase.head(&path(chapter)).unwrap_or_default(),
            foot: foot(&path(chapter), before, after),
        };
        parts.put_into(&pages.join(path(chapter).replace(".md", ".html")))?;
        if place == 0 {
            parts.put_into(&pages.join("index.html"))?;
        }
    }
    Ok(())
}

/// What a page lacks, as HTML.
struct Parts {
    meta: String,
    head: String,
    foot: String,
}

impl Parts {
    fn put_into(&self, file: &Path) -> Result<()> {
        let place = || file.display().to_string();
        let page = fs::read_to_string(file).with_context(place)?;
        let page = self.completed(&page).context("no page of mdBook's");
        fs::write(file, page.with_context(place)?).with_context(place)
    }

    fn completed(&self, page: &str) -> Option<String> {
        let (top, main) = page.split_once("<main>")?;
        let (start, description) = top.split_once("<meta name=\"description\"")?;
        let (_, rest) = description.split_once('\n')?;
        let (title, text) = main.split_once("</h1>")?;
        let (text, end) = text.split_once("</main>")?;
        let Self { meta, head, foot } = self;
        Some(format!(
            "{start}{meta}\n{rest}<main>{title}</h1>{head}{text}{foot}</main>{end}"
        ))
    }
}

/// The neighbours of the chapter at a path, by name.
fn foot(path: &str, before: Option<&Chapter>, after: Option<&Chapter>) -> String {
    let up = "../".repeat(path.matches('/').count());
    let link = |rel: &str, word: &str, chapter: &Chapter| {
        let path = self::path(chapter).replace(".md", ".html");
        let name = escape(&chapter.name).replacen(": ", ", ", 1);
        format!("<a rel=\"{rel}\" href=\"{up}{path}\">{word}: {name}</a>")
    };
    let before = before.map_or(String::new(), |it| link("prev", "Back", it));
    let after = after.map_or(String::new(), |it| link("next", "Next", it));
    format!("<nav class=\"onward\" aria-label=\"Back and next\">{before}{after}</nav>")
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
    while text.len() > LONGEST {
        match text.trim_end_matches('.').rfind(". ") {
            Some(end) => text.truncate(end + 1),
            None => break,
        }
    }
    text
}
