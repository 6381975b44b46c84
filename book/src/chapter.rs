//! A chapter as blocks: its prose, its code, its directives. It is parsed once, and each later step
//! of the build works on the blocks. Put together again, they are the chapter's text.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// A chapter as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// Its path, from the book's source directory.
    pub path: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// A run of whole lines of a chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The first line's number in the chapter, counted from 1.
    pub line: usize,
    /// The lines as they are written, each with its line break.
    pub source: String,
    /// What they are.
    pub kind: Kind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Everything between the others, headings and HTML too, with the number of its words.
    Prose(usize),
    /// A fenced code block, from fence to fence.
    Code(Code),
    /// A `{{#…}}` alone on its line.
    Directive,
}

/// A fenced code block.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// What stands after the opening fence, such as `console,step05-login-app`.
    pub info: String,
    /// What stands before each line, where the block is part of a list.
    pub indent: String,
    /// The lines between the fences, without the indent. The first is the line after [`Block::line`].
    pub text: String,
}

impl Code {
    /// From the lines of the block, which begin and end with a fence.
    fn new(info: &str, lines: &[&str]) -> Self {
        let first = lines[0];
        let indent = &first[..first.len() - first.trim_start().len()];
        let inside = lines.get(1..lines.len() - 1).unwrap_or_default().iter();
        Self {
            info: info.to_owned(),
            indent: indent.to_owned(),
            text: inside
                .map(|line| line.strip_prefix(indent).unwrap_or(line))
                .collect(),
        }
    }

    /// The language, such as `console`.
    pub fn language(&self) -> &str {
        self.info.split(',').next().unwrap_or_default().trim()
    }

    /// What stands after the language and a comma, such as `step05-login-app`.
    pub fn argument(&self) -> Option<&str> {
        Some(self.info.split_once(',')?.1.trim())
    }
}

impl Chapter {
    /// Takes a chapter's text apart.
    pub fn parse(path: &str, text: &str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (fences, words) = outline(text, lines.len());
        let fenced = |line: &usize| fences.iter().any(|(fence, _)| fence.contains(line));
        let alone = (0..lines.len()).filter(|line| is_directive(lines[*line]) && !fenced(line));
        let ranges = fences.iter().map(|(fence, _)| fence.clone());
        let ranges = ranges.chain(alone.map(|line| line..line + 1));
        let mut cuts: BTreeSet<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
        cuts.extend([0, lines.len()]);
        let block = |(start, end): (&usize, &usize)| {
            let fence = fences.iter().find(|(fence, _)| fence.start == *start);
            let kind = match fence {
                Some((_, info)) => Kind::Code(Code::new(info, &lines[*start..*end])),
                None if is_directive(lines[*start]) => Kind::Directive,
                None => Kind::Prose(words[*start..*end].iter().sum()),
            };
            Block {
                line: start + 1,
                source: lines[*start..*end].concat(),
                kind,
            }
        };
        Self {
            path: path.to_owned(),
            blocks: cuts.iter().zip(cuts.iter().skip(1)).map(block).collect(),
        }
    }

    /// The chapter's text.
    pub fn source(&self) -> String {
        let sources = self.blocks.iter().map(|block| block.source.as_str());
        sources.collect()
    }
}

/// Whether a line is a directive and nothing else. `{{#cost …}}` is part of the prose, even alone.
fn is_directive(line: &str) -> bool {
    let inside = line.trim().strip_prefix("{{#");
    let inside = inside.and_then(|rest| rest.strip_suffix("}}"));
    inside.is_some_and(|text| !text.starts_with("cost ") && !text.contains("{{#"))
}

/// The lines of the fenced code blocks, counted from 0, each with what stands after the opening
/// fence; and how many words each line has, code and HTML tags aside.
fn outline(text: &str, lines: usize) -> (Vec<(Range<usize>, String)>, Vec<usize>) {
    let mut fences = Vec::new();
    let mut words = vec![0; lines];
    let line = |byte: usize| text[..byte].matches('\n').count();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, bytes) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let last = bytes.start + text[bytes.clone()].trim_end().len();
                fences.push((line(bytes.start)..line(last) + 1, info.into_string()));
            }
            Event::Text(text) | Event::Code(text) => {
                let parts = text.split_whitespace();
                let is_word = |part: &&str| part.contains(char::is_alphanumeric);
                words[line(bytes.start)] += parts.filter(is_word).count();
            }
            _ => {}
        }
    }
    (fences, words)
}
