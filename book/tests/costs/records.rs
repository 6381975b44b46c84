//! A record is refused where it contradicts itself, and the book's own has every app.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{add, changed, own_record};

/// Each section of entries, with its figure that cannot be 0.
const SECTIONS: [(&str, &str); 6] = [
    ("instructions", "per_request"),
    ("benches", "ratio"),
    ("growth", "ratio"),
    ("memory", "visitors"),
    ("builds", "cpu_seconds"),
    ("network", "cpu_micros"),
];

fn refusal(change: impl FnOnce(&mut Value)) -> String {
    let error = changed(change).expect_err("a wrong record was read");
    format!("{error:#}")
}

/// The last entry of a section.
fn last<'a>(text: &'a mut Value, section: &str) -> &'a mut Value {
    let entries = text[section].as_array_mut().expect("a section is a list");
    entries.last_mut().expect("each section has an entry")
}

#[test]
fn an_entry_twice_is_refused_whatever_its_figure() {
    let entries = [
        ("instructions bare", "per_request"),
        ("benches sign 1", "ratio"),
        ("growth 79", "ratio"),
        ("memory step04 1", "kib"),
        ("builds bare", "cpu_seconds"),
        ("network bare", "cpu_micros"),
    ];
    for (entry, figure) in entries {
        let (section, _) = entry.split_once(' ').expect("a section comes first");
        let refusal = refusal(|text| {
            let mut twice = text[section][0].clone();
            twice[figure] = json!(5);
            add(&mut text[section], [twice]);
        });
        assert_eq!(refusal, format!("{entry} stands there twice"));
    }
}

#[test]
fn random_cases_that_do_not_add_up_are_refused() {
    for field in ["larger", "smaller", "equal"] {
        let refusal = refusal(|text| {
            let count = &mut text["sizes"]["random"][field];
            *count = json!(count.as_u64().expect("it is counted") + 1);
        });
        let words = "sizes: the random cases do not add up to 4000";
        assert_eq!(refusal, words, "{field}");
    }
    let refusal = refusal(|text| text["sizes"]["random"]["cases"] = json!(4001));
    assert_eq!(refusal, "sizes: the random cases do not add up to 4001");
}

#[test]
fn a_figure_of_zero_is_refused_in_each_section() {
    for (section, figure) in SECTIONS {
        let refusal = refusal(|text| last(text, section)[figure] = json!(0));
        assert_eq!(refusal, format!("{section}: 0 is not above 0"));
    }
}

#[test]
fn a_figure_below_zero_is_refused_in_each_section() {
    for (section, figure) in SECTIONS {
        let refusal = refusal(|text| last(text, section)[figure] = json!(-3));
        let counted = ["per_request", "visitors"].contains(&figure);
        let words = match counted {
            true => "invalid value: integer `-3`, expected u64".to_owned(),
            false => format!("{section}: -3 is not above 0"),
        };
        assert!(refusal.starts_with(&words), "{section}: {refusal}");
    }
}

#[test]
fn an_unknown_app_is_refused_in_each_section() {
    for section in ["instructions", "memory", "builds", "network"] {
        let refusal = refusal(|text| last(text, section)["name"] = json!("django"));
        assert_eq!(refusal, "`django` is no app of this book", "{section}");
    }
}

fn apps<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    names.into_iter().collect()
}

#[test]
fn the_books_record_has_the_instructions_of_every_app() {
    let record = own_record();
    let names = record.instructions.iter().map(|one| one.name.as_str());
    let expected = apps([
        "bare",
        "step01",
        "step02",
        "step03",
        "step04",
        "step04_reading",
        "step04_longer",
        "step05",
        "signed",
        "signed_reading",
        "signed_longer",
        "stored",
        "stored_reading",
        "stored_longer",
        "cookies",
        "hashes",
    ]);
    assert_eq!(apps(names), expected);
}

#[test]
fn the_books_record_has_the_build_of_every_app() {
    let record = own_record();
    let names = record.builds.iter().map(|one| one.name.as_str());
    let expected = apps([
        "bare", "step01", "step02", "step03", "step04", "step05", "signed", "stored", "actix",
        "rocket",
    ]);
    assert_eq!(apps(names), expected);
}

#[test]
fn the_books_record_has_every_app_over_the_network() {
    let record = own_record();
    let names = record.network.iter().map(|one| one.name.as_str());
    let expected = apps([
        "bare",
        "step01",
        "step02",
        "step03",
        "step04",
        "step04_longer",
        "step05",
        "signed",
        "signed_longer",
        "stored",
        "stored_longer",
        "actix",
        "rocket",
        "flask",
    ]);
    assert_eq!(apps(names), expected);
}
