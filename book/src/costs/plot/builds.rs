//! The plot `builds`: what a cold build of each app takes.

use anyhow::{Result, ensure};

use super::bars::{Bars, Piece};
use super::{Plot, class_of};
use crate::costs::names;
use crate::costs::record::{Build, Record};
use crate::costs::rounding::{count, seconds};

/// How thick a bar is.
const THICKNESS: f64 = 7.0;

/// Draws the plot.
pub fn draw(record: &Record) -> Result<Plot> {
    let builds = &record.builds;
    ensure!(!builds.is_empty(), "the record has no builds");
    let most = builds.iter().map(|build| build.cpu_seconds);
    let mut bars = Bars::new(most.fold(0.0, f64::max));
    for build in builds {
        let piece = Piece::up_to(build.cpu_seconds, class_of(&build.name));
        bars.bar(&label(build), THICKNESS, &[piece]);
    }
    Ok(Plot {
        svg: bars.finish("What a cold build takes", &description(builds)),
        caption: "CPU seconds of a cold debug build, on all cores together. Shorter is cheaper.",
    })
}

fn label(build: &Build) -> String {
    format!(
        "{} · {} s, {} crates",
        names::full(&build.name),
        seconds(build.cpu_seconds),
        count(build.crates)
    )
}

fn description(builds: &[Build]) -> String {
    let builds: Vec<String> = builds.iter().map(label).collect();
    format!(
        "A bar for each app with the CPU seconds of its build: {}.",
        builds.join("; ").replace(" · ", " ")
    )
}
