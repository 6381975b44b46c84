//! The frame of a plot with two axes: ticks and their labels, and lines in between.

use super::scale::Scale;
use super::svg::{Point, Svg, WIDTH, text_width};

/// Where the lines are drawn: below the name of the upright axis, above that of the other.
const TOP: f64 = 30.0;
const BOTTOM: f64 = 210.0;

/// How far from an axis the label of a tick stands, and how far from the end of a line its own.
const TICK: f64 = 6.0;
const BESIDE: f64 = 7.0;

/// The whole height.
const HEIGHT: f64 = 254.0;

/// One axis: its ticks with their labels, and whether it is logarithmic.
#[derive(Debug)]
pub struct Axis {
    /// What it measures.
    pub name: &'static str,
    /// Where it has ticks; the first and the last are its ends.
    pub ticks: Vec<f64>,
    /// How a tick is written.
    pub label: fn(f64) -> String,
    /// Whether equal factors are equal steps.
    pub logarithmic: bool,
}

impl Axis {
    /// The room that the longest label of a tick takes.
    fn widest(&self) -> f64 {
        let labels = self.ticks.iter().map(|tick| (self.label)(*tick));
        labels.map(|label| text_width(&label)).fold(0.0, f64::max)
    }

    fn scale(&self, places: (f64, f64)) -> Scale {
        let ends = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        match self.logarithmic {
            true => Scale::logarithmic(ends, places),
            false => Scale::linear(ends, places),
        }
    }
}

/// A plot with its axes drawn.
#[derive(Debug)]
pub struct Frame {
    svg: Svg,
    across: Scale,
    up: Scale,
    left: f64,
    right: f64,
}

impl Frame {
    /// Draws the axes, and leaves `right` as room for the labels of the lines.
    pub fn new(across: &Axis, up: &Axis, right: f64) -> Self {
        let left = TICK + up.widest();
        let right = WIDTH - right;
        let mut frame = Self {
            svg: Svg::default(),
            across: across.scale((left, right)),
            up: up.scale((BOTTOM, TOP)),
            left,
            right,
        };
        frame.draw_up(up);
        frame.draw_across(across);
        frame
    }

    fn draw_up(&mut self, axis: &Axis) {
        self.svg.text("note start", (0.0, 14.0), axis.name);
        for tick in &axis.ticks {
            let y = self.up.at(*tick);
            let label = (axis.label)(*tick);
            self.svg
                .text_beside("note end", (self.left - TICK, y), &label);
            self.svg
                .line("muted faint", &[(self.left, y), (self.right, y)]);
        }
    }

    /// From the last tick on, each has its label where the one before leaves it room.
    fn draw_across(&mut self, axis: &Axis) {
        let ends = [(self.left, BOTTOM), (self.right, BOTTOM)];
        self.svg.line("ink", &ends);
        let mut free = f64::INFINITY;
        for tick in axis.ticks.iter().rev() {
            let x = self.across.at(*tick);
            self.svg.line("ink", &[(x, BOTTOM), (x, BOTTOM + 4.0)]);
            let label = (axis.label)(*tick);
            let half = text_width(&label) / 2.0;
            if !label.is_empty() && x + half < free {
                self.svg.text("note", (x, BOTTOM + 18.0), &label);
                free = x - half;
            }
        }
        let middle = (self.left + self.right) / 2.0;
        self.svg.text("note", (middle, HEIGHT - 8.0), axis.name);
    }

    /// Draws a line through figures, and returns its last place.
    pub fn line(&mut self, class: &str, figures: &[Point]) -> Point {
        let place = |(x, y): &Point| (self.across.at(*x), self.up.at(*y));
        let places: Vec<Point> = figures.iter().map(place).collect();
        self.svg.line(class, &places);
        for place in &places {
            self.svg.dot(&format!("fill {class}"), *place);
        }
        places[places.len() - 1]
    }

    /// Writes a text to the right of a place.
    pub fn label(&mut self, class: &str, (x, y): Point, text: &str) {
        let class = format!("start {class}");
        self.svg.text_beside(&class, (x + BESIDE, y), text);
    }

    /// Marks a limit of what is measured across, with its name at the foot.
    pub fn limit(&mut self, figure: f64, name: &str) {
        let x = self.across.at(figure);
        self.svg.line("danger dashed", &[(x, TOP), (x, BOTTOM)]);
        let foot = (x - 6.0, BOTTOM - 8.0);
        self.svg.text("note end danger", foot, name);
    }

    /// The picture with its text alternative.
    pub fn finish(self, title: &str, description: &str) -> String {
        self.svg.finish(HEIGHT, title, description)
    }
}

/// The room that a label beside the end of a line takes.
pub fn label_width(text: &str) -> f64 {
    BESIDE + text_width(text)
}
