//! CPU time of a server for each request, over real connections. The servers take turns: what
//! disturbs the machine for a while disturbs them all.

use std::path::PathBuf;

use anyhow::{Context, ensure};
use tokio::task::JoinSet;

use crate::client::Client;
use crate::packages::{
    ACTIX, BARE, Package, ROCKET, SIGNED, STEP01, STEP02, STEP03, STEP04, STEP05, STORED,
};
use crate::record::{Network, rounded};
use crate::server::Server;
use crate::{python, stop};

/// The first is the one that the others are compared with.
const PACKAGES: [Package; 10] = [
    BARE, STEP01, STEP02, STEP03, STEP04, STEP05, SIGNED, STORED, ACTIX, ROCKET,
];

/// These have no session: their page knows nobody.
const FORGETFUL: [&str; 2] = ["bare", "step01"];

const ROUNDS: usize = 5;
const CONNECTIONS: u32 = 8;
const WARM_UP: u32 = 1_000;
const REQUESTS: u32 = 40_000;

/// Flask takes long enough for fewer to be measured as well.
const FLASK_REQUESTS: u32 = 3_000;

struct Contestant {
    name: &'static str,
    server: Server,
    requests: u32,
    /// CPU microseconds a request, one figure a round.
    micros: Vec<f64>,
}

pub fn measure() -> anyhow::Result<Vec<Network>> {
    let programs = PACKAGES
        .iter()
        .map(|package| Ok((package.name, package.build()?)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let gunicorn = python::programs()?.join("gunicorn");
    let contestants = stop::run(compete(programs, gunicorn))?;
    Ok(compare(&contestants))
}

async fn compete(
    programs: Vec<(&'static str, PathBuf)>,
    gunicorn: PathBuf,
) -> anyhow::Result<Vec<Contestant>> {
    let mut contestants = Vec::new();
    for (name, program) in programs {
        let server = Server::start(&program).await?;
        contestants.push(Contestant::new(name, server, REQUESTS));
    }
    let flask = Server::start_flask(&gunicorn).await?;
    contestants.push(Contestant::new("flask", flask, FLASK_REQUESTS));
    for round in 1..=ROUNDS {
        for contestant in &mut contestants {
            contestant.run().await?;
            contestant.report(round);
        }
    }
    Ok(contestants)
}

fn compare(contestants: &[Contestant]) -> Vec<Network> {
    let bare = contestants[0].median();
    let line = |contestant: &Contestant| Network {
        name: contestant.name.into(),
        cpu_micros: rounded(contestant.median(), 1),
        ratio: rounded(contestant.median() / bare, 2),
    };
    contestants.iter().map(line).collect()
}

impl Contestant {
    fn new(name: &'static str, server: Server, requests: u32) -> Self {
        let micros = Vec::new();
        Self {
            name,
            server,
            requests,
            micros,
        }
    }

    async fn run(&mut self) -> anyhow::Result<()> {
        let clients = self.clients().await?;
        let clients = send(clients, WARM_UP).await?;
        let before = self.server.cpu_seconds()?;
        send(clients, self.requests).await?;
        let seconds = self.server.cpu_seconds()? - before;
        self.micros.push(1e6 * seconds / f64::from(self.requests));
        Ok(())
    }

    /// One visitor logs in and uses all the connections.
    async fn clients(&self) -> anyhow::Result<Vec<Client>> {
        let mut visitor = Client::connect(self.server.address).await?;
        visitor.login("alice").await?;
        let page = visitor.visit().await?;
        let known = page.contains("alice");
        ensure!(
            known != FORGETFUL.contains(&self.name),
            "{}: {page}",
            self.name
        );
        let mut clients = Vec::new();
        for _ in 0..CONNECTIONS {
            let mut client = Client::connect(self.server.address).await?;
            client.jar = visitor.jar.clone();
            clients.push(client);
        }
        Ok(clients)
    }

    fn report(&self, round: usize) {
        let micros = self.micros.last().copied().unwrap_or_default();
        println!("round {round}, {}: {micros:.1} us a request", self.name);
    }

    fn median(&self) -> f64 {
        let mut micros = self.micros.clone();
        micros.sort_by(f64::total_cmp);
        micros[micros.len() / 2]
    }
}

/// Sends so many requests, shared by the clients, and returns the clients.
async fn send(clients: Vec<Client>, requests: u32) -> anyhow::Result<Vec<Client>> {
    let mut running = JoinSet::new();
    for client in clients {
        running.spawn(visit_often(client, requests / CONNECTIONS));
    }
    let mut clients = Vec::new();
    while let Some(client) = running.join_next().await {
        clients.push(client.context("a connection broke")??);
    }
    Ok(clients)
}

async fn visit_often(mut client: Client, times: u32) -> anyhow::Result<Client> {
    for _ in 0..times {
        client.visit().await?;
    }
    Ok(client)
}
