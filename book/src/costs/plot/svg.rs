//! A small SVG writer: shapes and texts that carry the classes of the book's pictures.
//!
//! All pictures are [`WIDTH`] units wide, so that a unit is about a pixel on a phone. A wide screen
//! enlarges them, and `theme/book.css` makes the texts smaller in turn.

use crate::html::escape;

/// The width of every picture.
pub const WIDTH: f64 = 360.0;

/// The room that a character takes, on average, at the size of a phone.
const CHARACTER: f64 = 7.4;

/// A place in a picture: to the right, and down.
pub type Point = (f64, f64);

/// A picture that is being drawn.
#[derive(Debug, Default)]
pub struct Svg {
    body: String,
}

impl Svg {
    /// Draws a rectangle from its upper left corner.
    pub fn rect(&mut self, class: &str, (x, y): Point, width: f64, height: f64) {
        self.body += &format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
        );
    }

    /// Draws a line through all points.
    pub fn line(&mut self, class: &str, points: &[Point]) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let points = points.join(" ");
        self.body += &format!("<polyline class=\"{class}\" points=\"{points}\"/>");
    }

    /// Draws a dot.
    pub fn dot(&mut self, class: &str, (x, y): Point) {
        self.body += &format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>");
    }

    /// Writes a text whose feet stand on a point.
    pub fn text(&mut self, class: &str, (x, y): Point, text: &str) {
        let text = escape(text);
        self.body += &format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>");
    }

    /// Writes a text with a point at half its height, whatever the size of its letters.
    pub fn text_beside(&mut self, class: &str, (x, y): Point, text: &str) {
        let text = escape(text);
        self.body += &format!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" dy=\"0.35em\">{text}</text>"
        );
    }

    /// The whole picture, of that height, with its text alternative.
    pub fn finish(self, height: f64, title: &str, description: &str) -> String {
        format!(
            "<svg viewBox=\"0 0 {WIDTH} {height:.0}\" xmlns=\"http://www.w3.org/2000/svg\"><title>{}</title><desc>{}</desc>{}</svg>",
            escape(title),
            escape(description),
            self.body
        )
    }
}

/// The room that a text takes at most.
pub fn text_width(text: &str) -> f64 {
    CHARACTER * text.chars().count() as f64
}
