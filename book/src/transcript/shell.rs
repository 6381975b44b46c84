//! Runs the commands of a chapter: the real `curl`, asking steps started for this chapter alone.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;
use tokio::process;

use super::command::Command;
use super::curl::ADDRESS;
use super::parse::NO_STEP;
use super::server::Server;

/// An empty directory for the jars, and the steps that were started so far.
#[derive(Debug)]
pub struct Shell {
    directory: TempDir,
    servers: HashMap<String, Server>,
    program: Option<PathBuf>,
}

impl Shell {
    /// A shell in an empty directory with no step started.
    ///
    /// # Errors
    ///
    /// If `curl` is not installed.
    pub fn new() -> Result<Self> {
        let curl = std::process::Command::new("curl").arg("--version").output();
        let missing = "transcripts need curl: install it, for example with `apt-get install curl`";
        ensure!(curl.is_ok(), missing);
        Ok(Self {
            directory: TempDir::new()?,
            servers: HashMap::new(),
            program: None,
        })
    }

    /// The same shell, which starts this program in the place of a step.
    pub fn with_program(self, program: PathBuf) -> Self {
        let program = Some(program);
        Self { program, ..self }
    }

    /// Runs a line against a step and returns what a terminal would show, its last line ended.
    ///
    /// # Errors
    ///
    /// If the line is no [`Command`], if its step does not start, or if the command fails.
    pub async fn run(&mut self, step: Option<&str>, line: &str) -> Result<String> {
        let step = step.context(NO_STEP)?;
        let output = match Command::read(line)? {
            Command::Start { step: started, .. } if started != step => {
                bail!("this block runs against {step}, not {started}")
            }
            Command::Start { settings, .. } => {
                self.start(step, &settings).await?;
                format!("serving on {ADDRESS}")
            }
            Command::Curl(_) | Command::Cat => self.execute(step, line).await?,
        };
        let unended = !output.is_empty() && !output.ends_with('\n');
        Ok(output + if unended { "\n" } else { "" })
    }

    /// Starts the step anew.
    async fn start(&mut self, step: &str, settings: &[String]) -> Result<()> {
        let server = match &self.program {
            None => Server::start(step, settings).await?,
            Some(program) => Server::spawn(step, settings, program, self.directory.path()).await?,
        };
        self.servers.insert(step.to_owned(), server);
        Ok(())
    }

    /// Runs the line as it stands. curl's own settings lead it to the step's real port, whatever
    /// address it names; of the environment it gets what finds programs, and no proxy.
    async fn execute(&mut self, step: &str, line: &str) -> Result<String> {
        if !self.servers.contains_key(step) {
            self.start(step, &[]).await?;
        }
        let port = self.servers[step].port;
        let curlrc = format!("silent\nshow-error\nconnect-to = \"::127.0.0.1:{port}\"\n");
        fs::write(self.directory.path().join(".curlrc"), curlrc)?;
        let mut shell = process::Command::new("sh");
        shell.args(["-c", line]).current_dir(&self.directory);
        shell.env_clear().env("CURL_HOME", self.directory.path());
        shell.env("PATH", env::var_os("PATH").unwrap_or_default());
        let output = shell.output().await?;
        let error = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{line}: {error}");
        Ok(String::from_utf8(output.stdout)?.replace("\r\n", "\n"))
    }
}
