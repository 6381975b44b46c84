//! Drives one app in process, without a network: `count APP NAME REQUESTS` logs in once under that
//! name and then sends so many visits. Run twice, the difference is what the visits cost.

mod apps;
#[cfg(feature = "cookies")]
mod cookies;
#[cfg(feature = "hashes")]
mod hashes;
#[cfg(feature = "step04_reading")]
mod reading;
mod visitor;

use std::env;
use std::process::ExitCode;

use anyhow::{Context, bail};
use axum::body::Bytes;

use crate::visitor::Visitor;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [app, name, requests] = args.as_slice() else {
        bail!("usage: count APP NAME REQUESTS");
    };
    let requests = requests.parse().context("REQUESTS is a number")?;
    let app = apps::find(app)
        .with_context(|| format!("no app {app} here: build with --features {app}"))?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(drive(Visitor::new(app, name), requests))
}

async fn drive(mut visitor: Visitor, requests: u32) -> anyhow::Result<()> {
    visitor.login().await?;
    let mut page = Bytes::new();
    for _ in 0..requests {
        page = visitor.visit().await?;
    }
    visitor.check(str::from_utf8(&page)?, requests)
}
