//! A Python of our own, with Flask in it, under the target directory.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{places, tool};

/// The versions that the record's figures are of.
const PACKAGES: [&str; 2] = ["flask==3.1.3", "gunicorn==27.0.1"];

const SOURCE: &str = "apt install python3 python3-venv";

/// Whether Python can make environments.
pub fn check() -> anyhow::Result<()> {
    tool::check(
        Command::new("python3").args(["-c", "import ensurepip, venv"]),
        SOURCE,
    )
}

/// The folder with `python3` and `gunicorn`; made at the first call, completed at any other.
pub fn programs() -> anyhow::Result<PathBuf> {
    let venv = tool::target_dir(places::measure())?.join("flask");
    let programs = venv.join("bin");
    if !programs.join("pip").exists() {
        println!("making a Python environment");
        let mut command = Command::new("python3");
        command.args(["-m", "venv"]).arg(&venv);
        run(&mut command)?;
    }
    let mut command = Command::new(programs.join("pip"));
    run(command.args(["install", "--quiet"]).args(PACKAGES))?;
    Ok(programs)
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    command.stdout(Stdio::null());
    tool::output(command, SOURCE)?;
    Ok(())
}
