//! Starts a step in this process, on a port of its own.

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::steps::Step;

/// A running step; it stops when this is dropped.
#[derive(Debug)]
pub struct Server {
    /// The port it listens on.
    pub port: u16,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Serves a fresh app of the step of that name, started with `settings` such as `--https`.
    ///
    /// # Errors
    ///
    /// If there is no such step, it refuses the settings, or no port is free.
    pub async fn start(step: &str, settings: &[String]) -> Result<Self> {
        let found = Step::named(step).with_context(|| format!("there is no step `{step}`"))?;
        let app = found.start(settings)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { port, task })
    }
}
