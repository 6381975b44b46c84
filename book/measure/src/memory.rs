//! A server's memory by the number of its visitors: each logs in and sees the page once.

use std::path::Path;

use anyhow::{Context, ensure};
use jar::Jar;
use tokio::task::JoinSet;

use crate::client::Client;
use crate::packages::{STEP04, STORED};
use crate::record::Memory;
use crate::server::Server;
use crate::stop;

/// After so many visitors of the same server, all together.
const VISITORS: [u32; 6] = [1, 10, 100, 1_000, 10_000, 100_000];

const CONNECTIONS: u32 = 8;

pub fn measure() -> anyhow::Result<Vec<Memory>> {
    let mut memory = Vec::new();
    for package in [STEP04, STORED] {
        let program = package.build()?;
        memory.extend(stop::run(fill(package.name, &program))?);
    }
    Ok(memory)
}

async fn fill(name: &str, program: &Path) -> anyhow::Result<Vec<Memory>> {
    let server = Server::start(program).await?;
    let mut memory = Vec::new();
    let mut seen = 0;
    for visitors in VISITORS {
        receive(&server, seen, visitors).await?;
        seen = visitors;
        let kib = server.resident_kib()?;
        println!("{name} after {visitors} visitors: {kib} KiB");
        let name = name.into();
        memory.push(Memory {
            name,
            visitors,
            kib,
        });
    }
    Ok(memory)
}

/// Lets the visitors with these numbers in, each connection every eighth of them.
async fn receive(server: &Server, first: u32, end: u32) -> anyhow::Result<()> {
    let mut connections = JoinSet::new();
    for connection in 0..CONNECTIONS {
        let client = Client::connect(server.address).await?;
        let visitors = (first + connection..end).step_by(CONNECTIONS as usize);
        connections.spawn(guide(client, visitors));
    }
    while let Some(done) = connections.join_next().await {
        done.context("a connection broke")??;
    }
    Ok(())
}

async fn guide(mut client: Client, visitors: impl Iterator<Item = u32>) -> anyhow::Result<()> {
    for visitor in visitors {
        client.jar = Jar::default();
        let name = format!("visitor{visitor}");
        client.login(&name).await?;
        let page = client.visit().await?;
        ensure!(page.contains(&name), "{name} is not known: {page}");
    }
    Ok(())
}
