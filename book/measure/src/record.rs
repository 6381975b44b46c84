//! What was measured, as `book/costs.json` holds it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// All sections; those not measured yet are left out of the file.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<Machine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Vec<Instructions>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benches: Option<Vec<Bench>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub growth: Option<Vec<Growth>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sizes: Option<Sizes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<Vec<Memory>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub builds: Option<Vec<Build>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<Vec<Network>>,
}

/// Where and when the last of the sections was measured.
#[derive(Serialize, Deserialize)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub rustc: String,
    pub date: String,
}

#[derive(Serialize, Deserialize)]
pub struct Instructions {
    pub name: String,
    pub per_request: u64,
}

/// A ratio to the floor that the bench names; a whole request has no number of keys.
#[derive(Serialize, Deserialize)]
pub struct Bench {
    pub name: String,
    pub keys: Option<u32>,
    pub ratio: f64,
}

#[derive(Serialize, Deserialize)]
pub struct Growth {
    pub cookie_bytes: u32,
    pub ratio: f64,
}

#[derive(Serialize, Deserialize)]
pub struct Sizes {
    pub examples: Vec<Example>,
    pub random: Random,
}

/// The length of the cookie's value, ours and Flask's, for the same dict.
#[derive(Serialize, Deserialize)]
pub struct Example {
    pub keys: usize,
    pub json_bytes: usize,
    pub ours: usize,
    pub flask: usize,
}

/// In how many random cases our cookie is larger than Flask's, smaller, or equally long.
#[derive(Serialize, Deserialize)]
pub struct Random {
    pub cases: usize,
    pub larger: usize,
    pub smaller: usize,
    pub equal: usize,
}

#[derive(Serialize, Deserialize)]
pub struct Memory {
    pub name: String,
    pub visitors: u32,
    pub kib: u64,
}

#[derive(Serialize, Deserialize)]
pub struct Build {
    pub name: String,
    pub crates: usize,
    pub cpu_seconds: f64,
}

/// CPU time of the server for one request.
#[derive(Serialize, Deserialize)]
pub struct Network {
    pub name: String,
    pub cpu_micros: f64,
}

impl Record {
    /// What the file holds: nothing where it is missing. One that cannot be read is an error,
    /// for saving would lose what is in it.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        match fs::read(path) {
            Ok(json) => {
                serde_json::from_slice(&json).with_context(|| format!("cannot read {path:?}"))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {path:?}")),
        }
    }

    /// This record, with what the newer one has in place of its own.
    pub fn updated(self, newer: Self) -> Self {
        Self {
            machine: newer.machine.or(self.machine),
            instructions: newer.instructions.or(self.instructions),
            benches: newer.benches.or(self.benches),
            growth: newer.growth.or(self.growth),
            sizes: newer.sizes.or(self.sizes),
            memory: newer.memory.or(self.memory),
            builds: newer.builds.or(self.builds),
            network: newer.network.or(self.network),
        }
    }

    /// Writes beside the file and renames: whoever reads finds the old record or the new one.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let draft = path.with_extension("json.new");
        let json = serde_json::to_string_pretty(self)? + "\n";
        fs::write(&draft, json)
            .and_then(|()| fs::rename(&draft, path))
            .with_context(|| format!("cannot write {path:?}"))
    }
}

/// As many digits as a reader can use.
pub fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_measured_sections_are_replaced() {
        let old = r#"{"instructions": [{"name": "bare", "per_request": 1}],
            "growth": [{"cookie_bytes": 100, "ratio": 0.4}]}"#;
        let new = r#"{"instructions": [{"name": "bare", "per_request": 2}]}"#;
        let old: Record = serde_json::from_str(old).unwrap();
        let record = old.updated(serde_json::from_str(new).unwrap());
        assert_eq!(record.instructions.unwrap()[0].per_request, 2);
        assert_eq!(record.growth.unwrap()[0].ratio, 0.4);
        assert!(record.benches.is_none());
    }
}
