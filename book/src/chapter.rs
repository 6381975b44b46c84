//! A chapter as blocks: its prose, its code blocks, its directives. It is parsed once, and each
//! later step of the build works on the blocks. Put together again, they are the chapter's text.

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
    /// Everything between the others: headings, paragraphs, lists, tables, HTML.
    Prose {
        /// How many words a reader reads there.
        words: usize,
    },
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
        let Outline { fences, words } = Outline::of(text, &lines);
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let fence = fences.iter().find(|(range, _)| range.start == at);
            let (end, kind) = match fence {
                Some((range, info)) => (range.end, Kind::Code(code(info, &lines[range.clone()]))),
                None if is_directive(lines[at]) => (at + 1, Kind::Directive),
                None => {
                    let is_next = |line: &usize| {
                        is_directive(lines[*line])
                            || fences.iter().any(|(range, _)| range.start == *line)
                    };
                    let end = (at + 1..lines.len()).find(is_next).unwrap_or(lines.len());
                    let words = words[at..end].iter().sum();
                    (end, Kind::Prose { words })
                }
            };
            blocks.push(Block {
                line: at + 1,
                source: lines[at..end].concat(),
                kind,
            });
            at = end;
        }
        Self {
            path: path.to_owned(),
            blocks,
        }
    }

    /// The chapter's text.
    pub fn source(&self) -> String {
        self.blocks
            .iter()
            .map(|block| block.source.as_str())
            .collect()
    }
}

/// Whether a line is a directive and nothing else. `{{#cost …}}` is part of the prose, even alone.
fn is_directive(line: &str) -> bool {
    let inside = line
        .trim()
        .strip_prefix("{{#")
        .and_then(|rest| rest.strip_suffix("}}"));
    inside.is_some_and(|text| !text.starts_with("cost ") && !text.contains("{{#"))
}

/// What the Markdown parser knows of the lines, counted from 0.
struct Outline {
    /// The fenced code blocks, fences included, each with what stands after the opening one.
    fences: Vec<(Range<usize>, String)>,
    /// The words of each line; those of code blocks and HTML tags are not counted.
    words: Vec<usize>,
}

impl Outline {
    fn of(text: &str, lines: &[&str]) -> Self {
        let mut fences = Vec::new();
        let mut words = vec![0; lines.len()];
        let line = |byte: usize| text[..byte].matches('\n').count();
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        for (event, bytes) in Parser::new_ext(text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let last = bytes.start + text[bytes.clone()].trim_end().len();
                    fences.push((line(bytes.start)..line(last) + 1, info.into_string()));
                }
                Event::Text(text) | Event::Code(text) => {
                    words[line(bytes.start)] += text.split_whitespace().count();
                }
                _ => {}
            }
        }
        Self { fences, words }
    }
}

/// A code block from its lines, which begin and end with a fence.
fn code(info: &str, lines: &[&str]) -> Code {
    let first = lines[0];
    let indent = &first[..first.len() - first.trim_start().len()];
    let inside = lines.get(1..lines.len() - 1).unwrap_or_default();
    let text = inside
        .iter()
        .map(|line| line.strip_prefix(indent).unwrap_or(line));
    Code {
        info: info.to_owned(),
        indent: indent.to_owned(),
        text: text.collect(),
    }
}
