//! Bars, one below the other, each with its label and figure in a line above it.
//!
//! Labels stand above and not beside, because a phone has no room for both.

use super::scale::Scale;
use super::svg::{Svg, WIDTH, text_width};

/// The height of a label's line, and the room between a bar and the next label.
const LABEL: f64 = 16.0;
const GAP: f64 = 7.0;

/// The room above the first label: some letters reach higher than others.
const TOP: f64 = 4.0;

/// A piece of a bar, from one figure to another.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The classes that it is drawn with.
    pub class: &'static str,
}

impl Piece {
    /// A piece that begins at 0.
    pub fn up_to(to: f64, class: &'static str) -> Self {
        Self {
            from: 0.0,
            to,
            class,
        }
    }
}

/// Bars, drawn from above.
#[derive(Debug)]
pub struct Bars {
    svg: Svg,
    scale: Scale,
    bottom: f64,
}

impl Bars {
    /// No bars yet; the longest will end at `most`.
    pub fn new(most: f64) -> Self {
        Self {
            svg: Svg::default(),
            scale: scale(most),
            bottom: TOP,
        }
    }

    /// Adds a line of text, below which the longest bar will end at `most`.
    pub fn heading(&mut self, text: &str, most: f64) {
        self.scale = scale(most);
        self.bottom += GAP + LABEL;
        self.svg.text("note start", (0.0, self.bottom - 5.0), text);
        self.bottom += GAP;
    }

    /// Adds a bar that is as thick as `height`, with its label where its first piece begins.
    pub fn bar(&mut self, label: &str, height: f64, pieces: &[Piece]) {
        self.bottom += LABEL;
        let start = pieces
            .first()
            .map_or(0.0, |piece| self.scale.at(piece.from));
        self.label(label, start);
        for piece in pieces {
            self.piece(piece, height);
        }
        self.bottom += height + GAP;
    }

    /// Writes a label from `start` on, or up to the edge where there is too little room.
    fn label(&mut self, label: &str, start: f64) {
        let feet = self.bottom - 5.0;
        match start + text_width(label) <= WIDTH {
            true => self.svg.text("start", (start, feet), label),
            false => self.svg.text("end", (WIDTH, feet), label),
        }
    }

    fn piece(&mut self, piece: &Piece, height: f64) {
        let (start, end) = (self.scale.at(piece.from), self.scale.at(piece.to));
        let corner = (start, self.bottom);
        self.svg.rect(piece.class, corner, end - start, height);
    }

    /// Draws a thin line from the last bar down to the label of one that follows after `between`
    /// others, each as thick as `height`.
    pub fn guide(&mut self, figure: f64, between: usize, height: f64) {
        let (x, top) = (self.scale.at(figure), self.bottom - GAP);
        let label = self.bottom + between as f64 * (LABEL + height + GAP);
        self.svg.line("muted dashed", &[(x, top), (x, label)]);
    }

    /// The picture with its text alternative.
    pub fn finish(self, title: &str, description: &str) -> String {
        self.svg.finish(self.bottom, title, description)
    }
}

/// Leaves room for the outline of a bar.
fn scale(most: f64) -> Scale {
    Scale::linear((0.0, most), (1.0, WIDTH - 1.0))
}
