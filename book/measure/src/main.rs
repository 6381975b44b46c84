//! Measures what a session costs, for the book's page on costs, and writes it to `book/costs.json`.
//!
//! Without an argument it measures everything. With `check` it counts instructions again, and fails if
//! they are not those of the record.

mod build;
mod instructions;
mod load;
mod server;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Context, Result, bail, ensure};
use procfs::{CpuInfo, Current};
use serde_json::{Map, Value, json};
use tokio::runtime::Builder;

/// The apps, and the page of each that only reads. Step 5 has no page for this purpose alone.
const APPS: [(&str, &str); 5] = [
    ("bare", "/read"),
    ("step04", "/read"),
    ("step05", "/login"),
    ("signed", "/read"),
    ("stored", "/read"),
];

/// A share: as far may a count be off, with another compiler or processor.
const TOLERANCE: f64 = 0.1;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => measure(),
        ["check"] => check(),
        _ => bail!("usage: measure [check]"),
    }
}

fn measure() -> Result<()> {
    let (programs, step05) = (build::apps()?, build::step05()?);
    let instructions = instructions::measure(&programs)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let load = runtime.block_on(load::measure(&programs, &step05))?;
    let mut record = Map::from_iter([("machine".to_owned(), machine()?)]);
    record.extend(instructions);
    record.extend(load);
    let json = serde_json::to_string_pretty(&record)? + "\n";
    fs::write(path()?, json).context("cannot write book/costs.json")
}

fn check() -> Result<()> {
    let json = fs::read(path()?).context("cannot read book/costs.json")?;
    let record: Map<String, Value> = serde_json::from_slice(&json)?;
    let again = instructions::measure(&build::apps()?)?;
    for (app, page) in APPS
        .iter()
        .flat_map(|(app, _)| [(app, "reading"), (app, "counting")])
    {
        let of = |all: &Map<String, Value>| all["request"][app][page].as_f64();
        let (old, new) = (of(&record), of(&again));
        let (old, new) = old
            .zip(new)
            .with_context(|| format!("no record of {app} {page}"))?;
        ensure!(
            (new / old - 1.0).abs() < TOLERANCE,
            "{app} {page}: {new}, and {old} in the record"
        );
    }
    Ok(())
}

/// The record, beside this workspace's directory, which cargo tells.
fn path() -> Result<PathBuf> {
    let directory = std::env::var_os("CARGO_MANIFEST_DIR").context("run this by cargo")?;
    Ok(PathBuf::from(directory).join("../costs.json"))
}

/// What another reader's figures differ by.
fn machine() -> Result<Value> {
    let processor = CpuInfo::current()?
        .model_name(0)
        .unwrap_or("unknown")
        .to_owned();
    let rustc = build::output(Command::new("rustc").arg("--version"))?;
    Ok(json!({
        "processor": processor,
        "cores": available_parallelism()?.get(),
        "rustc": rustc.split(' ').nth(1),
        "date": build::output(Command::new("date").arg("-I"))?.trim(),
    }))
}
