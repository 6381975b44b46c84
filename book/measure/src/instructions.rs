//! Instructions a request, without a network, counted by callgrind. A long run less a short one leaves
//! out the start, the login and the end.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::APPS;
use crate::build::{Programs, output};

const FEW: u64 = 200;
const MANY: u64 = 1_200;

const NAME: &str = "alice";

/// In letters. Step 5 takes no name as long.
const LONG: usize = 1_000;

/// Counts for every app. An error if valgrind is missing, or if an app does not answer as it should.
pub fn measure(programs: &Programs) -> Result<Map<String, Value>> {
    let mut request = Map::new();
    for (app, reading) in APPS {
        let (reading, counting) = (
            count(programs, app, reading, NAME)?,
            count(programs, app, "/", NAME)?,
        );
        println!(
            "{app}: {reading} instructions for a page that reads, {counting} for one that counts"
        );
        request.insert(
            app.into(),
            json!({"reading": reading, "counting": counting}),
        );
    }
    let long_name = "a".repeat(LONG);
    let mut long = Map::from_iter([("letters".to_owned(), LONG.into())]);
    for app in ["step04", "signed", "stored"] {
        long.insert(app.into(), count(programs, app, "/", &long_name)?.into());
    }
    let visits = json!({"few": FEW, "many": MANY, "difference": MANY - FEW});
    Ok(Map::from_iter([
        ("visits".to_owned(), visits),
        ("request".to_owned(), request.into()),
        ("parts".to_owned(), parts(programs)?),
        ("long".to_owned(), long.into()),
    ]))
}

/// What step 4's page that counts consists of.
fn parts(programs: &Programs) -> Result<Value> {
    let bare = count(programs, "bare", "/", NAME)?;
    let beyond_bare = |path| Ok::<_, anyhow::Error>(count(programs, "step04", path, NAME)? - bare);
    let (cookie, hmacs, all) = (
        beyond_bare("/cookie")?,
        beyond_bare("/hmacs")?,
        beyond_bare("/")?,
    );
    let part = |instructions: u64| json!({"instructions": instructions});
    Ok(json!({
        "bare": part(bare),
        "cookie": part(cookie),
        "hmacs": part(hmacs),
        "rest": part(all - cookie - hmacs),
    }))
}

fn count(programs: &Programs, app: &str, path: &str, username: &str) -> Result<u64> {
    let collected = |visits: u64| {
        let mut command = Command::new("valgrind");
        command
            .args([
                "--tool=callgrind",
                "--callgrind-out-file=/dev/null",
                "--log-fd=1",
            ])
            .arg(&programs[app])
            .args([app, "drive", path, username, &visits.to_string()]);
        let report = output(&mut command).context("valgrind: apt install valgrind")?;
        read_total(&report).context("callgrind tells no total")
    };
    Ok((collected(MANY)? - collected(FEW)?) / (MANY - FEW))
}

/// The number in `==4711== Collected : 123456`.
fn read_total(report: &str) -> Option<u64> {
    let (_, total) = report.split_once("Collected :")?;
    total.split_whitespace().next()?.parse().ok()
}
