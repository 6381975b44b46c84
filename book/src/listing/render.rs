//! A listing as HTML: a figure whose code holds the source's text and nothing else.

use super::Listing;
use super::rows::{Line, Mark, Row};
use crate::html::escape;

impl Listing {
    /// The listing as a `<figure>` on one line of Markdown.
    pub fn html(&self) -> String {
        let item = match self.item.as_str() {
            "file" => String::new(),
            item => format!(" · <span class=\"item\">{}</span>", escape(item)),
        };
        let tag = self.tag().map_or(String::new(), |tag| {
            format!(" <span class=\"tag\">{tag}</span>")
        });
        let path = escape(&self.path);
        let code = code(&self.rows, language(&self.path));
        format!(
            "<figure class=\"listing\"><figcaption><span class=\"path\">{path}</span>{item}{tag}</figcaption>{code}</figure>"
        )
    }

    fn tag(&self) -> Option<&'static str> {
        let all_new = self
            .lines()
            .all(|line| line.marked && line.mark == Mark::New);
        match (all_new, self.new_file) {
            (true, true) => Some("new file"),
            (true, false) => Some("new"),
            _ => None,
        }
    }
}

/// The rows as a `<pre>` with its `<code>`.
pub fn code(rows: &[Row], language: &str) -> String {
    let rows: String = rows.iter().map(row).collect();
    format!("<pre><code class=\"language-{language}\">{rows}</code></pre>")
}

fn row(row: &Row) -> String {
    match row {
        Row::Gap(None) => "<span class=\"gap\"></span>".to_owned(),
        Row::Gap(Some(place)) => format!(
            "<span class=\"gap\" data-place=\"{}\"></span>",
            escape(place)
        ),
        Row::Line(line) => {
            let tag = tag(line);
            format!("<{tag} class=\"line\">{}</{tag}>&#10;", escape(&line.text))
        }
    }
}

fn tag(line: &Line) -> &'static str {
    match line.mark {
        Mark::New if line.marked => "ins",
        Mark::Gone if line.marked => "del",
        _ => "span",
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
