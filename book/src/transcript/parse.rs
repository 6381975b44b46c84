//! Finds the commands in a chapter's `console` blocks, and the output shown for each.

use std::ops::Range;

use crate::markdown::{CodeBlock, code_blocks};
use crate::workspace::Workspace;

/// A command and the output that the chapter shows for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// The step it is run against, if any.
    pub step: Option<String>,
    /// The command, its continued lines joined.
    pub command: String,
    /// The lines of the command in the chapter, counted from 0.
    pub command_lines: Range<usize>,
    /// The lines of the output in the chapter.
    pub output_lines: Range<usize>,
    /// The output as it is shown, each line ended.
    pub output: String,
    /// What stands before each line, where the block is indented.
    pub indent: String,
}

/// The commands of a chapter, in order.
pub fn exchanges(workspace: &Workspace, path: &str, text: &str) -> Vec<Exchange> {
    let own = workspace
        .step_of_chapter(path)
        .map(|step| workspace.steps()[step].clone());
    let lines: Vec<&str> = text.lines().collect();
    let blocks = code_blocks(text);
    let consoles = blocks
        .iter()
        .filter_map(|block| Some((block, step(block, &own)?)));
    consoles
        .flat_map(|(block, step)| in_block(&lines, block, &step))
        .collect()
}

/// The step of a `console` block; `console,step02-cookie` names another than the chapter's own.
fn step(block: &CodeBlock, own: &Option<String>) -> Option<Option<String>> {
    let (kind, named) = match block.info.split_once(',') {
        Some((kind, named)) => (kind, Some(named.trim().to_owned())),
        None => (block.info.as_str(), None),
    };
    (kind.trim() == "console").then(|| named.or(own.clone()))
}

fn in_block(lines: &[&str], block: &CodeBlock, step: &Option<String>) -> Vec<Exchange> {
    let is_command = |line: &usize| lines[*line].trim_start().starts_with("$ ");
    let starts: Vec<usize> = block.lines.clone().filter(is_command).collect();
    let ends = starts.iter().skip(1).copied().chain([block.lines.end]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| exchange(lines, *start..end, step.clone()))
        .collect()
}

fn exchange(lines: &[&str], range: Range<usize>, step: Option<String>) -> Exchange {
    let first = lines[range.start];
    let indent = &first[..first.len() - first.trim_start().len()];
    let continued = range
        .clone()
        .take_while(|line| lines[*line].ends_with('\\'))
        .count();
    let output = (range.start + continued + 1).min(range.end);
    let bare = |line: usize| lines[line].strip_prefix(indent).unwrap_or(lines[line]);
    let command: Vec<_> = (range.start..output)
        .map(|line| bare(line).trim_end_matches('\\').trim())
        .collect();
    Exchange {
        step,
        command: command.join(" ").trim_start_matches("$ ").to_owned(),
        command_lines: range.start..output,
        output_lines: output..range.end,
        output: (output..range.end)
            .map(|line| format!("{}\n", bare(line)))
            .collect(),
        indent: indent.to_owned(),
    }
}
