//! The code of a listing as HTML: the source's text, and a comment for what is left out.

use super::rows::{Mark, Row};
use crate::html::escape;

/// The rows as a `<pre>` with its `<code>`. Lines next to each other that came stand in one `<ins>`,
/// those that went in one `<del>`, each with its line break, so that a page can hide them whole.
pub fn code(rows: &[Row], language: &str, marked: bool) -> String {
    let mut html = String::new();
    for run in rows.chunk_by(|one, other| tag(one, marked) == tag(other, marked)) {
        let lines: String = run.iter().map(|row| self::row(row, language)).collect();
        html += &match tag(&run[0], marked) {
            Some(tag) => format!("<{tag}>{lines}</{tag}>"),
            None => lines,
        };
    }
    format!("<pre><code class=\"language-{language}\">{html}</code></pre>")
}

/// The rows as text to be copied.
pub fn text<'a>(rows: impl IntoIterator<Item = &'a Row>, path: &str) -> String {
    let comment = comment(language(path));
    let line = |row: &Row| match row {
        Row::Line(line) => format!("{}\n", line.text),
        Row::Gap(indent) => format!("{indent}{comment}\n"),
        Row::Place(_) => String::new(),
    };
    rows.into_iter().map(line).collect()
}

fn tag(row: &Row, marked: bool) -> Option<&'static str> {
    match row.line()?.mark {
        Mark::New if marked => Some("ins"),
        Mark::Gone if marked => Some("del"),
        _ => None,
    }
}

fn row(row: &Row, language: &str) -> String {
    match row {
        Row::Line(line) => format!("<span class=\"line\">{}</span>&#10;", escape(&line.text)),
        Row::Gap(indent) => {
            let text = format!("{indent}{}", comment(language));
            format!("<span class=\"line gap\">{}</span>&#10;", escape(&text))
        }
        Row::Place(place) => {
            let place = escape(place);
            format!("<span class=\"gap\" data-place=\"{place}\"></span>")
        }
    }
}

/// What stands for lines left out: a comment, so that what is copied stays valid and says so.
fn comment(language: &str) -> &'static str {
    match language {
        "rust" => "// …",
        "html" => "<!-- … -->",
        "css" => "/* … */",
        _ => "# …",
    }
}

/// The highlighter's name for the language of a file.
pub fn language(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => "rust",
        Some("toml") => "toml",
        Some("html") => "html",
        Some("css") => "css",
        _ => "plaintext",
    }
}
