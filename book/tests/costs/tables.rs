//! Each table has its heads above its figures, and its words beside them.

use book::costs::table;

use super::drawing::Drawing;
use super::record;

/// Compares the cells of a table of the small record; a space before `×` keeps them on one line.
fn assert_rows(name: &str, expected: &[&[&str]]) {
    let html = table::html(&record(), name).unwrap();
    let table = Drawing::read(&html);
    assert_eq!(table.wrong, Vec::<String>::new(), "{name}");
    let cell = |text: &&str| text.replace(" ×", "\u{a0}×");
    let row = |cells: &&[&str]| cells.iter().map(cell).collect::<Vec<_>>();
    let expected: Vec<_> = expected.iter().map(row).collect();
    assert_eq!(table.rows(), expected, "{name}");
}

#[test]
fn instructions_stand_beside_their_app() {
    assert_rows(
        "instructions",
        &[
            &["app", "instructions a request", "to bare axum"],
            &["bare axum", "7,000", "1.0 ×"],
            &["step 4, the session", "28,000", "4.0 ×"],
            &["axum-extra, a signed cookie", "60,671", "8.7 ×"],
            &["bare axum and a cookie", "12,000", "1.7 ×"],
            &["bare axum and two HMACs", "13,000", "1.9 ×"],
        ],
    );
}

#[test]
fn benches_stand_beside_what_they_do_and_below_their_keys() {
    assert_rows(
        "benches",
        &[
            &["", "1 key", "10 keys", "50 keys"],
            &["sign the value", "0.010 ×", "0.10 ×", "0.50 ×"],
            &["check the signature", "0.020 ×", "0.20 ×", "1.0 ×"],
            &["open the session", "0.20 ×", "2.0 ×", "10 ×"],
            &["save the session", "0.25 ×", "2.5 ×", "12 ×"],
            &["a whole request", "2.5 ×"],
        ],
    );
}

#[test]
fn sizes_stand_below_the_cookie_that_has_them() {
    assert_rows(
        "sizes",
        &[
            &["keys", "bytes of JSON", "our cookie", "Flask's cookie"],
            &["10", "1,186", "214", "215"],
        ],
    );
}

#[test]
fn builds_stand_beside_their_app() {
    assert_rows(
        "builds",
        &[
            &["app", "crates", "CPU seconds", "to bare axum"],
            &["bare axum", "58", "32", "1.0 ×"],
            &["step 5, the login app", "128", "81", "2.5 ×"],
        ],
    );
}

#[test]
fn times_over_the_network_stand_beside_their_app() {
    assert_rows(
        "network",
        &[
            &["app", "to bare axum", "µs a request"],
            &["bare axum", "1.0 ×", "21.3"],
            &["Flask on gunicorn", "67 ×", "1,427"],
        ],
    );
}

/// Above its columns and beside its rows.
#[test]
fn every_table_has_its_heads_as_heads() {
    for (name, heads) in [
        ("instructions", 3 + 5),
        ("benches", 3 + 5),
        ("sizes", 4 + 1),
        ("builds", 4 + 2),
        ("network", 3 + 2),
    ] {
        let html = table::html(&record(), name).unwrap();
        let table = Drawing::read(&html);
        assert_eq!(table.texts_of("th").len(), heads, "{name}");
    }
}
