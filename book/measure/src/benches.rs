//! The ratios that criterion finds in step 4's benches, which measure in ratios themselves.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::packages::STEP04;
use crate::record::{Bench, Growth, rounded};
use crate::{places, tool};

const GROUPS: [&str; 4] = ["sign", "unsign", "open", "save"];

const KEYS: [u32; 3] = [1, 10, 50];

/// Runs the benches; their results go where no earlier run has left any.
pub fn measure() -> anyhow::Result<(Vec<Bench>, Vec<Growth>)> {
    let target = tool::target_dir(places::measure())?;
    let results = tempfile::tempdir_in(target)?;
    let mut command = tool::cargo(&STEP04.workspace());
    command
        .args(["bench", "--locked", "-p", STEP04.package])
        .env("CRITERION_HOME", results.path())
        .stdout(Stdio::inherit());
    tool::cargo_output(&mut command)?;
    Ok((benches(results.path())?, growth(results.path())?))
}

fn benches(results: &Path) -> anyhow::Result<Vec<Bench>> {
    let mut benches = Vec::new();
    for group in GROUPS {
        for keys in KEYS {
            let ratio = median(&results.join(format!("{group}/{keys}")))?;
            ensure!(
                ratio > 1.0,
                "{group}/{keys} takes less than its floor: {ratio}"
            );
            benches.push(bench(group, Some(keys), ratio));
        }
    }
    benches.push(bench(
        "request",
        None,
        median(&results.join("request/whole"))?,
    ));
    Ok(benches)
}

fn bench(name: &str, keys: Option<u32>, ratio: f64) -> Bench {
    let name = name.into();
    Bench { name, keys, ratio }
}

/// A folder for each length of the cookie, and criterion's own `report`.
fn growth(results: &Path) -> anyhow::Result<Vec<Growth>> {
    let mut growth = Vec::new();
    let group = results.join("growth");
    for entry in fs::read_dir(&group).with_context(|| format!("no results in {group:?}"))? {
        let entry = entry?;
        if let Ok(cookie_bytes) = entry.file_name().to_string_lossy().parse() {
            let ratio = median(&entry.path())?;
            growth.push(Growth {
                cookie_bytes,
                ratio,
            });
        }
    }
    growth.sort_by_key(|growth| growth.cookie_bytes);
    Ok(growth)
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

fn median(bench: &Path) -> anyhow::Result<f64> {
    let path = bench.join("new/estimates.json");
    let json = fs::read(&path).with_context(|| format!("no result in {path:?}"))?;
    let estimates: Estimates = serde_json::from_slice(&json)?;
    Ok(rounded(estimates.median.point_estimate, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(results: &Path, bench: &str, ratio: f64) {
        let folder = results.join(bench).join("new");
        fs::create_dir_all(&folder).unwrap();
        let json = format!(r#"{{"mean": {{}}, "median": {{"point_estimate": {ratio}}}}}"#);
        fs::write(folder.join("estimates.json"), json).unwrap();
    }

    #[test]
    fn every_group_is_read() {
        let results = tempfile::tempdir().unwrap();
        for group in GROUPS {
            for keys in KEYS {
                write(results.path(), &format!("{group}/{keys}"), 1.234);
            }
        }
        assert!(benches(results.path()).is_err());
        write(results.path(), "request/whole", 2.5);
        let benches = benches(results.path()).unwrap();
        assert_eq!(benches.len(), 13);
        assert_eq!(benches[1].name, "sign");
        assert_eq!(benches[1].keys, Some(10));
        assert_eq!(benches[1].ratio, 1.23);
        assert_eq!(benches[12].keys, None);
    }

    #[test]
    fn growth_is_sorted_by_number() {
        let results = tempfile::tempdir().unwrap();
        for bytes in [1000, 200, 4096] {
            write(results.path(), &format!("growth/{bytes}"), 0.5);
        }
        fs::create_dir(results.path().join("growth/report")).unwrap();
        let growth = growth(results.path()).unwrap();
        let bytes: Vec<u32> = growth.iter().map(|growth| growth.cookie_bytes).collect();
        assert_eq!(bytes, [200, 1000, 4096]);
    }
}
