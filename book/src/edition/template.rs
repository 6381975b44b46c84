//! The template of the catalogue: all messages of the book, each with the files where it stands. What
//! is new or changed goes from the template into the catalogue by gettext's `msgmerge`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use polib::catalog::Catalog;
use polib::message::{Message, MessageMutView, MessageView};
use polib::metadata::CatalogMetadata;
use polib::po_file;

use super::Asked;
use crate::workspace::Workspace;

/// The template, from the book's directory.
pub const TEMPLATE: &str = "po/messages.pot";
/// The Russian catalogue, from the book's directory.
pub const RUSSIAN: &str = "po/ru.po";

/// What gettext writes at the head of a catalogue. polib needs all of it.
const HEAD: [&str; 9] = [
    "Project-Id-Version",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Language-Team",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Language",
    "Plural-Forms",
];

/// Reads a template or a catalogue.
///
/// # Errors
///
/// If it cannot be read, or its head lacks a field.
pub fn read(path: &Path) -> Result<Catalog> {
    let place = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(place)?;
    let lacks = |field: &&&str| !text.contains(&format!("\"{field}: "));
    if let Some(field) = HEAD.iter().find(lacks) {
        bail!("{}: its head has no {field}", place());
    }
    po_file::parse(path).with_context(place)
}

/// Writes the template, and merges it into the catalogue. A translation whose English text has
/// changed is marked as fuzzy there, and one whose English text is gone is left out.
///
/// # Errors
///
/// If a file cannot be written, or gettext is not there.
pub fn extract(workspace: &Workspace, asked: &[Asked]) -> Result<()> {
    let book = workspace.book();
    let template = book.join(TEMPLATE);
    po_file::write(&catalogue(asked)?, &template).context(TEMPLATE)?;
    gettext(
        "msgmerge",
        &["--update", "--backup=none", "--previous", "--no-wrap"],
        &[RUSSIAN, TEMPLATE],
        &book,
    )?;
    gettext(
        "msgattrib",
        &["--no-obsolete", "--no-wrap", "--output-file", RUSSIAN],
        &[RUSSIAN],
        &book,
    )
}

fn gettext(program: &str, options: &[&str], files: &[&str], directory: &Path) -> Result<()> {
    let mut command = Command::new(program);
    command.args(options).args(files).current_dir(directory);
    let status = command.status();
    let status = status.with_context(|| format!("{program}, a program of gettext"))?;
    ensure!(status.success(), "{program}: {status}");
    Ok(())
}

fn catalogue(asked: &[Asked]) -> Result<Catalog> {
    let mut catalogue = Catalog::new(CatalogMetadata {
        project_id_version: "Sessions from Scratch".to_owned(),
        // A real date would differ after every run.
        pot_creation_date: "YEAR-MO-DA HO:MI+ZONE".to_owned(),
        language: "en".to_owned(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        ..CatalogMetadata::new()
    });
    for Asked { message, source } in asked {
        match catalogue.find_message_mut(None, message, None) {
            Some(mut found) => {
                if !found.source().split('\n').any(|it| it == source) {
                    *found.source_mut() += &format!("\n{source}");
                }
            }
            None => {
                let mut fresh = Message::build_singular();
                fresh
                    .with_msgid(message.clone())
                    .with_source(source.clone());
                catalogue.append_or_update(fresh.done());
            }
        }
    }
    Ok(catalogue)
}
