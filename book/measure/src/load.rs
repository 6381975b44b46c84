//! What a server takes under load, over real connections: CPU time a request, and memory a visitor.
//!
//! The servers take turns: what disturbs the machine for a while disturbs them all. Each ratio is to
//! bare axum in the same round, and the median of the rounds counts.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use serde_json::{Map, Value, json};

use crate::APPS;
use crate::build::Programs;
use crate::server::Server;

const ROUNDS: usize = 7;
const CONNECTIONS: u32 = 8;
const REQUESTS: u32 = 20_000;
const VISITORS: u32 = 100_000;

/// The figures of each round, by what the page does and the app.
type Rounds = BTreeMap<(&'static str, &'static str), Vec<f64>>;

/// Measures all apps. `step05` is step 5's own program, which writes its log as well. An error if a
/// server does not start, or does not answer as it should.
pub async fn measure(programs: &Programs, step05: &Path) -> Result<Map<String, Value>> {
    let mut servers = Vec::new();
    for (app, reading) in APPS {
        let server = match app {
            "step05" => Server::start(step05, &[])?,
            _ => Server::start(&programs[app], &[app, "serve"])?,
        };
        servers.push((app, reading, server));
    }
    let mut rounds = Rounds::new();
    for _ in 0..ROUNDS {
        for (app, reading, server) in &servers {
            for (does, path) in [("reading", *reading), ("counting", "/")] {
                let micros = micros_a_request(server, app, path).await?;
                println!("{app}, {does}: {micros:.1} us of CPU time a request");
                rounds.entry((does, app)).or_default().push(micros);
            }
        }
    }
    let mut memory = Map::from_iter([("visitors".to_owned(), VISITORS.into())]);
    for (app, _, server) in &servers {
        if ["step04", "stored"].contains(app) {
            memory.insert((*app).into(), bytes_a_visitor(server).await?.into());
        }
    }
    Ok(Map::from_iter([
        ("cpu".to_owned(), ratios(&rounds)),
        ("micros".to_owned(), micros(&rounds)),
        ("memory".to_owned(), memory.into()),
    ]))
}

/// One visitor uses all the connections, and brings the same cookie each time.
async fn micros_a_request(server: &Server, app: &str, path: &str) -> Result<f64> {
    let cookie = server.enter("alice").await?;
    let before = server.cpu_seconds()?;
    let visit_often = async || {
        for _ in 0..REQUESTS / CONNECTIONS {
            let page = server.visit(path, &cookie).await?;
            let knows = page.contains("alice");
            ensure!(
                knows || app == "bare" || path == "/login",
                "{app} does not know alice: {page}"
            );
        }
        Ok(())
    };
    try_join_all((0..CONNECTIONS).map(|_| visit_often())).await?;
    let seconds = server.cpu_seconds()? - before;
    Ok(1e6 * seconds / f64::from(REQUESTS))
}

/// Each visitor logs in and sees the page once.
async fn bytes_a_visitor(server: &Server) -> Result<u64> {
    let before = server.memory()?;
    let receive = async |connection: u32| {
        for visitor in (connection..VISITORS).step_by(CONNECTIONS as usize) {
            server.enter(&format!("visitor{visitor}")).await?;
        }
        anyhow::Ok(())
    };
    try_join_all((0..CONNECTIONS).map(receive)).await?;
    Ok((server.memory()?.saturating_sub(before)) / u64::from(VISITORS))
}

fn ratios(rounds: &Rounds) -> Value {
    by_app(rounds, |does, micros| {
        let bare = &rounds[&(does, "bare")];
        let ratios = micros.iter().zip(bare).map(|(micros, bare)| micros / bare);
        rounded(median(ratios.collect()), 100.0)
    })
}

fn micros(rounds: &Rounds) -> Value {
    by_app(rounds, |_, micros| rounded(median(micros.to_vec()), 10.0))
}

fn by_app(rounds: &Rounds, figure: impl Fn(&'static str, &[f64]) -> f64) -> Value {
    let mut all = json!({});
    for ((does, app), micros) in rounds {
        all[app][does] = figure(does, micros).into();
    }
    all
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn rounded(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}
