//! Measures what a session costs and writes it down in `book/costs.json`.

mod benches;
mod builds;
mod client;
mod instructions;
mod machine;
mod memory;
mod network;
mod packages;
mod places;
mod python;
mod record;
mod server;
mod sizes;
mod stop;
mod tool;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, ValueEnum};

use crate::record::Record;

/// Measures what a session costs and writes it down in book/costs.json.
#[derive(Parser)]
struct Args {
    /// What to measure; without any, everything
    sections: Vec<Section>,
    /// The record to write; the book reads the default
    #[arg(long, default_value_os_t = places::record())]
    record: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Debug, ValueEnum)]
enum Section {
    /// Instructions a request, in process, counted by valgrind
    Instructions,
    /// The ratios that step 4's own benches find, and how they grow with the cookie
    Benches,
    /// Bytes of a cookie, beside Flask's
    Sizes,
    /// Memory of a server, by the number of its visitors
    Memory,
    /// Crates and CPU seconds of a cold build
    Builds,
    /// CPU time of a server for each request
    Network,
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> anyhow::Result<()> {
    let mut sections = args.sections;
    if sections.is_empty() {
        sections = Section::value_variants().to_vec();
    }
    // What is missing, or cannot be read or written, is better known before the work than after it.
    for section in &sections {
        section.check()?;
    }
    Record::load(&args.record)?.save(&args.record)?;
    stop::listen()?;
    for section in sections {
        println!("== {section:?}");
        let measured = section
            .measure()
            .with_context(|| format!("cannot measure {section:?}"))?;
        Record::load(&args.record)?
            .updated(measured)
            .save(&args.record)?;
    }
    Ok(())
}

impl Section {
    /// An error that names the tool that is missing, and where to get it.
    fn check(self) -> anyhow::Result<()> {
        match self {
            Section::Instructions => instructions::check(),
            Section::Sizes | Section::Network => python::check(),
            Section::Benches | Section::Memory | Section::Builds => Ok(()),
        }
    }

    /// A record of the machine and this section alone.
    fn measure(self) -> anyhow::Result<Record> {
        let mut record = Record {
            machine: Some(machine::describe()?),
            ..Record::default()
        };
        match self {
            Section::Instructions => record.instructions = Some(instructions::measure()?),
            Section::Benches => {
                let (benches, growth) = benches::measure()?;
                record.benches = Some(benches);
                record.growth = Some(growth);
            }
            Section::Sizes => record.sizes = Some(sizes::measure()?),
            Section::Memory => record.memory = Some(memory::measure()?),
            Section::Builds => record.builds = Some(builds::measure()?),
            Section::Network => record.network = Some(network::measure()?),
        }
        Ok(record)
    }
}
