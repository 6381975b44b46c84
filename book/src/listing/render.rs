//! A listing as HTML: a figure whose code holds the source's text, and a comment for what is left
//! out.

use super::Listing;
use super::rows::{Mark, Row};
use super::versions::Version;
use crate::html::escape;

impl Listing {
    /// The listing as a `<figure>` on one line of Markdown, with its item as other steps have it.
    pub fn html(&self) -> String {
        let item = match self.item.as_str() {
            "file" => String::new(),
            item => format!(" · <span class=\"item\">{}</span>", escape(item)),
        };
        let tag = self.tag().map_or(String::new(), |tag| {
            format!(" <span class=\"tag\">{tag}</span>")
        });
        let path = escape(&self.path);
        let language = language(&self.path);
        let code = code(&self.rows, language, self.marked);
        let versions = self.versions.iter().map(|version| version.html(language));
        let versions: String = versions.collect();
        let step = self.step.filter(|_| !versions.is_empty());
        let step = step.map_or(String::new(), |step| format!(" data-step=\"{}\"", step + 1));
        format!(
            "<figure class=\"listing\"{step}><figcaption><span class=\"path\">{path}</span>{item}{tag}</figcaption>{code}{versions}</figure>"
        )
    }

    fn tag(&self) -> Option<&'static str> {
        let all_new = self.marked && self.lines().all(|line| line.mark == Mark::New);
        match (all_new, self.new_file) {
            (true, true) => Some("new file"),
            (true, false) => Some("new"),
            _ => None,
        }
    }
}

impl Version {
    /// The rows for the step switcher, which shows them in the listing's place. Where nothing
    /// differs, there are none, and the listing itself stays.
    fn html(&self, language: &str) -> String {
        let age = if self.older { " older" } else { "" };
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|step| (step + 1).to_string())
            .collect();
        let steps = steps.join(" ");
        let code = match self.rows.as_slice() {
            [] => String::new(),
            rows => code(rows, language, true),
        };
        format!("<div class=\"version{age}\" data-steps=\"{steps}\" hidden>{code}</div>")
    }
}

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
