//! Tables made from the record: `{{#costs NAME}}`.

use anyhow::{Context, Result, bail};

use super::names;
use super::record::Record;
use super::rounding::{count, micros, ratio, seconds};
use crate::html::escape;

/// In the order of a session's life.
const BENCHES: &[(&str, &str)] = &[
    ("sign", "sign the value"),
    ("unsign", "check the signature"),
    ("open", "open the session"),
    ("save", "save the session"),
];

/// How many keys the columns of the benches have.
const KEYS: &[u64] = &[1, 10, 50];

/// A table of that name as HTML on one line of Markdown.
pub fn html(record: &Record, name: &str) -> Result<String> {
    match name {
        "instructions" => instructions(record),
        "benches" => benches(record),
        "sizes" => Ok(sizes(record)),
        "builds" => builds(record),
        "network" => network(record),
        _ => {
            bail!("there is no table `{name}`, only: instructions, benches, sizes, builds, network")
        }
    }
}

fn instructions(record: &Record) -> Result<String> {
    let bare = record.instructions_of("bare")?;
    let rows = record.instructions.iter().map(|one| {
        let times = times(one.per_request as f64 / bare as f64);
        row(names::full(&one.name), &[count(one.per_request), times])
    });
    let head = ["app", "instructions a request", "to bare axum"];
    Ok(table(&head, rows.collect()))
}

fn benches(record: &Record) -> Result<String> {
    let mut rows = String::new();
    for (name, words) in BENCHES {
        let cell = |keys: &u64| Ok(times(record.bench_of(name, Some(*keys))?.ratio));
        let cells: Result<Vec<_>> = KEYS.iter().map(cell).collect();
        rows += &row(words, &cells?);
    }
    rows += &whole_request(times(record.bench_of("request", None)?.ratio));
    Ok(table(&["", "1 key", "10 keys", "50 keys"], rows))
}

/// One cell under all columns: its session has one size.
fn whole_request(ratio: String) -> String {
    let columns = KEYS.len();
    format!("<tr><th scope=\"row\">a whole request</th><td colspan=\"{columns}\">{ratio}</td></tr>")
}

fn sizes(record: &Record) -> String {
    let rows = record.sizes.examples.iter().map(|one| {
        let cells = [one.json_bytes, one.ours, one.flask];
        row(&count(one.keys), &cells.map(count))
    });
    let head = ["keys", "bytes of JSON", "our cookie", "Flask's cookie"];
    table(&head, rows.collect())
}

fn builds(record: &Record) -> Result<String> {
    let bare = record.build_of("bare").context("builds")?.cpu_seconds;
    let rows = record.builds.iter().map(|one| {
        let cells = [
            count(one.crates),
            seconds(one.cpu_seconds),
            times(one.cpu_seconds / bare),
        ];
        row(names::full(&one.name), &cells)
    });
    let head = ["app", "crates", "CPU seconds", "to bare axum"];
    Ok(table(&head, rows.collect()))
}

fn network(record: &Record) -> Result<String> {
    let bare = record.network_of("bare")?;
    let rows = record.network.iter().map(|one| {
        let cells = [times(one.cpu_micros / bare), micros(one.cpu_micros)];
        row(names::full(&one.name), &cells)
    });
    let head = ["app", "to bare axum", "µs a request"];
    Ok(table(&head, rows.collect()))
}

fn times(value: f64) -> String {
    format!("{}\u{a0}×", ratio(value))
}

fn row(name: &str, cells: &[String]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<td>{cell}</td>"))
        .collect();
    format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", escape(name))
}

fn table(head: &[&str], rows: String) -> String {
    let head = head.iter().map(|name| match *name {
        "" => "<td></td>".to_owned(),
        name => format!("<th scope=\"col\">{}</th>", escape(name)),
    });
    let head: String = head.collect();
    format!(
        "<div class=\"table-wrapper costs\"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
}
