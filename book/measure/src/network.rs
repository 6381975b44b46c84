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
use crate::{packages, python, stop};

/// The entries of the record, and their servers.
const SERVERS: [(&str, Package); 13] = [
    ("bare", BARE),
    ("step01", STEP01),
    ("step02", STEP02),
    ("step03", STEP03),
    ("step04", STEP04),
    ("step04_longer", STEP04),
    ("step05", STEP05),
    ("signed", SIGNED),
    ("signed_longer", SIGNED),
    ("stored", STORED),
    ("stored_longer", STORED),
    ("actix", ACTIX),
    ("rocket", ROCKET),
];

/// These have no session: their page knows nobody.
const FORGETFUL: [&str; 2] = ["bare", "step01"];

/// These know the name, and count nothing.
const NOT_COUNTING: [&str; 2] = ["step02", "step03"];

const ROUNDS: usize = 5;
const CONNECTIONS: u32 = 8;
const WARM_UP: u32 = 1_000;
const REQUESTS: u32 = 100_000;

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
    let programs = SERVERS
        .iter()
        .map(|(name, package)| Ok((*name, package.build()?)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let gunicorn = python::programs()?.join("gunicorn");
    let contestants = stop::run(compete(programs, gunicorn))?;
    Ok(contestants.iter().map(Contestant::result).collect())
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
        let clients = send(clients, self.requests).await?;
        let seconds = self.server.cpu_seconds()? - before;
        self.micros.push(1e6 * seconds / f64::from(self.requests));
        for mut client in clients {
            self.check(&client.visit().await?, self.requests / CONNECTIONS)?;
        }
        Ok(())
    }

    /// One visitor logs in and uses all the connections.
    async fn clients(&self) -> anyhow::Result<Vec<Client>> {
        let mut visitor = Client::connect(self.server.address).await?;
        visitor.login(self.username()).await?;
        self.check(&visitor.visit().await?, 1)?;
        let mut clients = Vec::new();
        for _ in 0..CONNECTIONS {
            let mut client = Client::connect(self.server.address).await?;
            client.jar = visitor.jar.clone();
            clients.push(client);
        }
        Ok(clients)
    }

    fn username(&self) -> &'static str {
        packages::visitor(self.name).1
    }

    /// Whether a page knows what it should after so many visits, or more: a server that keeps the
    /// sessions counts those of all connections.
    fn check(&self, page: &str, visits: u32) -> anyhow::Result<()> {
        let name = self.name;
        let knows = page.contains(self.username());
        ensure!(knows != FORGETFUL.contains(&name), "{name}: {page}");
        if knows && !NOT_COUNTING.contains(&name) {
            ensure!(read_visits(page) >= Some(visits), "{name}: {page}");
        }
        Ok(())
    }

    fn result(&self) -> Network {
        let name = self.name.into();
        let cpu_micros = rounded(self.median(), 1);
        Network { name, cpu_micros }
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

/// The number in `Visits: 12`.
fn read_visits(page: &str) -> Option<u32> {
    let (_, visits) = page.split_once("Visits: ")?;
    let end = visits.find(|character: char| !character.is_ascii_digit());
    visits[..end.unwrap_or(visits.len())].parse().ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_read() {
        assert_eq!(read_visits("Logged in as alice\nVisits: 12"), Some(12));
        assert_eq!(read_visits("<p>Visits: 7</p>"), Some(7));
        assert_eq!(read_visits("You are not logged in"), None);
    }
}
