//! Bars are as long as their figures, each with its own label.

use book::costs::Record;
use book::costs::plot::svg::WIDTH;
use serde_json::json;

use super::drawing::{Drawing, Element};
use super::plots::{LETTERS, assert_same_place, drawing};
use super::{add, changed, record};

/// Lengths have the ratio of their figures.
fn assert_ratio(one: f64, other: f64, what: &str) {
    assert!(
        (one / other - 1.0).abs() < 0.01,
        "{what}: {one} is not {other}"
    );
}

/// A bar, or a piece of one, with the label above it.
#[derive(Clone, Debug)]
struct Bar {
    label: String,
    class: String,
    start: f64,
    end: f64,
    top: f64,
    foot: f64,
}

impl Bar {
    fn width(&self) -> f64 {
        self.end - self.start
    }
}

/// All bars from above, each with the next label above it.
fn bars(drawing: &Drawing) -> Vec<Bar> {
    drawing.all("rect").map(|rect| bar(drawing, rect)).collect()
}

fn bar(drawing: &Drawing, rect: &Element) -> Bar {
    let [(start, top), (end, foot)] = rect.corners()[..] else {
        panic!("{rect:?} has no two corners");
    };
    let above = drawing.all("text").filter(|it| it.number("y") < top);
    let label = above.max_by(|one, other| one.number("y").total_cmp(&other.number("y")));
    Bar {
        label: label.expect("a label stands above").text.clone(),
        class: rect.class().to_owned(),
        start,
        end,
        top,
        foot,
    }
}

/// Bars have these labels, begin together, and are as long as their figures; the longest fills the width.
fn assert_bars(bars: &[Bar], expected: &[(&str, f64)]) {
    let labels: Vec<&str> = bars.iter().map(|bar| bar.label.as_str()).collect();
    let expected_labels: Vec<&str> = expected.iter().map(|(label, _)| *label).collect();
    assert_eq!(labels, expected_labels);
    let most = expected.iter().map(|(_, figure)| *figure);
    let most = most.fold(0.0, f64::max);
    let longest = bars.iter().map(Bar::width).fold(0.0, f64::max);
    assert_ratio(longest, WIDTH, "the longest");
    for (bar, (label, figure)) in bars.iter().zip(expected) {
        assert_same_place(bar.start, bars[0].start, label);
        assert_ratio(bar.width() / longest, figure / most, label);
    }
}

/// The small record with more builds.
fn builds() -> Record {
    let more = [
        json!({"name": "step01", "crates": 61, "cpu_seconds": 33.0}),
        json!({"name": "step04", "crates": 80, "cpu_seconds": 40.6}),
        json!({"name": "signed", "crates": 49, "cpu_seconds": 70.4}),
    ];
    changed(|it| add(&mut it["builds"], more)).unwrap()
}

/// The small record with the instructions of more apps.
fn instructions() -> Record {
    let more = [
        json!({"name": "step05", "per_request": 112000}),
        json!({"name": "stored", "per_request": 14000}),
        json!({"name": "step04_reading", "per_request": 20000}),
        json!({"name": "signed_longer", "per_request": 62000}),
    ];
    changed(|it| add(&mut it["instructions"], more)).unwrap()
}

#[test]
fn a_build_is_as_long_as_its_seconds() {
    assert_bars(
        &bars(&drawing(&builds(), "builds")),
        &[
            ("bare axum · 32 s, 58 crates", 32.0),
            ("step 5, the login app · 81 s, 128 crates", 81.2),
            ("step 1, stateless · 33 s, 61 crates", 33.0),
            ("step 4, the session · 41 s, 80 crates", 40.6),
            ("axum-extra, a signed cookie · 70 s, 49 crates", 70.4),
        ],
    );
}

fn classes(bars: &[Bar]) -> Vec<&str> {
    bars.iter().map(|bar| bar.class.as_str()).collect()
}

#[test]
fn step_4_is_in_colour_the_other_steps_grey_and_the_peers_hollow() {
    let (coloured, grey, hollow) = ("fill accent", "fill muted", "ink paper");
    let bars = bars(&drawing(&builds(), "builds"));
    assert_eq!(classes(&bars), [hollow, grey, grey, coloured, hollow]);
    let others = others(&instructions());
    assert_eq!(classes(&others), [coloured, hollow, grey, hollow]);
}

/// The parts of the small record, from the left.
const PARTS: [(&str, f64); 4] = [
    ("bare axum · 7,000", 7000.0),
    ("tower-cookies · 5,000", 5000.0),
    ("two HMACs, of two blocks each · 6,000", 6000.0),
    ("the rest · 10,000", 10_000.0),
];

/// The pieces of the whole, from the left.
fn pieces(record: &Record) -> Vec<Bar> {
    let bars = bars(&drawing(record, "parts"));
    let whole = bars[0].top;
    bars.into_iter().filter(|bar| bar.top == whole).collect()
}

/// The bars of the other apps, below the line that says so.
fn others(record: &Record) -> Vec<Bar> {
    let drawing = drawing(record, "parts");
    let line = drawing
        .label("Whole requests, on another scale:")
        .number("y");
    bars(&drawing)
        .into_iter()
        .filter(|bar| bar.top > line)
        .collect()
}

#[test]
fn the_whole_is_divided_into_pieces_as_long_as_the_parts() {
    let pieces = pieces(&record());
    assert_eq!(pieces.len(), PARTS.len());
    let start = pieces[0].start;
    let whole = pieces[PARTS.len() - 1].end - start;
    assert_ratio(whole, WIDTH, "the whole");
    let mut end = start;
    for (piece, (part, figure)) in pieces.iter().zip(PARTS) {
        assert_eq!(piece.label, "step 4, the session · 28,000");
        assert_same_place(piece.start, end, part);
        assert_ratio(piece.width() / whole, figure / 28_000.0, part);
        end = piece.end;
    }
}

#[test]
fn a_part_stands_below_its_piece_and_has_its_label_and_look() {
    let bars = bars(&drawing(&record(), "parts"));
    for (piece, (part, _)) in pieces(&record()).iter().zip(PARTS) {
        let bar = bars.iter().find(|bar| bar.label == part);
        let bar = bar.unwrap_or_else(|| panic!("no `{part}` in {bars:?}"));
        assert!(bar.top > piece.foot, "{part}");
        assert_eq!((bar.start, bar.end), (piece.start, piece.end), "{part}");
        assert_eq!(bar.class, piece.class, "{part}");
    }
}

#[test]
fn each_part_has_a_look_of_its_own() {
    let pieces = pieces(&record());
    for (index, piece) in pieces.iter().enumerate() {
        let same = pieces[..index].iter().find(|it| it.class == piece.class);
        assert!(same.is_none(), "{piece:?} looks like {same:?}");
    }
}

#[test]
fn a_label_begins_with_its_bar_or_ends_at_the_edge() {
    let drawing = drawing(&record(), "parts");
    for (piece, (part, _)) in pieces(&record()).iter().zip(PARTS) {
        let [(left, _), (right, _)] = drawing.label(part).corners()[..] else {
            panic!("`{part}` has no two corners");
        };
        let begins = (left - piece.start).abs() < 0.1;
        let ends = (right - WIDTH).abs() < 0.1;
        assert!(begins || ends, "{part}: from {left} to {right}");
    }
}

#[test]
fn a_guide_leads_from_each_piece_to_the_label_of_its_part() {
    let drawing = drawing(&record(), "parts");
    let guides = drawing.lines("muted dashed");
    assert_eq!(guides.len(), PARTS.len());
    for (piece, (part, _)) in pieces(&record()).iter().zip(PARTS) {
        let corner = (piece.start, piece.foot);
        let near = |(x, y): (f64, f64)| (x - corner.0).abs() < 0.1 && (y - corner.1).abs() < 0.1;
        let guide = guides.iter().find(|guide| near(guide[0]));
        let guide = guide.unwrap_or_else(|| panic!("{part}: none of {guides:?} has {corner:?}"));
        let (x, end) = guide[guide.len() - 1];
        let feet = drawing.label(part).number("y");
        assert_same_place(x, piece.start, part);
        assert!((feet - LETTERS..feet).contains(&end), "{part}: {guide:?}");
    }
}

#[test]
fn another_app_is_as_long_as_its_instructions() {
    assert_bars(
        &others(&instructions()),
        &[
            ("step 4, the session · 28,000", 28_000.0),
            ("axum-extra, a signed cookie · 60,671", 60_671.0),
            ("step 5, the login app · 112,000", 112_000.0),
            ("tower-sessions, in memory · 14,000", 14_000.0),
        ],
    );
}
