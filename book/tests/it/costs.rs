//! The costs page: its figures are those of the record, at a precision that a reader can use.

use std::fs;
use std::path::Path;

use book::costs::Record;
use book::edition::Edition;
use regex::Regex;
use tempfile::NamedTempFile;

const SMALL: &str = r#"{"word": "A<B", "zero": 0,
    "all": {"bare": {"reading": 1234567, "counting": 7000}, "step04": {"reading": 28000, "counting": 0}},
    "cpu": {"step04": {"counting": 1.26}, "bare": {"counting": 1.0}}}"#;

fn small() -> Record {
    let file = NamedTempFile::new().unwrap();
    fs::write(file.path(), SMALL).unwrap();
    Record::load(file.path()).unwrap()
}

#[test]
fn a_figure_in_prose_has_the_digits_that_its_kind_allows() {
    for (directive, shown) in [
        ("{{#cost all bare reading}}", "1,234,567"),
        ("{{#cost all bare counting}}", "7,000"),
        ("{{#cost all step04 counting}}", "0"),
        ("{{#cost cpu step04 counting}}", "1.3"),
        ("{{#cost all step04 reading / all bare counting}}", "4.0"),
        ("{{#cost all bare counting / all step04 reading}}", "0.25"),
        ("{{#cost all bare reading / all bare counting}}", "176"),
        ("**{{#cost word}}** {{ this }}", "**A&lt;B** {{ this }}"),
    ] {
        assert_eq!(
            small().prose(&Edition::default(), directive).unwrap(),
            shown
        );
    }
}

#[test]
fn a_figure_that_is_not_there_is_named() {
    for (line, words) in [
        ("{{#cost a b}}", "there is no `a b` in book/costs.json"),
        ("{{#cots}}", "`{{#cots}}` is no directive within a line"),
        ("{{#cost all", "`{{#cost all` has no end on its line"),
        ("{{#cost word / zero}}", "what `word` is compared with is 0"),
        ("{{#cost word / word}}", "`\"A<B\"` is no number"),
    ] {
        let error = format!(
            "{:#}",
            small().prose(&Edition::default(), line).unwrap_err()
        );
        assert_eq!(error, words);
    }
    let error = small()
        .table(&Edition::default(), "word")
        .unwrap_err()
        .to_string();
    assert_eq!(error, "`word` is no table");
    assert!(Record::load(Path::new("/nowhere")).is_err());
}

#[test]
fn a_table_has_the_rows_of_the_record_with_a_bar_in_each_cell() {
    let table = small().table(&Edition::default(), "cpu").unwrap();
    let head = "<td></td><th scope=\"col\">a page that counts</th></tr></thead>";
    let row = |name: &str, share: u8, figure: &str| {
        let cell = format!("<td style=\"--share: {share}%\">{figure}\u{a0}×</td>");
        format!("<tr><th scope=\"row\">{name}</th>{cell}</tr>")
    };
    let rows = row("bare axum", 79, "1.0") + &row("step 4", 100, "1.3");
    let whole = format!("{head}<tbody>{rows}</tbody>");
    assert!(table.contains(&whole), "{table}");
}

/// What stands in the page comes from the record, by a directive. All other digits belong to names.
#[test]
fn the_page_has_no_figure_of_its_own() {
    let page = include_str!("../../chapters/costs.md");
    let other = r"(?s)```.*?```|\{\{#.*?\}\}|\]\([^)]*\)|(?i:step)\s[45]|SHA-256|base64";
    let other = Regex::new(other).unwrap();
    let prose = other.replace_all(page, "");
    let figure = |line: &&str| line.contains(|it: char| it.is_ascii_digit());
    assert_eq!(prose.lines().find(figure), None);
}
