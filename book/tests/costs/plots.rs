//! Every plot says what a reader must know, and its figures in words.

use book::costs::{Record, plot};

use super::drawing::Drawing;
use super::record;

/// How high the letters of a label are on a phone, as `theme/book.css` has them.
pub const LETTERS: f64 = 14.0;

/// The plot of that name.
pub fn drawing(record: &Record, name: &str) -> Drawing {
    Drawing::read(&plot::draw(record, name).unwrap().svg)
}

/// What a reader must know is said in this place.
fn assert_says(place: &str, words: &[&str]) {
    for words in words {
        assert!(place.contains(words), "`{words}` is not in `{place}`");
    }
}

/// Two places are one, for they are written to a tenth.
pub fn assert_same_place(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() < 0.25, "{what}: {one} is not {other}");
}

#[test]
fn a_title_and_a_caption_say_what_a_reader_must_know() {
    let said = [
        (
            "parts",
            "What step 4 spends a request on",
            &[
                "Instructions for one GET /",
                "by a visitor who is logged in",
                "Shorter is cheaper",
            ][..],
        ),
        (
            "growth",
            "What a longer session takes",
            &[
                "What opening and saving a session takes",
                "in whole requests to bare axum",
                "of the same run",
            ],
        ),
        (
            "memory",
            "What a server holds as its visitors come",
            &[
                "Memory of the server in KiB",
                "Each visitor has a session",
                "each step to the right is ten times as many",
            ],
        ),
        (
            "builds",
            "What a cold build takes",
            &[
                "CPU seconds of a cold debug build",
                "on all cores together",
                "Shorter is cheaper",
            ],
        ),
    ];
    assert_eq!(said.each_ref().map(|it| it.0), plot::NAMES);
    for (name, title, words) in said {
        let html = plot::html(&record(), name, 1).unwrap();
        let figure = Drawing::read(&html);
        assert_eq!(figure.texts_of("title"), [title]);
        assert_says(figure.texts_of("figcaption")[0], words);
    }
}

#[test]
fn a_description_has_the_figures_with_their_names() {
    let said = [
        (
            "parts",
            &[
                "the 28,000 instructions of step 4's request",
                "bare axum 7,000, tower-cookies 5,000, two HMACs, of two blocks each 6,000, the rest 10,000.",
                "other apps: step 4, the session 28,000; axum-extra, a signed cookie 60,671.",
            ][..],
        ),
        (
            "growth",
            &[
                "opening and saving a session, in whole requests to bare axum",
                "0.41 at 79 bytes, 32 at 3,990 bytes.",
                "limit of 4,096 bytes.",
            ],
        ),
        (
            "memory",
            &[
                "KiB that a server holds, by the number of its visitors",
                "step 4, the session: 10,212 at 1, 10,416 at 100,000.",
                "tower-sessions, in memory: 10,000 at 1, 60,000 at 100,001.",
            ],
        ),
        (
            "builds",
            &[
                "CPU seconds",
                "bare axum 32 s, 58 crates; step 5, the login app 81 s, 128 crates.",
            ],
        ),
    ];
    for (name, words) in said {
        let drawing = drawing(&record(), name);
        assert_says(drawing.texts_of("desc")[0], words);
    }
}
