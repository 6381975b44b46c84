//! Finds a named item in a file by parsing the file: Rust, `Cargo.toml`, a template, nginx.

mod conf;
mod place;
mod rust;
mod rust_tree;
mod template;
mod toml;

use anyhow::{Result, bail};

pub use place::{Lines, Place};

/// Finds `item` (or several, joined by ` + `) in the text of the file at `path`.
///
/// # Errors
///
/// If a name means nothing there, or several things, or the file cannot be parsed.
pub fn find(path: &str, text: &str, item: &str) -> Result<Place> {
    let mut whole = Place::default();
    for name in item.split(" + ") {
        let place = find_one(path, text, name.trim())?;
        whole.lines.extend(place.lines);
        whole.around.extend(place.around);
        whole.docs.extend(place.docs);
        whole.frame.extend(place.frame);
    }
    Ok(whole)
}

fn find_one(path: &str, text: &str, name: &str) -> Result<Place> {
    if name == "file" {
        return Ok((0..text.lines().count()).into());
    }
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => rust::find(text, name),
        Some("toml") => toml::find(text, name).map(Place::from),
        Some("conf") => conf::find(text, name).map(Place::from),
        Some("html") => template::find(text, name).map(Place::from),
        _ => bail!("of {path} only the whole `file` can be listed"),
    }
}
