//! The plot `growth`: what opening and saving take as the session grows to the browser's limit.

use anyhow::{Result, ensure};

use super::Plot;
use super::frame::{Axis, Frame};
use super::scale::round_ticks;
use crate::costs::record::{Growth, Record};
use crate::costs::rounding::{count, ratio};

/// In bytes, of a cookie's name and value: more than this, a browser drops.
const LIMIT: f64 = 4096.0;

/// The room for half the label of the last tick.
const RIGHT: f64 = 12.0;

/// Draws the plot.
pub fn draw(record: &Record) -> Result<Plot> {
    let mut sizes: Vec<&Growth> = record.growth.iter().collect();
    ensure!(sizes.len() > 1, "the record has less than two sizes");
    sizes.sort_by_key(|size| size.cookie_bytes);
    let figures: Vec<_> = sizes
        .iter()
        .map(|one| (one.cookie_bytes as f64, one.ratio))
        .collect();
    let most = sizes.iter().map(|one| one.ratio).fold(0.0, f64::max);
    let mut frame = Frame::new(&bytes(), &times(most), RIGHT);
    frame.limit(LIMIT, &format!("the limit: {} bytes", count(LIMIT as u64)));
    frame.line("accent", &figures);
    Ok(Plot {
        svg: frame.finish("What a longer session takes", &description(&sizes)),
        caption: "What opening and saving a session takes, in whole requests to bare axum of the same run.",
    })
}

fn bytes() -> Axis {
    Axis {
        name: "bytes of cookie",
        ticks: vec![0.0, 1000.0, 2000.0, 3000.0, 4000.0, LIMIT],
        label: |bytes| match bytes {
            // Its name stands beside the line of the limit.
            LIMIT => String::new(),
            bytes => count(bytes as u64),
        },
        logarithmic: false,
    }
}

fn times(most: f64) -> Axis {
    Axis {
        name: "requests to bare axum",
        ticks: round_ticks(most, 5),
        label: |times| (times as f32).to_string(),
        logarithmic: false,
    }
}

fn description(sizes: &[&Growth]) -> String {
    let sizes: Vec<String> = sizes
        .iter()
        .map(|one| format!("{} at {} bytes", ratio(one.ratio), count(one.cookie_bytes)))
        .collect();
    format!(
        "A line: opening and saving a session, in whole requests to bare axum. {}. A dashed line marks the browser's limit of {} bytes.",
        sizes.join(", "),
        count(LIMIT as u64)
    )
}
