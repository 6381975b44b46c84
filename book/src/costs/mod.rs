//! What sessions cost: figures, tables and plots, all made from one record of measurements.
//!
//! - [`record`] reads `book/costs.json`; [`names`] says its apps in words, [`rounding`] its numbers.
//! - [`lookup`] finds entries, and [`figure`] one figure by its path, for `{{#cost PATH}}` within prose.
//! - [`table`] makes the tables of `{{#costs NAME}}`.
//! - [`parts`] splits step 4's request; [`plot`] draws it, and the rest, for `{{#plot NAME}}`.

pub mod figure;
pub mod lookup;
pub mod names;
pub mod parts;
pub mod plot;
pub mod record;
pub mod rounding;
pub mod table;

use anyhow::{Context, Result, ensure};

use crate::html::escape;

pub use record::Record;

/// A line of prose with a figure in the place of each `{{#cost PATH}}`.
pub fn prose(record: &Record, line: &str) -> Result<String> {
    let mut parts = line.split("{{#");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, after) = part
            .split_once("}}")
            .with_context(|| format!("`{{{{#{part}` has no end on its line"))?;
        let path = inside.strip_prefix("cost ");
        let path = path.with_context(|| no_such(inside))?;
        ensure!(!path.trim().is_empty(), no_such(inside));
        text += &escape(&figure::find(record, path.trim())?.to_string());
        text += after;
    }
    Ok(text)
}

fn no_such(directive: &str) -> String {
    format!("`{{{{#{directive}}}}}` is no directive within a line")
}
