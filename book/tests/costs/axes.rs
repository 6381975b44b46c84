//! Lines stand where the axes have their figures, each with its own label.

use serde_json::json;

use super::drawing::Drawing;
use super::plots::{LETTERS, assert_same_place, drawing};
use super::{changed, record};

/// An axis as it is drawn: figures with their places, the smallest first.
struct Axis {
    ticks: Vec<(f64, f64)>,
    logarithmic: bool,
}

impl Axis {
    /// The axis on the left.
    fn up(drawing: &Drawing) -> Self {
        Self::read(drawing, "note end", "y", false)
    }

    /// The axis at the foot.
    fn across(drawing: &Drawing, logarithmic: bool) -> Self {
        Self::read(drawing, "note", "x", logarithmic)
    }

    fn read(drawing: &Drawing, class: &str, place: &str, logarithmic: bool) -> Self {
        let labels = drawing.all("text").filter(|it| it.class() == class);
        let ticks = labels.filter_map(|label| {
            let figure = label.text.replace(',', "").parse().ok()?;
            Some((figure, label.number(place)))
        });
        let mut ticks: Vec<(f64, f64)> = ticks.collect();
        assert!(ticks.len() > 2, "{ticks:?}");
        ticks.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self { ticks, logarithmic }
    }

    /// Where a figure stands, by the first tick and the last.
    fn at(&self, figure: f64) -> f64 {
        let measure = |figure: f64| match self.logarithmic {
            true => figure.log10(),
            false => figure,
        };
        let (first, last) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        let part = (measure(figure) - measure(first.0)) / (measure(last.0) - measure(first.0));
        first.1 + part * (last.1 - first.1)
    }

    fn assert_even(&self) {
        for (figure, place) in &self.ticks {
            assert_same_place(*place, self.at(*figure), &figure.to_string());
        }
    }
}

/// The two plots with axes; across, visitors stand by their factors, and bytes evenly.
fn plots_with_axes() -> [(Drawing, Axis, Axis); 2] {
    [("memory", true), ("growth", false)].map(|(name, logarithmic)| {
        let drawing = drawing(&record(), name);
        let across = Axis::across(&drawing, logarithmic);
        let up = Axis::up(&drawing);
        (drawing, across, up)
    })
}

#[test]
fn more_is_to_the_right_and_further_up() {
    for (_, across, up) in plots_with_axes() {
        let rises = |one: &(f64, f64), other: &(f64, f64)| one.1 < other.1;
        assert!(across.ticks.is_sorted_by(rises), "{:?}", across.ticks);
        let falls = |one: &(f64, f64), other: &(f64, f64)| one.1 > other.1;
        assert!(up.ticks.is_sorted_by(falls), "{:?}", up.ticks);
    }
}

#[test]
fn ticks_stand_where_their_figures_are() {
    for (drawing, across, up) in plots_with_axes() {
        across.assert_even();
        up.assert_even();
        for (figure, place) in &up.ticks {
            let mut lines = drawing.lines("muted faint").into_iter();
            let found = lines.any(|line| line.iter().all(|(_, y)| (y - place).abs() < 0.1));
            assert!(found, "no line at {figure}");
        }
        for (figure, place) in &across.ticks {
            let mut lines = drawing.lines("ink").into_iter();
            let found = lines.any(|line| line.iter().all(|(x, _)| (x - place).abs() < 0.1));
            assert!(found, "no tick at {figure}");
        }
    }
}

#[test]
fn axes_say_what_they_measure() {
    let names = [
        ("visitors", "KiB"),
        ("bytes of cookie", "requests to bare axum"),
    ];
    for ((drawing, _, up), (below, above)) in plots_with_axes().iter().zip(names) {
        let (lowest, highest) = (up.ticks[0].1, up.ticks[up.ticks.len() - 1].1);
        assert!(drawing.label(above).number("y") < highest, "{above}");
        assert!(drawing.label(below).number("y") > lowest, "{below}");
    }
}

/// A line with its dots stands where the axes have its figures.
fn assert_line((drawing, across, up): &(Drawing, Axis, Axis), class: &str, figures: &[(f64, f64)]) {
    let lines = drawing.lines(class);
    assert_eq!(lines.len(), 1, "{class}");
    let dots = drawing
        .all("circle")
        .filter(|it| it.class() == format!("fill {class}"));
    let dots: Vec<_> = dots.flat_map(|dot| dot.corners()).collect();
    for places in [&lines[0], &dots] {
        assert_eq!(places.len(), figures.len(), "{class}");
        for ((x, y), figure) in places.iter().zip(figures) {
            let what = format!("{class} {figure:?}");
            assert_same_place(*x, across.at(figure.0), &what);
            assert_same_place(*y, up.at(figure.1), &what);
        }
    }
}

#[test]
fn memory_stands_where_the_axes_have_it() {
    let [memory, _] = plots_with_axes();
    assert_line(&memory, "accent", &[(1.0, 10_212.0), (1e5, 10_416.0)]);
    assert_line(
        &memory,
        "accent2",
        &[(1.0, 10_000.0), (100_001.0, 60_000.0)],
    );
}

#[test]
fn growth_stands_where_the_axes_have_it() {
    let [_, growth] = plots_with_axes();
    assert_line(&growth, "accent", &[(79.0, 0.41), (3990.0, 31.8)]);
}

#[test]
fn points_are_joined_from_left_to_right_whatever_their_order() {
    for name in ["memory", "growth"] {
        let reversed = changed(|it| it[name].as_array_mut().unwrap().reverse()).unwrap();
        let line = &drawing(&reversed, name).lines("accent")[0];
        assert!(line.is_sorted_by(|one, other| one.0 < other.0), "{line:?}");
    }
}

#[test]
fn the_limit_stands_at_its_bytes() {
    let [_, (drawing, across, _)] = plots_with_axes();
    let limits = drawing.lines("danger dashed");
    assert_eq!(limits.len(), 1);
    for (x, _) in &limits[0] {
        assert_same_place(*x, across.at(4096.0), "the limit");
    }
    let name = drawing.label("the limit: 4,096 bytes");
    assert_eq!(name.class(), "note end danger");
}

/// The memory plot where the store's server ends with so many KiB.
fn memory_up_to(kib: u64) -> (Drawing, Axis) {
    let record = changed(|it| it["memory"][3]["kib"] = json!(kib)).unwrap();
    let drawing = drawing(&record, "memory");
    let up = Axis::up(&drawing);
    (drawing, up)
}

#[test]
fn a_line_has_its_label_at_its_end() {
    let (drawing, up) = memory_up_to(60_000);
    for (name, class, kib) in [
        ("step 4", "accent", 10_416.0),
        ("tower-sessions", "accent2", 60_000.0),
    ] {
        let label = drawing.label(name);
        assert_eq!(label.class(), format!("start {class}"));
        assert_same_place(label.number("y"), up.at(kib), name);
        let line = &drawing.lines(class)[0];
        let end = line[line.len() - 1].0;
        assert!((end..end + LETTERS).contains(&label.number("x")), "{name}");
    }
}

/// How far down the labels of step 4 and of the store stand.
fn labels_up_to(kib: u64) -> (f64, f64) {
    let (drawing, _) = memory_up_to(kib);
    let height = |name| drawing.label(name).number("y");
    (height("step 4"), height("tower-sessions"))
}

#[test]
fn labels_of_lines_that_end_together_do_not_touch() {
    for stored in [10_400, 10_416, 10_430] {
        let (step, store) = labels_up_to(stored);
        assert!((step - store).abs() >= LETTERS, "{step}, {store}");
    }
}

#[test]
fn the_upper_of_two_lines_has_the_upper_label() {
    let (step, store) = labels_up_to(10_400);
    assert!(step < store, "{step}, {store}");
    let (step, store) = labels_up_to(10_430);
    assert!(store < step, "{step}, {store}");
}

#[test]
fn the_lower_of_two_labels_keeps_its_place() {
    let (drawing, up) = memory_up_to(10_800);
    let label = drawing.label("step 4").number("y");
    assert_same_place(label, up.at(10_416.0), "step 4");
}
