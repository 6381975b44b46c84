//! Figures, tables and plots say what the record says; a path that leads nowhere is an error.

#[path = "costs/axes.rs"]
mod axes;
#[path = "costs/bars.rs"]
mod bars;
mod common;
#[path = "costs/drawing.rs"]
mod drawing;
#[path = "costs/growth.rs"]
mod growth;
#[path = "costs/names.rs"]
mod names;
#[path = "costs/plots.rs"]
mod plots;
#[path = "costs/records.rs"]
mod records;
#[path = "costs/tables.rs"]
mod tables;

use anyhow::Result;
use book::costs::figure::find;
use book::costs::plot::scale::{Scale, decades, round_ticks};
use book::costs::plot::{self, NAMES};
use book::costs::{Record, prose, rounding, table};
use book::expand;
use book::workspace::Workspace;
use common::{Fixture, fixture};
use drawing::Drawing;
use serde_json::{Value, json};

/// Small figures that are easy to follow by hand.
fn text() -> Value {
    json!({
        "machine": {"processor": "A<B", "cores": 2, "rustc": "1.95.0", "date": "2026-11-23"},
        "instructions": [
            {"name": "bare", "per_request": 7000},
            {"name": "step04", "per_request": 28000},
            {"name": "signed", "per_request": 60671},
            {"name": "cookies", "per_request": 12000},
            {"name": "hashes", "per_request": 13000},
        ],
        "benches": benches(),
        "growth": [
            {"cookie_bytes": 79, "ratio": 0.41},
            {"cookie_bytes": 3990, "ratio": 31.8},
        ],
        "sizes": {
            "examples": [{"keys": 10, "json_bytes": 1186, "ours": 214, "flask": 215}],
            "random": {"cases": 4000, "larger": 0, "smaller": 12, "equal": 3988},
        },
        "memory": [
            {"name": "step04", "visitors": 1, "kib": 10212},
            {"name": "step04", "visitors": 100000, "kib": 10416},
            {"name": "stored", "visitors": 1, "kib": 10000},
            {"name": "stored", "visitors": 100001, "kib": 60000},
        ],
        "builds": [
            {"name": "bare", "crates": 58, "cpu_seconds": 32.0},
            {"name": "step05", "crates": 128, "cpu_seconds": 81.2},
        ],
        "network": [
            {"name": "bare", "cpu_micros": 21.3},
            {"name": "flask", "cpu_micros": 1427.4},
        ],
    })
}

fn benches() -> Vec<Value> {
    let parts = [
        ("sign", 0.01),
        ("unsign", 0.02),
        ("open", 0.2),
        ("save", 0.25),
    ];
    let each = parts.iter().flat_map(|(name, one)| {
        [1, 10, 50].map(|keys| json!({"name": name, "keys": keys, "ratio": f64::from(keys) * one}))
    });
    let whole = json!({"name": "request", "keys": null, "ratio": 2.5});
    each.chain([whole]).collect()
}

fn record() -> Record {
    changed(|_| {}).unwrap()
}

/// The small record with a change.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Record> {
    let mut text = text();
    change(&mut text);
    Record::parse(&text.to_string())
}

/// Adds entries to a section.
fn add<const COUNT: usize>(section: &mut Value, entries: [Value; COUNT]) {
    let list = section.as_array_mut().expect("a section is a list");
    list.extend(entries);
}

/// The book's own record.
fn own_record() -> Record {
    let path = Workspace::find().unwrap().book().join("costs.json");
    Record::load(&path).unwrap()
}

/// A book whose record has that text.
fn book(record: &str) -> Fixture {
    fixture(&[("step01-a/Cargo.toml", ""), ("book/costs.json", record)])
}

fn cost(path: &str) -> String {
    find(&record(), path).unwrap().to_string()
}

fn refusal(path: &str) -> String {
    format!("{:#}", find(&record(), path).unwrap_err())
}

#[test]
fn ratios_have_two_digits_below_ten_and_none_behind_the_point_above() {
    let shown = [
        (0.0, "0"),
        (0.0434, "0.043"),
        (0.4, "0.40"),
        (0.996, "1.0"),
        (1.0, "1.0"),
        (6.87, "6.9"),
        (9.94, "9.9"),
        (9.96, "10"),
        (12.4, "12"),
        (67.3, "67"),
        (999.4, "999"),
        (999.6, "1,000"),
        (1427.4, "1,427"),
    ];
    for (value, text) in shown {
        assert_eq!(rounding::ratio(value), text);
    }
}

#[test]
fn what_is_counted_keeps_every_digit() {
    let shown = [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (49_822, "49,822"),
        (1_234_567, "1,234,567"),
    ];
    for (value, text) in shown {
        assert_eq!(rounding::count(value), text);
    }
    assert_eq!(rounding::seconds(80.6), "81");
    let shown = [
        (9.44, "9.4"),
        (99.94, "99.9"),
        (99.96, "100"),
        (1427.4, "1,427"),
    ];
    for (value, text) in shown {
        assert_eq!(rounding::micros(value), text);
    }
}

#[test]
fn a_path_names_one_figure() {
    let shown = [
        ("instructions step04", "28,000"),
        ("parts bare", "7,000"),
        ("parts cookies", "5,000"),
        ("parts hashes", "6,000"),
        ("parts rest", "10,000"),
        ("bench save 10", "2.5"),
        ("bench request", "2.5"),
        ("growth 4000", "32"),
        ("growth 4000 bytes", "3,990"),
        ("growth smallest", "0.41"),
        ("growth smallest bytes", "79"),
        ("growth largest", "32"),
        ("growth largest bytes", "3,990"),
        ("sizes 10 json", "1,186"),
        ("sizes 10 ours", "214"),
        ("sizes 10 flask", "215"),
        ("sizes random cases", "4,000"),
        ("sizes random larger", "0"),
        ("sizes random smaller", "12"),
        ("sizes random equal", "3,988"),
        ("memory step04 100000", "10,416"),
        ("memory stored each", "512"),
        ("builds step05", "81"),
        ("builds step05 crates", "128"),
        ("network flask", "67"),
        ("network flask micros", "1,427"),
        ("machine rustc", "1.95.0"),
        ("machine cores", "2"),
        ("machine processor", "A<B"),
        ("machine date", "2026-11-23"),
    ];
    for (path, text) in shown {
        assert_eq!(cost(path), text, "{path}");
    }
}

#[test]
fn two_figures_are_compared() {
    assert_eq!(cost("instructions step04 / bare"), "4.0");
    assert_eq!(cost("builds step05 / bare"), "2.5");
    assert_eq!(cost("builds step05 crates / bare"), "2.2");
    assert_eq!(cost("memory stored 100001 / stored 1"), "6.0");
    assert_eq!(cost("bench save 50 / save 10"), "5.0");
}

#[test]
fn a_path_that_names_nothing_is_refused_in_words() {
    let refused = [
        (
            "instructions step09",
            "there is no `step09`, only: bare, step04, signed, cookies, hashes",
        ),
        (
            "instructions step04 / step09",
            "there is no `step09`, only: ",
        ),
        ("instructions", "`instructions` is no path to a figure"),
        (
            "instruction step04",
            "`instruction step04` is no path to a figure",
        ),
        (
            "parts all",
            "there is no `all`, only: bare, cookies, hashes, rest",
        ),
        ("bench save ten", "`ten` is no number"),
        ("bench save 11", "there is no `save 11`, only: sign 1, "),
        (
            "growth 2000",
            "no recorded size is within a tenth of `2000`",
        ),
        ("sizes random more", "there is no `more`, only: cases, "),
        (
            "memory step04 2",
            "there is no `step04 2`, only: step04 1, ",
        ),
        (
            "network flask seconds",
            "there is no `seconds`, only: micros",
        ),
        ("machine name", "there is no `name`, only: processor, "),
        ("machine rustc / date", "`1.95.0` is no number"),
        (
            "sizes random larger / smaller / equal",
            "is no path to a figure",
        ),
        (
            "sizes random cases / random larger",
            "what stands behind `/` is 0",
        ),
        ("instructions step04 /", "nothing stands beside `/`"),
        ("/ bare", "nothing stands beside `/`"),
    ];
    for (path, words) in refused {
        let refusal = refusal(path);
        assert!(
            refusal.starts_with(&format!("{{{{#cost {path}}}}}: ")),
            "{refusal}"
        );
        assert!(refusal.contains(words), "{refusal}");
    }
}

#[test]
fn figures_stand_within_prose() {
    let line = "It takes {{#cost instructions step04}}, **{{#cost instructions step04 / bare}} ×**; {{ name }}.";
    let shown = "It takes 28,000, **4.0 ×**; {{ name }}.";
    assert_eq!(prose(&record(), line).unwrap(), shown);
    let escaped = prose(&record(), "on {{#cost machine processor}}").unwrap();
    assert_eq!(escaped, "on A&lt;B");
}

#[test]
fn a_chapter_shows_figures_tables_and_plots() {
    let text = "{{#cost instructions step04}} and {{#cost parts rest}}\n\n{{#costs builds}}\n\n{{#plot builds}}\n\n```text\n{{#cost nothing}}\n```\n";
    let book = book(&self::text().to_string());
    let page = expand::chapter(&book.workspace, "a.md", text)
        .unwrap()
        .markdown;
    assert!(page.starts_with("28,000 and 10,000\n"), "{page}");
    assert!(
        page.contains("\n<div class=\"table-wrapper costs\"><table>"),
        "{page}"
    );
    assert!(page.contains("\n<figure class=\"picture plot\"><svg role=\"img\" aria-labelledby=\"plot-builds-4-title plot-builds-4-desc\""), "{page}");
    assert!(page.contains("{{#cost nothing}}"), "{page}");
}

#[test]
fn errors_name_the_chapter_and_the_line() {
    let text = "# Costs\n\nIt takes {{#cost instructions\nstep04}}.\n\n{{#costs nothing}}\n{{#plot nothing}}\nA {{#cost parts x}} and\nb {{#csot parts x}}.\n{{#cost}}\n{{plot parts}}\n`{{ name }}` and {{cost parts rest}}.\n";
    let book = book(&self::text().to_string());
    let error = expand::chapter(&book.workspace, "a.md", text).unwrap_err();
    let error = error.to_string();
    let expected = "\
book/chapters/a.md:3: `{{#cost instructions` has no end on its line
book/chapters/a.md:6: there is no table `nothing`, only: instructions, benches, sizes, builds, network
book/chapters/a.md:7: there is no plot `nothing`, only: parts, growth, memory, builds
book/chapters/a.md:8: {{#cost parts x}}: there is no `x`, only: bare, cookies, hashes, rest
book/chapters/a.md:9: `{{#csot parts x}}` is no directive within a line
book/chapters/a.md:10: `{{#cost}}` is no directive of this book
book/chapters/a.md:11: `{{plot` lacks its `#`, or a space if it is no directive
book/chapters/a.md:12: `{{cost` lacks its `#`, or a space if it is no directive";
    assert_eq!(error, expected);
}

#[test]
fn a_record_that_is_missing_or_broken_is_named_with_the_reason() {
    let error = |book: Fixture| {
        let error = expand::chapter(&book.workspace, "a.md", "{{#plot parts}}\n").unwrap_err();
        error.to_string()
    };
    let missing = error(fixture(&[("step01-a/Cargo.toml", "")]));
    assert!(missing.starts_with("book/chapters/a.md: "), "{missing}");
    assert!(
        missing.contains("book/costs.json: No such file"),
        "{missing}"
    );
    let broken = error(book("{\"machine\": 1}"));
    assert!(
        broken.contains("book/costs.json: invalid type: integer `1`"),
        "{broken}"
    );
}

#[test]
fn a_chapter_without_costs_needs_no_record() {
    let book = fixture(&[("step01-a/Cargo.toml", "")]);
    assert!(expand::chapter(&book.workspace, "a.md", "# Title\n").is_ok());
}

#[test]
fn a_wrong_record_says_what_is_wrong() {
    let error = |change: &dyn Fn(&mut Value)| format!("{:#}", changed(change).unwrap_err());
    let unknown = error(&|it| it["machine"]["name"] = json!("m"));
    assert!(
        unknown.starts_with("unknown field `name`, expected one of"),
        "{unknown}"
    );
    let absent = error(&|it| _ = it.as_object_mut().unwrap().remove("growth"));
    assert!(absent.starts_with("missing field `growth`"), "{absent}");
    let kind = error(&|it| it["builds"][0]["crates"] = json!("58"));
    assert!(
        kind.starts_with("invalid type: string \"58\", expected u64"),
        "{kind}"
    );
    let app = error(&|it| it["network"][1]["name"] = json!("django"));
    assert_eq!(app, "`django` is no app of this book");
    let zero = error(&|it| it["memory"][0]["visitors"] = json!(0));
    assert_eq!(zero, "memory: 0 is not above 0");
}

#[test]
fn parts_that_exceed_the_whole_are_refused() {
    let record = changed(|it| it["instructions"][1]["per_request"] = json!(15_000)).unwrap();
    let error = format!("{:#}", plot::draw(&record, "parts").unwrap_err());
    assert_eq!(
        error,
        "the plot `parts`: a request takes 15000 instructions, and a part of it 18000"
    );
}

#[test]
fn a_table_has_a_row_for_each_entry() {
    let html = |name| table::html(&record(), name).unwrap();
    let row =
        "<tr><th scope=\"row\">step 4, the session</th><td>28,000</td><td>4.0\u{a0}×</td></tr>";
    assert!(
        html("instructions").contains(row),
        "{}",
        html("instructions")
    );
    let row = "<tr><th scope=\"row\">save the session</th><td>0.25\u{a0}×</td><td>2.5\u{a0}×</td><td>12\u{a0}×</td></tr>";
    assert!(html("benches").contains(row), "{}", html("benches"));
    let row = "<tr><th scope=\"row\">a whole request</th><td colspan=\"3\">2.5\u{a0}×</td></tr>";
    assert!(html("benches").contains(row));
    let row = "<tr><th scope=\"row\">10</th><td>1,186</td><td>214</td><td>215</td></tr>";
    assert!(html("sizes").contains(row), "{}", html("sizes"));
    let row = "<tr><th scope=\"row\">step 5, the login app</th><td>128</td><td>81</td><td>2.5\u{a0}×</td></tr>";
    assert!(html("builds").contains(row), "{}", html("builds"));
    let row = "<tr><th scope=\"row\">Flask on gunicorn</th><td>67\u{a0}×</td><td>1,427</td></tr>";
    assert!(html("network").contains(row), "{}", html("network"));
}

#[test]
fn ticks_rise_in_round_steps_and_reach_the_most() {
    for most in [0.007, 0.4, 1.0, 3.3, 9.99, 31.8, 66_120.0, 1e9] {
        let ticks = round_ticks(most, 5);
        assert!(ticks.is_sorted_by(|one, other| one < other), "{ticks:?}");
        assert!(
            ticks[0] == 0.0 && ticks[ticks.len() - 1] >= most,
            "{ticks:?}"
        );
        assert!((2..=7).contains(&ticks.len()), "{ticks:?}");
    }
    assert_eq!(round_ticks(31.8, 5), [0.0, 10.0, 20.0, 30.0, 40.0]);
    assert_eq!(
        decades(1.0, 20_000.0),
        [1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0]
    );
    assert_eq!(decades(1.0, 1.0), [1.0, 10.0]);
}

#[test]
fn a_scale_keeps_distances_or_factors() {
    let linear = Scale::linear((0.0, 40.0), (200.0, 0.0));
    assert_eq!(
        [0.0, 10.0, 40.0].map(|it| linear.at(it)),
        [200.0, 150.0, 0.0]
    );
    let logarithmic = Scale::logarithmic((1.0, 1000.0), (0.0, 300.0));
    assert_eq!(
        [1.0, 10.0, 1000.0].map(|it| logarithmic.at(it).round()),
        [0.0, 100.0, 300.0]
    );
}

/// The small record with figures so large that their labels need much room.
fn large_record() -> Record {
    let mut record = record();
    for one in &mut record.instructions {
        one.per_request *= 1000;
    }
    for one in &mut record.memory {
        one.kib *= 90;
        one.visitors *= 10;
    }
    for one in &mut record.builds {
        one.cpu_seconds *= 100.0;
        one.crates *= 100;
    }
    record
}

/// The plots of the small record, of a large one, and of the book's own.
fn drawings() -> Vec<(String, Drawing)> {
    let mut drawings = Vec::new();
    for record in [record(), large_record(), own_record()] {
        for name in NAMES {
            let plot = plot::draw(&record, name).unwrap();
            drawings.push((name.to_string(), Drawing::read(&plot.svg)));
        }
    }
    drawings
}

#[test]
fn every_plot_is_whole_and_has_a_text_alternative() {
    for (name, drawing) in drawings() {
        assert_eq!(drawing.wrong, Vec::<String>::new(), "{name}");
        for part in ["title", "desc"] {
            assert_eq!(drawing.texts_of(part).len(), 1, "{name} {part}");
        }
        let figures = drawing.texts_of("desc")[0]
            .chars()
            .filter(char::is_ascii_digit);
        assert!(figures.count() > 8, "{name}");
    }
}

#[test]
fn no_plot_has_a_look_of_its_own() {
    let classes = [
        "ink", "paper", "accent", "accent2", "muted", "danger", "fill", "dashed", "faint",
    ];
    let classes = [&classes[..], &["note", "start", "end"]].concat();
    for (name, drawing) in drawings() {
        for (attribute, value) in drawing.attributes() {
            let look = [
                "style",
                "fill",
                "stroke",
                "color",
                "font-size",
                "font-family",
            ];
            assert!(!look.contains(&attribute), "{name}: {attribute}");
            if attribute == "class" {
                assert!(
                    value.split(' ').all(|it| classes.contains(&it)),
                    "{name}: {value}"
                );
            }
        }
    }
}

#[test]
fn nothing_sticks_out_of_a_plot() {
    for (name, drawing) in drawings() {
        assert_eq!(drawing.outside(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn texts_are_escaped() {
    let mut svg = plot::svg::Svg::default();
    svg.text("note", (10.0, 10.0), "a < b & \"c\"");
    let svg = svg.finish(20.0, "<T>", "&");
    let drawing = Drawing::read(&svg);
    assert_eq!(drawing.wrong, Vec::<String>::new());
    assert_eq!(drawing.texts_of("text"), ["a < b & \"c\""]);
    assert_eq!(drawing.texts_of("title"), ["<T>"]);
}
