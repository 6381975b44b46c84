//! The editions of the book: English, in which it is written, and Russian, out of the catalogue
//! `po/ru.po`. All that a reader sees goes through an edition, which is asked for each text: by
//! [`Edition::say`] for the words of the book's own program, by [`markdown`] for the chapters, by
//! [`markup`] for the pictures and by [`script`] for what the pages' scripts say. An edition
//! remembers what it was asked, so [`gate`] knows what the catalogue must hold, and [`template`]
//! renews it.

pub mod assets;
pub mod gate;
pub mod glossary;
pub mod headings;
pub mod labels;
pub mod markdown;
pub mod markup;
pub mod parts;
pub mod readme;
pub mod script;
pub mod search;
pub mod template;
pub mod words;

use std::collections::HashMap;
use std::fmt::Display;
use std::panic::Location;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use polib::message::MessageView;

use crate::chapter::Chapter;

/// A text, and the file of the workspace from which it comes.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The text in English.
    pub message: String,
    /// The file, such as `book/chapters/step02-cookie.md`.
    pub source: String,
}

/// The book in one language.
#[derive(Debug, Default)]
pub struct Edition {
    /// The translations of the English texts; none in the English edition.
    translations: Option<HashMap<String, String>>,
    asked: Mutex<Vec<Asked>>,
    missing: AtomicUsize,
}

impl Edition {
    /// The edition of a gettext catalogue. A message that is fuzzy, because its English text has
    /// changed, stays English.
    ///
    /// # Errors
    ///
    /// If the catalogue cannot be read.
    pub fn of_catalogue(path: &Path) -> Result<Self> {
        let catalogue = template::read(path)?;
        let current = catalogue
            .messages()
            .filter(|it| it.is_translated() && !it.is_fuzzy());
        let pair = |it: &dyn MessageView| {
            let translation = it.msgstr().unwrap_or_default();
            (it.msgid().to_owned(), translation.to_owned())
        };
        Ok(Self {
            translations: Some(current.map(pair).collect()),
            ..Self::default()
        })
    }

    /// Whether this is the translated edition.
    pub fn is_translated(&self) -> bool {
        self.translations.is_some()
    }

    /// The language tag, for `lang` and `hreflang`.
    pub fn language(&self) -> &'static str {
        if self.is_translated() { "ru" } else { "en" }
    }

    /// What the edition was asked so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked
            .lock()
            .map_or_else(|_| Vec::new(), |asked| asked.clone())
    }

    /// A text of the program in the edition's language, with each `{name}` replaced by its part.
    #[track_caller]
    pub fn say(&self, text: &str, parts: &[(&str, &dyn Display)]) -> String {
        let source = Location::caller().file().replace('\\', "/");
        let said = self
            .translate(&source, text)
            .unwrap_or_else(|| text.to_owned());
        let with = |said: String, (name, part): &(&str, &dyn Display)| {
            said.replace(&format!("{{{name}}}"), &part.to_string())
        };
        parts.iter().fold(said, with)
    }

    /// A number that is written the English way, such as `65,536` or `2.5`, in the edition's way. Russian
    /// groups the digits from five on.
    pub fn number(&self, english: &str) -> String {
        let between = if english.len() > "4,096".len() {
            "\u{a0}"
        } else {
            ""
        };
        match self.is_translated() {
            true => english.replace(',', between).replace('.', ","),
            false => english.to_owned(),
        }
    }

    /// A short text of the source file, such as a chapter's name.
    pub fn text(&self, source: &str, text: &str) -> String {
        self.translate(source, text)
            .unwrap_or_else(|| text.to_owned())
    }

    /// A Markdown text of the source file.
    ///
    /// # Errors
    ///
    /// If a translation is no Markdown that can stand in the message's place.
    pub fn markdown(&self, source: &str, text: &str) -> Result<String> {
        let mut chapter = Chapter::parse(source, text);
        self.chapter(source, &mut chapter)?;
        Ok(chapter.source())
    }

    /// The prose of a chapter that is taken apart, in its place.
    ///
    /// # Errors
    ///
    /// As [`Edition::markdown`].
    pub fn chapter(&self, source: &str, chapter: &mut Chapter) -> Result<()> {
        let translated = markdown::chapter(chapter, &mut |text| self.translate(source, text));
        translated.with_context(|| source.to_owned())?;
        if self.is_translated() && source == glossary::CHAPTER {
            for block in &mut chapter.blocks {
                block.source = glossary::sorted(&block.source);
            }
        }
        Ok(())
    }

    /// HTML or SVG of the source file.
    pub fn markup(&self, source: &str, text: &str) -> String {
        markup::translate(text, &mut |text| self.translate(source, text))
    }

    /// A script of the pages.
    pub fn script(&self, source: &str, text: &str) -> String {
        script::translate(text, &mut |text| self.translate(source, text))
    }

    /// How many texts it was asked for that it does not have in its language.
    pub fn missing(&self) -> usize {
        self.missing.load(Ordering::Relaxed)
    }

    fn translate(&self, source: &str, message: &str) -> Option<String> {
        if let Ok(mut asked) = self.asked.lock() {
            asked.push(Asked {
                message: message.to_owned(),
                source: source.to_owned(),
            });
        }
        let translated = self.translations.as_ref()?.get(message);
        if translated.is_none() {
            self.missing.fetch_add(1, Ordering::Relaxed);
        }
        translated.cloned()
    }
}
