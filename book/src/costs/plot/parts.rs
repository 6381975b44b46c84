//! The plot `parts`: step 4's request as one bar, opened up into its parts, and the other apps.

use anyhow::Result;

use super::bars::{Bars, Piece};
use super::{Plot, class_of};
use crate::costs::names;
use crate::costs::parts::{Part, parts};
use crate::costs::record::Record;
use crate::costs::rounding::count;

/// How the parts are drawn, in their order.
const CLASSES: [&str; 4] = ["ink paper", "fill muted", "fill accent2", "fill accent"];

/// How thick the bar of the whole is, that of a part, and that of another app.
const WHOLE: f64 = 18.0;
const PART: f64 = 8.0;
const OTHER: f64 = 5.0;

/// Draws the plot.
pub fn draw(record: &Record) -> Result<Plot> {
    let parts = parts(record)?;
    let whole = record.instructions_of("step04")?;
    let others = others(record);
    let most = others.iter().map(|other| other.1).max();
    let mut bars = Bars::new(whole as f64);
    draw_parts(&mut bars, &parts, whole);
    let heading = "Whole requests, on another scale:";
    bars.heading(heading, most.unwrap_or(whole) as f64);
    for (name, instructions) in &others {
        let piece = Piece::up_to(*instructions as f64, class_of(name));
        bars.bar(&label(names::full(name), *instructions), OTHER, &[piece]);
    }
    Ok(Plot {
        svg: bars.finish(
            "What step 4 spends a request on",
            &description(&parts, whole, &others),
        ),
        caption: "Instructions for one GET / by a visitor who is logged in. Shorter is cheaper.",
    })
}

/// The steps and the peers: what serves only to tell the parts apart is left out.
fn others(record: &Record) -> Vec<(&str, u64)> {
    let shown = |name: &str| names::is_step(name) || ["signed", "stored"].contains(&name);
    let all = record.instructions.iter();
    all.map(|one| (one.name.as_str(), one.per_request))
        .filter(|(name, _)| shown(name))
        .collect()
}

/// The last part comes first, so that the guides of the others pass its label on the left.
fn draw_parts(bars: &mut Bars, parts: &[Part], whole: u64) {
    let pieces = pieces(parts);
    bars.bar(&label(names::full("step04"), whole), WHOLE, &pieces);
    for (before, piece) in pieces.iter().rev().enumerate() {
        bars.guide(piece.from, before, PART);
    }
    for (part, piece) in parts.iter().zip(pieces).rev() {
        bars.bar(&label(part.words, part.instructions), PART, &[piece]);
    }
}

/// The parts end to end.
fn pieces(parts: &[Part]) -> Vec<Piece> {
    let mut from = 0.0;
    let mut pieces = Vec::new();
    for (part, class) in parts.iter().zip(CLASSES) {
        let to = from + part.instructions as f64;
        pieces.push(Piece { from, to, class });
        from = to;
    }
    pieces
}

fn label(name: &str, instructions: u64) -> String {
    format!("{name} · {}", count(instructions))
}

fn description(parts: &[Part], whole: u64, others: &[(&str, u64)]) -> String {
    let parts = parts
        .iter()
        .map(|part| format!("{} {}", part.words, count(part.instructions)));
    let parts: Vec<_> = parts.collect();
    let others = others
        .iter()
        .map(|(name, instructions)| format!("{} {}", names::full(name), count(*instructions)));
    let others: Vec<_> = others.collect();
    format!(
        "A bar for the {} instructions of step 4's request, divided into its parts: {}. Below it, bars for other apps: {}.",
        count(whole),
        parts.join(", "),
        others.join("; ")
    )
}
