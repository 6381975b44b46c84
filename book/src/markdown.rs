//! What the builder must know of a chapter's Markdown: its code blocks and its prose.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A fenced code block of a chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeBlock {
    /// What stands after the opening fence.
    pub info: String,
    /// The lines between the fences, counted from 0.
    pub lines: Range<usize>,
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}

/// The fenced code blocks of a chapter, in order.
pub fn code_blocks(text: &str) -> Vec<CodeBlock> {
    let events = parser(text).into_offset_iter();
    events
        .filter_map(|(event, bytes)| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                Some(block(text, info.into_string(), bytes))
            }
            _ => None,
        })
        .collect()
}

fn block(text: &str, info: String, bytes: Range<usize>) -> CodeBlock {
    let first = text[..bytes.start].matches('\n').count() + 1;
    let inside = text[bytes].trim_end().matches('\n').count();
    CodeBlock {
        info,
        lines: first..first + inside.saturating_sub(1),
    }
}

/// The number of words that are prose: headings, paragraphs, lists, tables; no code blocks.
pub fn words(text: &str) -> usize {
    let mut in_code = false;
    let mut words = 0;
    for event in parser(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => words += text.split_whitespace().count(),
            Event::Code(code) => words += code.split_whitespace().count(),
            _ => {}
        }
    }
    words
}
