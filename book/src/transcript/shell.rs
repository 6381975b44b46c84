//! The commands that a transcript may hold: `curl`, `cat` and `cargo run`.

use std::collections::HashMap;
use std::fs;
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use axum::Router;
use tempfile::TempDir;
use tokio::process::Command;

use super::curl;
use super::curl_args::Arguments;
use super::server::Server;
use super::start::Start;

/// Who answers `curl`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tool {
    /// The book's own, which prints what the real one prints.
    Own,
    /// The real one, if it is installed.
    Real,
}

/// What makes the app of a step, given its name and its settings.
pub type Apps = fn(&str, &[String]) -> Result<Router>;

/// Where the commands of a chapter run: a directory of its own, and steps started for it alone.
#[derive(Debug)]
pub struct Shell {
    directory: TempDir,
    servers: HashMap<String, Server>,
    apps: Apps,
    tool: Tool,
}

impl Shell {
    /// A shell in an empty directory with no step started.
    pub fn new(apps: Apps, tool: Tool) -> Result<Self> {
        Ok(Self {
            directory: TempDir::new()?,
            servers: HashMap::new(),
            apps,
            tool,
        })
    }

    /// Runs a command and returns what a terminal would show, its last line ended.
    pub async fn run(&mut self, step: Option<&str>, command: &str) -> Result<String> {
        let words =
            shlex::split(command).with_context(|| format!("unbalanced quotes: {command}"))?;
        let operator =
            |word: &&String| matches!(word.as_str(), "|" | ">" | "<" | "&&" | "||" | ";" | "&");
        if let Some(operator) = words.iter().find(operator) {
            bail!("`{operator}` cannot be replayed");
        }
        let output = match words.first().map(String::as_str) {
            Some("curl") => self.curl(step, command, &words[1..]).await?,
            Some("cat") => self.cat(&words[1..])?,
            _ => self.start(step, &words).await?,
        };
        let unended = !output.is_empty() && !output.ends_with('\n');
        Ok(output + if unended { "\n" } else { "" })
    }

    async fn curl(
        &mut self,
        step: Option<&str>,
        command: &str,
        words: &[String],
    ) -> Result<String> {
        let step =
            step.context("this chapter has no step to ask: write ```console,step02-cookie")?;
        if !self.servers.contains_key(step) {
            self.serve(step, &[]).await?;
        }
        let port = self.servers[step].port;
        match self.tool {
            Tool::Own => curl::run(&Arguments::parse(words)?, self.directory.path(), port).await,
            Tool::Real => self.real_curl(command, port).await,
        }
    }

    async fn real_curl(&self, command: &str, port: u16) -> Result<String> {
        let command = command.replacen(
            "curl ",
            &format!("curl --connect-to ::127.0.0.1:{port} "),
            1,
        );
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(command)
            .current_dir(&self.directory)
            .stderr(Stdio::null());
        let output = shell.output().await?;
        Ok(String::from_utf8(output.stdout)?.replace("\r\n", "\n"))
    }

    fn cat(&self, words: &[String]) -> Result<String> {
        let [file] = words else {
            bail!("`cat` takes one file");
        };
        fs::read_to_string(self.directory.path().join(plain_name(file)?)).context(file.clone())
    }

    /// Starts the step anew and prints what `cargo run` prints on standard output: its address.
    async fn start(&mut self, step: Option<&str>, words: &[String]) -> Result<String> {
        let start = Start::read(words)
            .context("only `curl`, `cat FILE` and `cargo run -p STEP` can be replayed")?;
        let step = step.unwrap_or("no step");
        ensure!(
            step == start.step,
            "this block runs against {step}, not {}",
            start.step
        );
        self.serve(step, &start.settings).await?;
        Ok(format!("serving on http://127.0.0.1:{}\n", start.port))
    }

    async fn serve(&mut self, step: &str, settings: &[String]) -> Result<()> {
        let server = Server::start((self.apps)(step, settings)?).await?;
        self.servers.insert(step.to_owned(), server);
        Ok(())
    }
}

/// A file name that stays within the working directory.
pub fn plain_name(name: &str) -> Result<&str> {
    ensure!(
        !name.contains('/') && !name.starts_with('.'),
        "`{name}` is no plain file name"
    );
    Ok(name)
}
