//! Finds entries of the record by their names; what is not there is said with what is.

use anyhow::{Context, Result, ensure};

use super::record::{Bench, Build, Memory, Record};

impl Record {
    /// The instructions of an app's request.
    pub fn instructions_of(&self, name: &str) -> Result<u64> {
        let found = pick(&self.instructions, |one| one.name.clone(), name)?;
        Ok(found.per_request)
    }

    /// The bench of that name, for a session of that many keys.
    pub fn bench_of(&self, name: &str, keys: Option<u64>) -> Result<&Bench> {
        let wanted = bench_name(name, keys);
        pick(
            &self.benches,
            |one| bench_name(&one.name, one.keys),
            &wanted,
        )
    }

    /// The CPU time of an app's request over the network, in microseconds.
    pub fn network_of(&self, name: &str) -> Result<f64> {
        let found = pick(&self.network, |one| one.name.clone(), name)?;
        Ok(found.cpu_micros)
    }

    /// The build of an app.
    pub fn build_of(&self, name: &str) -> Result<&Build> {
        pick(&self.builds, |one| one.name.clone(), name)
    }

    /// The memory of an app, from few visitors to many.
    pub fn memory_of(&self, name: &str) -> Result<Vec<&Memory>> {
        let mut all: Vec<_> = self.memory.iter().filter(|one| one.name == name).collect();
        ensure!(all.len() > 1, "the memory of `{name}` is no line");
        all.sort_by_key(|one| one.visitors);
        Ok(all)
    }
}

/// What a bench is called: `save 10`, or `request` where keys do not matter.
pub fn bench_name(name: &str, keys: Option<u64>) -> String {
    match keys {
        Some(keys) => format!("{name} {keys}"),
        None => name.to_owned(),
    }
}

/// The entry of that name, or an error that lists those there are.
pub fn pick<'a, T>(all: &'a [T], name: impl Fn(&T) -> String, wanted: &str) -> Result<&'a T> {
    let found = all.iter().find(|one| name(one) == wanted);
    found.with_context(|| {
        let known: Vec<String> = all.iter().map(name).collect();
        format!("there is no `{wanted}`, only: {}", known.join(", "))
    })
}
