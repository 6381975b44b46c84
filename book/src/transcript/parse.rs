//! Finds the commands in a chapter's `console` blocks, and the output shown for each.

use crate::chapter::{Block, Chapter, Code, Kind};
use crate::steps::STEPS;

/// What is wrong where neither a block nor its chapter has a step.
pub const NO_STEP: &str = "the block names no step, as in ```console,step02-cookie";

/// A `console` block of a chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    /// The step it is run against, if any: `console,step02-cookie`, or the chapter's own.
    pub step: Option<String>,
    /// Its commands, in order.
    pub exchanges: Vec<Exchange>,
}

/// A command and the output that the chapter shows for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// The number of its first line in the chapter, counted from 1.
    pub line: usize,
    /// The lines of the command, from its `$` on, each ended.
    pub shown: String,
    /// The lines of the output, each ended.
    pub output: String,
}

impl Exchange {
    /// The command, its continued lines joined.
    pub fn command(&self) -> String {
        let lines = self.shown.trim_start_matches("$ ").lines();
        let lines = lines.map(|line| line.trim_end_matches('\\').trim());
        lines.collect::<Vec<_>>().join(" ")
    }
}

/// The transcripts of a chapter, in order.
pub fn transcripts(chapter: &Chapter) -> Vec<Transcript> {
    let blocks = chapter.blocks.iter();
    let transcripts = blocks.filter_map(|block| transcript(&chapter.path, block));
    transcripts.collect()
}

/// The transcript in a block of the chapter at `path`, if it is one.
pub fn transcript(path: &str, block: &Block) -> Option<Transcript> {
    let Kind::Code(code) = &block.kind else {
        return None;
    };
    let own = STEPS.iter().find(|step| step.is_explained_by(path));
    let step = code.argument().or(own.map(|step| step.name));
    (code.language() == "console").then(|| Transcript {
        step: step.map(str::to_owned),
        exchanges: exchanges(code, block.line + 1),
    })
}

/// The exchanges of a block whose first line within the fences has the number `first`.
fn exchanges(code: &Code, first: usize) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut is_command = false;
    for (line, text) in (first..).zip(code.text.split_inclusive('\n')) {
        if text.starts_with("$ ") {
            is_command = true;
            exchanges.push(Exchange {
                line,
                ..Exchange::default()
            });
        }
        match exchanges.last_mut() {
            Some(exchange) if is_command => exchange.shown += text,
            Some(exchange) => exchange.output += text,
            None => {}
        }
        is_command &= text.ends_with("\\\n");
    }
    exchanges
}
