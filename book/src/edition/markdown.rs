//! The messages of a Markdown text, each a paragraph, a heading, an item or a cell, as
//! mdbook-i18n-helpers finds them.

use anyhow::Result;
use mdbook_i18n_helpers::{
    Group, extract_events, group_events, reconstruct_markdown, trim_paragraph,
};
use pulldown_cmark::Event;

use super::markup;
use crate::chapter::{Chapter, Kind};

/// Gives each message of a chapter's prose to `translate` and puts what that returns into its place.
/// Code and directives stay as they are.
///
/// # Errors
///
/// If a translation is no Markdown that can stand in the message's place.
pub fn chapter(
    chapter: &mut Chapter,
    translate: &mut dyn FnMut(&str) -> Option<String>,
) -> Result<()> {
    let blocks = chapter.blocks.iter_mut();
    for block in blocks.filter(|block| matches!(block.kind, Kind::Prose(_))) {
        block.source = prose(&block.source, translate)?;
    }
    Ok(())
}

/// As [`chapter`], for one run of prose. Without a translation, it stays as it is.
fn prose(text: &str, translate: &mut dyn FnMut(&str) -> Option<String>) -> Result<String> {
    let events = extract_events(text, None);
    let (mut whole, mut state, mut changed) = (Vec::new(), None, false);
    for group in group_events(&events)? {
        let (Group::Skip(events) | Group::Translate { events, .. }) = &group;
        let (message, next) = reconstruct_markdown(events, state.clone())?;
        match &group {
            Group::Translate { .. } if has_words(&message) => match translate(&message) {
                Some(translated) => {
                    let fresh = extract_events(&translated, state);
                    let fresh = trim_paragraph(&fresh, events).iter();
                    whole.extend(fresh.map(|(line, event)| (*line, event.clone().into_static())));
                    changed = true;
                }
                None => whole.extend(events.iter().cloned()),
            },
            _ => whole.extend(events.iter().map(|(line, event)| match event {
                Event::Html(html) => {
                    let translated = markup::translate(html, translate);
                    changed |= *translated != **html;
                    (*line, Event::Html(translated.into()))
                }
                event => (*line, event.clone()),
            })),
        }
        state = Some(next);
    }
    if !changed {
        return Ok(text.to_owned());
    }
    let (start, end) = (text.trim_start().len(), text.trim_end().len());
    let (before, after) = (&text[..text.len() - start], &text[end..]);
    let (whole, _) = reconstruct_markdown(&whole, None)?;
    Ok(format!("{before}{}{after}", whole.trim()))
}

/// Whether a message has a letter outside of its code and its directives.
pub fn has_words(message: &str) -> bool {
    let mut directive = false;
    extract_events(message, None).iter().any(|(_, event)| {
        let Event::Text(text) = event else {
            return false;
        };
        text.split_inclusive(['{', '}']).any(|part| {
            directive = (directive || part.starts_with('#')) && !part.ends_with('}');
            !directive && part.contains(char::is_alphabetic)
        })
    })
}
