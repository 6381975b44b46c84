//! The commands that a transcript may hold: `curl`, `cat FILE`, and the start of a step.

use anyhow::{Context, Result, bail, ensure};

use super::curl::Request;

/// A command, taken apart.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// `curl …`
    Curl(Request),
    /// `cat FILE`
    Cat,
    /// `SECRET_KEY=… cargo run -p step05-login-app -- --https`
    Start {
        /// The step's name.
        step: String,
        /// What the environment and the arguments set, as arguments.
        settings: Vec<String>,
    },
}

impl Command {
    /// Reads a line as a shell would split it.
    ///
    /// # Errors
    ///
    /// If it is another command, or a `curl` that the page could not run.
    pub fn read(line: &str) -> Result<Self> {
        let words = shlex::split(line).context("a quote is not closed")?;
        let settings = words.iter().map_while(|word| setting(word));
        let mut settings: Vec<String> = settings.collect();
        let (_, command) = words.split_at(settings.len());
        let plain: Vec<&str> = command.iter().map(String::as_str).collect();
        match *plain {
            ["curl", ..] if settings.is_empty() => Ok(Self::Curl(Request::read(&words[1..])?)),
            ["cat", _] if settings.is_empty() => Ok(Self::Cat),
            ["cargo", "run", "-p", step, ref rest @ ..] if matches!(rest, [] | ["--", ..]) => {
                settings.extend(rest.iter().skip(1).map(ToString::to_string));
                let moved = |it: &String| it.starts_with("--port") || it.starts_with("--address");
                let chosen = "the replay chooses where a step listens";
                ensure!(!settings.iter().any(moved), chosen);
                let step = step.to_owned();
                Ok(Self::Start { step, settings })
            }
            _ => bail!("only `curl`, `cat FILE` and `cargo run -p STEP` can be replayed"),
        }
    }
}

/// A variable as the argument that means the same: `IDLE_LIMIT=5` is `--idle-limit=5`.
fn setting(word: &str) -> Option<String> {
    let (name, value) = word.split_once('=')?;
    let name = name.to_lowercase().replace('_', "-");
    match value {
        "true" | "1" => Some(format!("--{name}")),
        value => Some(format!("--{name}={value}")),
    }
}
