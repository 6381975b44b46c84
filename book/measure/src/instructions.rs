//! Instructions a request: the app, driven in process under callgrind. The difference between
//! a long run and a short one leaves the start, the login and the end out.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::record::Instructions;
use crate::{places, tool};

const APPS: [&str; 13] = [
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
    "cookies",
    "hashes",
];

const FEW: u64 = 200;
const MANY: u64 = 1200;

pub fn measure() -> anyhow::Result<Vec<Instructions>> {
    APPS.iter().map(|name| count(name)).collect()
}

fn count(name: &str) -> anyhow::Result<Instructions> {
    let program = tool::build(places::measure(), "count", &[name])?;
    let more = collected(&program, name, MANY)? - collected(&program, name, FEW)?;
    let per_request = more / (MANY - FEW);
    println!("{name}: {per_request} instructions a request");
    let name = name.into();
    Ok(Instructions { name, per_request })
}

fn collected(program: &Path, app: &str, requests: u64) -> anyhow::Result<u64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([app, &requests.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let output = tool::output(&mut command, "apt install valgrind")?;
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
