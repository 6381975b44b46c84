//! The machine, its compiler and the day: what another reader's figures differ by.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;

use anyhow::Context;
use time::OffsetDateTime;

use crate::record::Machine;
use crate::tool;

pub fn describe() -> anyhow::Result<Machine> {
    Ok(Machine {
        processor: processor()?,
        cores: available_parallelism()?.get(),
        rustc: rustc()?,
        date: OffsetDateTime::now_utc().date().to_string(),
    })
}

fn processor() -> anyhow::Result<String> {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").context("cannot read /proc/cpuinfo")?;
    let model = cpuinfo
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == "model name");
    Ok(model.map_or("unknown".into(), |(_, name)| name.trim().into()))
}

/// `rustc 1.95.0 (59807616e 2026-04-14)` without the words around the number.
fn rustc() -> anyhow::Result<String> {
    let mut command = Command::new("rustc");
    command.arg("--version").stdout(Stdio::piped());
    let output = tool::output(&mut command, "https://rustup.rs")?;
    let version = String::from_utf8(output.stdout)?;
    let number = version.split_whitespace().nth(1);
    Ok(number.context("rustc tells no version")?.into())
}
