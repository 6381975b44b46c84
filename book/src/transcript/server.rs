//! Starts a step on a port of its own, in this process or as a program.

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::task::JoinSet;

use crate::steps::Step;

/// A running step; it stops when this is dropped.
#[derive(Debug)]
pub struct Server {
    /// The port it listens on.
    pub port: u16,
    _task: JoinSet<()>,
}

impl Server {
    /// Serves a fresh app of the step of that name, started with `settings` such as `--https`.
    ///
    /// # Errors
    ///
    /// If there is no such step, it refuses the settings, or no port is free.
    pub async fn start(step: &str, settings: &[String]) -> Result<Self> {
        let app = Step::named(step)?.start(settings)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = async move {
            let _ = axum::serve(listener, app).await;
        };
        let _task = JoinSet::from_iter([task]);
        Ok(Self { port, _task })
    }

    /// Starts a program that was built from the step of that name, in `directory`.
    ///
    /// # Errors
    ///
    /// If there is no such step, or the program does not say where it serves.
    pub async fn spawn(
        step: &str,
        settings: &[String],
        program: &Path,
        directory: &Path,
    ) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(Step::named(step)?.arguments(settings));
        command.current_dir(directory).env("PORT", "0");
        command.stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let first = lines.next_line().await?.unwrap_or_default();
        let port = first.rsplit_once(':');
        let port = port.and_then(|(_, port)| port.parse().ok());
        let port = port.with_context(|| format!("it says: {first}"))?;
        let task = async move {
            while let Ok(Some(_)) = lines.next_line().await {}
            let _ = child.wait().await;
        };
        let _task = JoinSet::from_iter([task]);
        Ok(Self { port, _task })
    }
}
