//! What the instructions of step 4's request are spent on, by differences between apps.

use anyhow::{Context, Result};

use super::record::Record;

/// A part of the request.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What a path calls it.
    pub name: &'static str,
    /// What a reader reads.
    pub words: &'static str,
    /// How much of the request it is.
    pub instructions: u64,
}

/// The parts, which add up to the whole request.
///
/// Each app that is compared does what bare axum does and one thing more.
pub fn parts(record: &Record) -> Result<[Part; 4]> {
    let bare = record.instructions_of("bare")?;
    let cookies = more(record.instructions_of("cookies")?, bare)?;
    let hashes = more(record.instructions_of("hashes")?, bare)?;
    let rest = more(record.instructions_of("step04")?, bare + cookies + hashes)?;
    Ok([
        part("bare", "bare axum", bare),
        part("cookies", "tower-cookies", cookies),
        part("hashes", "two HMACs, of two blocks each", hashes),
        part("rest", "the rest", rest),
    ])
}

fn part(name: &'static str, words: &'static str, instructions: u64) -> Part {
    Part {
        name,
        words,
        instructions,
    }
}

fn more(whole: u64, part: u64) -> Result<u64> {
    let rest = whole.checked_sub(part);
    rest.with_context(|| format!("a request takes {whole} instructions, and a part of it {part}"))
}
