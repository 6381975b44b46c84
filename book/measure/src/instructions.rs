//! Instructions a request: the app, driven in process under callgrind. The difference between
//! a long run and a short one leaves the start, the login and the end out.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::record::Instructions;
use crate::{packages, places, tool};

const APPS: [&str; 16] = [
    "bare",
    "step01",
    "step02",
    "step03",
    "step04",
    "step04_reading",
    "step05",
    "signed",
    "signed_reading",
    "stored",
    "stored_reading",
    "step04_longer",
    "signed_longer",
    "stored_longer",
    "cookies",
    "hashes",
];

const SOURCE: &str = "apt install valgrind";

const FEW: u64 = 200;
const MANY: u64 = 1200;

/// Whether valgrind is there.
pub fn check() -> anyhow::Result<()> {
    tool::check(Command::new("valgrind").arg("--version"), SOURCE)
}

pub fn measure() -> anyhow::Result<Vec<Instructions>> {
    APPS.iter().map(|name| count(name)).collect()
}

fn count(name: &str) -> anyhow::Result<Instructions> {
    let (app, username) = packages::visitor(name);
    let program = tool::build(places::measure(), "count", &[app])?;
    let collected = |requests| collected(&program, &[app, username], requests);
    let more = collected(MANY)? - collected(FEW)?;
    let per_request = more / (MANY - FEW);
    println!("{name}: {per_request} instructions a request");
    let name = name.into();
    Ok(Instructions { name, per_request })
}

fn collected(program: &Path, args: &[&str], requests: u64) -> anyhow::Result<u64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(args)
        .arg(requests.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let output = tool::output(&mut command, SOURCE)?;
    read_total(&String::from_utf8_lossy(&output.stderr)).context("callgrind tells no total")
}

/// The number in `==4711== Collected : 123456`.
fn read_total(report: &str) -> Option<u64> {
    let (_, total) = report.split_once("Collected :")?;
    total.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_read() {
        let report = "==7== Events    : Ir\n==7== Collected : 123456\n==7== \n";
        assert_eq!(read_total(report), Some(123_456));
        assert_eq!(read_total("==7== Events    : Ir"), None);
    }
}
