//! The plot `memory`: what a server holds as its visitors come, without a store and with one.

use anyhow::Result;

use super::Plot;
use super::frame::{Axis, Frame, label_width};
use super::scale::{decades, round_ticks};
use super::svg::Point;
use crate::costs::names;
use crate::costs::record::{Memory, Record};
use crate::costs::rounding::count;

/// The apps and how their lines are drawn.
const LINES: [(&str, &str); 2] = [("step04", "accent"), ("stored", "accent2")];

/// How far apart two labels must be.
const APART: f64 = 16.0;

/// Draws the plot.
pub fn draw(record: &Record) -> Result<Plot> {
    let mut lines = Vec::new();
    for (name, class) in LINES {
        lines.push((name, class, record.memory_of(name)?));
    }
    let (across, up) = axes(lines.iter().flat_map(|line| &line.2));
    let right = LINES.map(|(name, _)| label_width(names::short(name)));
    let mut frame = Frame::new(&across, &up, right.into_iter().fold(0.0, f64::max));
    let mut ends = Vec::new();
    for (name, class, line) in &lines {
        let figures = line.iter().map(|one| (one.visitors as f64, one.kib as f64));
        let end = frame.line(class, &figures.collect::<Vec<_>>());
        ends.push((end, *class, names::short(name)));
    }
    for (place, class, text) in apart(ends) {
        frame.label(class, place, text);
    }
    let lines = lines.iter().map(|(name, _, line)| words(name, line));
    Ok(Plot {
        svg: frame.finish(
            "What a server holds as its visitors come",
            &description(lines.collect()),
        ),
        caption: "Memory of the server in KiB. Each visitor has a session; each step to the right is ten times as many of them, which bends a steady rise upwards.",
    })
}

fn axes<'a>(all: impl Iterator<Item = &'a &'a Memory>) -> (Axis, Axis) {
    let (mut visitors, mut kib) = (1, 1);
    for one in all {
        visitors = visitors.max(one.visitors);
        kib = kib.max(one.kib);
    }
    let across = Axis {
        name: "visitors",
        ticks: decades(1.0, visitors as f64),
        label: |visitors| count(visitors as u64),
        logarithmic: true,
    };
    let up = Axis {
        name: "KiB",
        ticks: round_ticks(kib as f64, 4),
        label: |kib| count(kib as u64),
        logarithmic: false,
    };
    (across, up)
}

/// Moves the upper one of two labels up until they do not touch.
fn apart<'a>(mut ends: Vec<(Point, &'a str, &'a str)>) -> Vec<(Point, &'a str, &'a str)> {
    ends.sort_by(|one, other| other.0.1.total_cmp(&one.0.1));
    for upper in 1..ends.len() {
        let highest = ends[upper - 1].0.1 - APART;
        ends[upper].0.1 = ends[upper].0.1.min(highest);
    }
    ends
}

fn words(name: &str, line: &[&Memory]) -> String {
    let points: Vec<String> = line
        .iter()
        .map(|one| format!("{} at {}", count(one.kib), count(one.visitors)))
        .collect();
    format!("{}: {}", names::full(name), points.join(", "))
}

fn description(lines: Vec<String>) -> String {
    format!(
        "Lines for the KiB that a server holds, by the number of its visitors. {}.",
        lines.join(". ")
    )
}
