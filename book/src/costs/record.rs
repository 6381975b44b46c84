//! The record of what sessions cost, `book/costs.json`: what was measured, and on which machine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::lookup::bench_name;
use super::names;

/// All that was measured in one run.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Where it was measured.
    pub machine: Machine,
    /// Instructions a request, in process.
    pub instructions: Vec<Instructions>,
    /// Parts of a session beside their floors.
    pub benches: Vec<Bench>,
    /// Opening and saving, as the session grows.
    pub growth: Vec<Growth>,
    /// Our cookies beside Flask's.
    pub sizes: Sizes,
    /// Memory of the server, as the visitors come.
    pub memory: Vec<Memory>,
    /// Cold debug builds.
    pub builds: Vec<Build>,
    /// CPU time a request, over the network.
    pub network: Vec<Network>,
}

/// The machine of a run.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// As the machine calls it.
    pub processor: String,
    /// How many of them.
    pub cores: u64,
    /// The compiler's version.
    pub rustc: String,
    /// The day of the run.
    pub date: String,
}

/// What one request takes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instructions {
    /// The app, as [`names`] knows it.
    pub name: String,
    /// How many.
    pub per_request: u64,
}

/// A part of a session's work beside its floor.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bench {
    /// `sign`, `unsign`, `open`, `save`, or `request` for a whole one.
    pub name: String,
    /// How many keys the session has; none for a whole request.
    pub keys: Option<u64>,
    /// How many times as long as the floor.
    pub ratio: f64,
}

/// Opening and saving a session of one size.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// The length of the cookie's value.
    pub cookie_bytes: u64,
    /// How many times as long as a whole request without a session.
    pub ratio: f64,
}

/// The length of cookies.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Some sessions, small to large.
    pub examples: Vec<Example>,
    /// Many sessions, counted.
    pub random: Random,
}

/// One session as a cookie of both kinds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// How many keys the session has.
    pub keys: u64,
    /// The length of its JSON.
    pub json_bytes: u64,
    /// The length of our cookie's value.
    pub ours: u64,
    /// The length of Flask's.
    pub flask: u64,
}

/// Of random sessions, how many cookies of ours are larger than Flask's, smaller, or equal.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Random {
    /// All of them.
    pub cases: u64,
    /// Ours has more bytes.
    pub larger: u64,
    /// Ours has fewer bytes.
    pub smaller: u64,
    /// Both have as many.
    pub equal: u64,
}

/// The memory of a server after its visitors came.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// The app, as [`names`] knows it.
    pub name: String,
    /// How many have come, each with a session.
    pub visitors: u64,
    /// What the server holds then.
    pub kib: u64,
}

/// A cold debug build.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// The app, as [`names`] knows it.
    pub name: String,
    /// How many crates are compiled.
    pub crates: u64,
    /// On all cores together.
    pub cpu_seconds: f64,
}

/// The server's CPU time for a request.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The app, as [`names`] knows it.
    pub name: String,
    /// In microseconds.
    pub cpu_micros: f64,
}

impl Record {
    /// Reads a record; an error names the file and says what is wrong with it.
    pub fn load(path: &Path) -> Result<Self> {
        let place = || path.display().to_string();
        let text = fs::read_to_string(path).with_context(place)?;
        Self::parse(&text).with_context(place)
    }

    /// Reads a record from its text.
    pub fn parse(text: &str) -> Result<Self> {
        let record: Self = serde_json::from_str(text)?;
        for name in record.names() {
            ensure!(names::is_known(name), "`{name}` is no app of this book");
        }
        for (section, figure) in record.measures() {
            ensure!(figure > 0.0, "{section}: {figure} is not above 0");
        }
        let mut entries = record.entries();
        entries.sort();
        if let Some(twice) = entries.windows(2).find(|pair| pair[0] == pair[1]) {
            bail!("{} stands there twice", twice[0]);
        }
        let Random {
            cases,
            larger,
            smaller,
            equal,
        } = record.sizes.random;
        ensure!(
            larger + smaller + equal == cases,
            "sizes: the random cases do not add up to {cases}"
        );
        Ok(record)
    }

    /// What cannot be 0: others are divided by it, or it has a place on a scale.
    fn measures(&self) -> Vec<(&str, f64)> {
        let mut all = Vec::new();
        all.extend(
            self.instructions
                .iter()
                .map(|one| ("instructions", one.per_request as f64)),
        );
        all.extend(self.benches.iter().map(|one| ("benches", one.ratio)));
        all.extend(self.growth.iter().map(|one| ("growth", one.ratio)));
        all.extend(
            self.memory
                .iter()
                .map(|one| ("memory", one.visitors as f64)),
        );
        all.extend(self.builds.iter().map(|one| ("builds", one.cpu_seconds)));
        all.extend(self.network.iter().map(|one| ("network", one.cpu_micros)));
        all
    }

    /// Each entry by its section and what tells it from the others there.
    fn entries(&self) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(
            self.instructions
                .iter()
                .map(|one| format!("instructions {}", one.name)),
        );
        all.extend(
            self.benches
                .iter()
                .map(|one| format!("benches {}", bench_name(&one.name, one.keys))),
        );
        all.extend(
            self.growth
                .iter()
                .map(|one| format!("growth {}", one.cookie_bytes)),
        );
        all.extend(
            self.memory
                .iter()
                .map(|one| format!("memory {} {}", one.name, one.visitors)),
        );
        all.extend(self.builds.iter().map(|one| format!("builds {}", one.name)));
        all.extend(
            self.network
                .iter()
                .map(|one| format!("network {}", one.name)),
        );
        all
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let instructions = self.instructions.iter().map(|one| &one.name);
        let memory = self.memory.iter().map(|one| &one.name);
        let builds = self.builds.iter().map(|one| &one.name);
        let network = self.network.iter().map(|one| &one.name);
        let all = instructions.chain(memory).chain(builds).chain(network);
        all.map(String::as_str)
    }
}
