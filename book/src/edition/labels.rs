//! The words of mdBook's own page around the text, and the way to the same page in the other language.

use super::Edition;

/// The words, as they stand in mdBook's template.
const LABELS: [&str; 22] = [
    "Auto",
    "Ayu",
    "Change theme",
    "Coal",
    "Keyboard shortcuts",
    "Light",
    "Navy",
    "Next chapter",
    "Page navigation",
    "Press <kbd>?</kbd> to show this help",
    "Press <kbd>Esc</kbd> to hide this help",
    "Press <kbd>S</kbd> or <kbd>/</kbd> to search in the book",
    "Press <kbd>←</kbd> or <kbd>→</kbd> to navigate between chapters",
    "Previous chapter",
    "Print this book",
    "Rust",
    "Search (`/`)",
    "Search this book ...",
    "Table of contents",
    "Themes",
    "Toggle Searchbar",
    "Toggle Table of Contents",
];

impl Edition {
    /// The part of mdBook's page before or after the text, with its words in the edition's language.
    pub fn labelled(&self, shell: &str) -> String {
        let unknown = self.say("Page not found", &[]);
        let shell = shell.replace("<title>Page not found", &format!("<title>{unknown}"));
        let shell = match (self.is_translated(), shell.split_once("</title>")) {
            (true, Some((title, rest))) => {
                format!("{}</title>{rest}", title.replace(" - ", "\u{a0}— "))
            }
            _ => shell,
        };
        let labels = LABELS.map(|label| (label, self.say(label, &[])));
        labels.into_iter().fold(shell, |shell, (label, said)| {
            shell
                .replace(&format!(">{label}<"), &format!(">{said}<"))
                .replace(&format!("=\"{label}\""), &format!("=\"{said}\""))
        })
    }
}

/// The head and the body of a page up to its text, with links to the page in the other language; none
/// if it is no page of mdBook's. `path` is the page's, from the edition's directory.
pub fn with_languages(edition: &Edition, top: &str, path: &str) -> Option<String> {
    let up = "../".repeat(path.matches('/').count());
    let path = if path == "404.html" {
        "index.html"
    } else {
        path
    };
    let (there, language, name, title) = match edition.is_translated() {
        true => (
            format!("{up}../{path}"),
            "en",
            "English",
            "This page in English",
        ),
        false => (
            format!("{up}ru/{path}"),
            "ru",
            "Русский",
            "Эта страница по-русски",
        ),
    };
    let head =
        format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{there}\">\n    </head>");
    let link = format!(
        "<div class=\"right-buttons\">\n<a class=\"language\" href=\"{there}\" hreflang=\"{language}\" lang=\"{language}\" title=\"{title}\">{name}</a>"
    );
    let (start, rest) = top.split_once("</head>")?;
    let (bar, rest) = rest.split_once("<div class=\"right-buttons\">")?;
    Some(format!("{start}{head}{bar}{link}{rest}"))
}
