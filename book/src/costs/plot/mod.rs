//! Plots made from the record: `{{#plot NAME}}`.
//!
//! [`svg`] writes shapes, [`scale`] places figures, [`bars`] and [`frame`] are the two kinds of plot;
//! the others draw one plot each. A plot has no colours of its own: it has the pictures' classes.

pub mod bars;
mod builds;
pub mod frame;
mod growth;
mod memory;
mod parts;
pub mod scale;
pub mod svg;

use anyhow::{Context, Result, bail};

use super::names;
use super::record::Record;
use crate::html::escape;
use crate::picture;

/// A plot that is drawn.
#[derive(Debug)]
pub struct Plot {
    /// The picture, with `<title>` and `<desc>`.
    pub svg: String,
    /// What a reader must know to read it.
    pub caption: &'static str,
}

/// The names of all plots.
pub const NAMES: &[&str] = &["parts", "growth", "memory", "builds"];

/// Draws the plot of that name.
pub fn draw(record: &Record, name: &str) -> Result<Plot> {
    let plot = match name {
        "parts" => parts::draw(record),
        "growth" => growth::draw(record),
        "memory" => memory::draw(record),
        "builds" => builds::draw(record),
        _ => bail!("there is no plot `{name}`, only: {}", NAMES.join(", ")),
    };
    plot.with_context(|| format!("the plot `{name}`"))
}

/// The plot of that name as a `<figure>` on one line of Markdown.
///
/// `line` is the directive's line: it keeps the ids of two plots on a page apart.
pub fn html(record: &Record, name: &str, line: usize) -> Result<String> {
    let plot = draw(record, name)?;
    let svg = picture::inline(&plot.svg, &format!("plot-{name}-{line}"))?;
    let caption = escape(plot.caption);
    Ok(format!(
        "<figure class=\"picture plot\">{svg}<figcaption>{caption}</figcaption></figure>"
    ))
}

/// How an app's bar is drawn: step 4 in colour, the other steps in grey, the peers hollow.
fn class_of(app: &str) -> &'static str {
    match app {
        "step04" => "fill accent",
        app if names::is_step(app) => "fill muted",
        _ => "ink paper",
    }
}
