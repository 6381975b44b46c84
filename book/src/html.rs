//! Writing HTML into Markdown.

/// Escapes a text for HTML, on one line: a blank line would end Markdown's HTML block.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
}
