//! One figure of the record, named by a path: `instructions step04 / bare`.
//!
//! | path | figure |
//! |---|---|
//! | `instructions APP` | instructions a request |
//! | `parts PART` | of step 4's request: `bare`, `cookies`, `hashes`, `rest` |
//! | `bench NAME KEYS`, `bench request` | ratio to the floor |
//! | `growth BYTES` | ratio at the recorded size next to it, `smallest` and `largest` for the ends |
//! | `growth BYTES bytes` | that recorded size |
//! | `sizes KEYS FIELD` | bytes of a cookie: `json`, `ours`, `flask` |
//! | `sizes random FIELD` | sessions: `cases`, `larger`, `smaller`, `equal` |
//! | `memory APP VISITORS` | KiB |
//! | `memory APP each` | bytes that each visitor adds, from the fewest to the most |
//! | `builds APP` | CPU seconds |
//! | `builds APP crates` | crates |
//! | `network APP` | ratio to bare axum |
//! | `network APP micros` | microseconds of CPU time |
//! | `machine FIELD` | `processor`, `cores`, `rustc`, `date` |
//!
//! Two figures are compared by `/`, which gives a ratio. What follows takes the place of the first
//! words after the section, and the others stay:
//! `builds step05 crates / bare` compares with `builds bare crates`.

use std::fmt;

use anyhow::{Context, Result, bail, ensure};

use super::lookup::pick;
use super::parts::parts;
use super::record::{Growth, Memory, Record};
use super::rounding;

/// A figure with its kind, which decides how it is rounded.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Something counted.
    Count(u64),
    /// How many times as much.
    Ratio(f64),
    /// A time in microseconds.
    Micros(f64),
    /// A time in seconds.
    Seconds(f64),
    /// A word.
    Text(String),
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&match self {
            Self::Count(count) => rounding::count(*count),
            Self::Ratio(ratio) => rounding::ratio(*ratio),
            Self::Micros(micros) => rounding::micros(*micros),
            Self::Seconds(seconds) => rounding::seconds(*seconds),
            Self::Text(text) => text.clone(),
        })
    }
}

impl Figure {
    fn value(&self) -> Result<f64> {
        match self {
            Self::Count(count) => Ok(*count as f64),
            Self::Ratio(value) | Self::Micros(value) | Self::Seconds(value) => Ok(*value),
            Self::Text(text) => bail!("`{text}` is no number"),
        }
    }
}

/// The figure at a path, or an error that says what there is in its place.
pub fn find(record: &Record, path: &str) -> Result<Figure> {
    let words: Vec<&str> = path.split_whitespace().collect();
    let found = match words.iter().position(|word| *word == "/") {
        Some(at) => compare(record, &words[..at], &words[at + 1..]),
        None => single(record, &words),
    };
    found.with_context(|| format!("{{{{#cost {path}}}}}"))
}

fn compare(record: &Record, left: &[&str], right: &[&str]) -> Result<Figure> {
    ensure!(
        !left.is_empty() && !right.is_empty(),
        "nothing stands beside `/`"
    );
    let kept = left.get(1 + right.len()..).unwrap_or_default();
    let other = [&left[..1], right, kept].concat();
    let (value, other) = (single(record, left)?, single(record, &other)?);
    let (value, other) = (value.value()?, other.value()?);
    ensure!(other > 0.0, "what stands behind `/` is 0");
    Ok(Figure::Ratio(value / other))
}

fn single(record: &Record, words: &[&str]) -> Result<Figure> {
    match words {
        ["instructions", app] => record.instructions_of(app).map(Figure::Count),
        ["parts", name] => part(record, name),
        ["bench", "request"] => bench(record, "request", None),
        ["bench", name, keys] => bench(record, name, Some(number(keys)?)),
        ["growth", bytes] => Ok(Figure::Ratio(growth(record, bytes)?.ratio)),
        ["growth", bytes, "bytes"] => Ok(Figure::Count(growth(record, bytes)?.cookie_bytes)),
        ["sizes", "random", field] => random(record, field),
        ["sizes", keys, field] => example(record, keys, field),
        ["memory", app, "each"] => each(record, app),
        ["memory", app, visitors] => memory(record, app, visitors),
        ["builds", app] => Ok(Figure::Seconds(record.build_of(app)?.cpu_seconds)),
        ["builds", app, "crates"] => Ok(Figure::Count(record.build_of(app)?.crates)),
        ["network", app, rest @ ..] => network(record, app, rest),
        ["machine", field] => machine(record, field),
        _ => bail!("`{}` is no path to a figure", words.join(" ")),
    }
}

fn number(word: &str) -> Result<u64> {
    word.parse()
        .with_context(|| format!("`{word}` is no number"))
}

fn part(record: &Record, name: &str) -> Result<Figure> {
    let parts = parts(record)?;
    let found = pick(&parts, |part| part.name.to_owned(), name)?;
    Ok(Figure::Count(found.instructions))
}

fn bench(record: &Record, name: &str, keys: Option<u64>) -> Result<Figure> {
    Ok(Figure::Ratio(record.bench_of(name, keys)?.ratio))
}

/// The entry of the size next to `bytes`: how long a cookie becomes cannot be chosen to the byte.
fn growth<'a>(record: &'a Record, bytes: &str) -> Result<&'a Growth> {
    let sizes = record.growth.iter();
    let found = match bytes {
        "smallest" => sizes.min_by_key(|one| one.cookie_bytes),
        "largest" => sizes.max_by_key(|one| one.cookie_bytes),
        bytes => {
            let bytes = number(bytes)?;
            let near = sizes.filter(|one| 10 * one.cookie_bytes.abs_diff(bytes) <= bytes);
            near.min_by_key(|one| one.cookie_bytes.abs_diff(bytes))
        }
    };
    found.with_context(|| format!("no recorded size is within a tenth of `{bytes}`"))
}

fn random(record: &Record, field: &str) -> Result<Figure> {
    let random = &record.sizes.random;
    match field {
        "cases" => Ok(Figure::Count(random.cases)),
        "larger" => Ok(Figure::Count(random.larger)),
        "smaller" => Ok(Figure::Count(random.smaller)),
        "equal" => Ok(Figure::Count(random.equal)),
        _ => bail!("there is no `{field}`, only: cases, larger, smaller, equal"),
    }
}

fn example(record: &Record, keys: &str, field: &str) -> Result<Figure> {
    let example = pick(&record.sizes.examples, |one| one.keys.to_string(), keys)?;
    match field {
        "json" => Ok(Figure::Count(example.json_bytes)),
        "ours" => Ok(Figure::Count(example.ours)),
        "flask" => Ok(Figure::Count(example.flask)),
        _ => bail!("there is no `{field}`, only: json, ours, flask"),
    }
}

fn memory(record: &Record, app: &str, visitors: &str) -> Result<Figure> {
    let wanted = format!("{app} {visitors}");
    let name = |one: &Memory| format!("{} {}", one.name, one.visitors);
    Ok(Figure::Count(pick(&record.memory, name, &wanted)?.kib))
}

fn each(record: &Record, app: &str) -> Result<Figure> {
    let all = record.memory_of(app)?;
    let (first, last) = (all[0], all[all.len() - 1]);
    let bytes = 1024 * last.kib.saturating_sub(first.kib);
    let visitors = last.visitors - first.visitors;
    ensure!(visitors > 0, "the memory of `{app}` has no two sizes");
    Ok(Figure::Count(bytes / visitors))
}

fn network(record: &Record, app: &str, rest: &[&str]) -> Result<Figure> {
    let micros = record.network_of(app)?;
    match rest {
        [] => Ok(Figure::Ratio(micros / record.network_of("bare")?)),
        ["micros"] => Ok(Figure::Micros(micros)),
        _ => bail!("there is no `{}`, only: micros", rest.join(" ")),
    }
}

fn machine(record: &Record, field: &str) -> Result<Figure> {
    let machine = &record.machine;
    match field {
        "processor" => Ok(Figure::Text(machine.processor.clone())),
        "cores" => Ok(Figure::Count(machine.cores)),
        "rustc" => Ok(Figure::Text(machine.rustc.clone())),
        "date" => Ok(Figure::Text(machine.date.clone())),
        _ => bail!("there is no `{field}`, only: processor, cores, rustc, date"),
    }
}
