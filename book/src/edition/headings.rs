//! The ids of headings. In every edition they are those of the English page, so that links lead to
//! the same place in each language.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use mdbook_preprocessor::book::{Book, BookItem};
use pulldown_cmark::{Event, Options, Parser, Tag};
use regex::Regex;

static HEADING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"<h[1-6] (?:[^>]* )?id="([^"]+)""#).expect("a valid pattern"));

/// Gives the headings of a translated book the ids that they have on the built English pages.
///
/// # Errors
///
/// If a page cannot be read, or has other headings.
pub fn keep_ids(book: &mut Book, english: &Path) -> Result<()> {
    let mut kept = Ok(());
    book.for_each_mut(|item| {
        if let (BookItem::Chapter(chapter), Ok(())) = (item, &kept) {
            let path = chapter.path.clone().unwrap_or_default();
            let page = english.join(path.with_extension("html"));
            kept = with_ids(&chapter.content, &page).map(|text| chapter.content = text);
        }
    });
    kept
}

fn with_ids(markdown: &str, page: &Path) -> Result<String> {
    let html = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let (_, main) = html.split_once("<main>").context("no page of mdBook's")?;
    let mut seen = HashSet::new();
    let ids = HEADING.captures_iter(main).map(|found| found[1].to_owned());
    let ids: Vec<String> = ids.filter(|id| seen.insert(id.clone())).collect();
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_ext(markdown, options).into_offset_iter();
    let headings = parser.filter_map(|(event, place)| match event {
        Event::Start(Tag::Heading { classes, .. }) => Some((place, classes)),
        _ => None,
    });
    let headings: Vec<_> = headings.collect();
    ensure!(
        headings.len() == ids.len(),
        "{}: {} headings, and {} in English",
        page.display(),
        headings.len(),
        ids.len()
    );
    let mut text = markdown.to_owned();
    for ((place, classes), id) in headings.into_iter().zip(ids).rev() {
        let line = text[place.clone()].trim_end();
        let words = match line.rfind(" {") {
            Some(attributes) if line.ends_with('}') && !classes.is_empty() => &line[..attributes],
            _ => line,
        };
        let classes: String = classes.iter().map(|class| format!(" .{class}")).collect();
        let heading = format!("{words} {{#{id}{classes}}}");
        text.replace_range(place.start..place.start + line.len(), &heading);
    }
    Ok(text)
}
