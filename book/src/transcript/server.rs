//! Starts a step in this process, on a port of its own.

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use axum::Router;
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
    /// Serves an app on a free port.
    pub async fn start(app: Router) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { port, task })
    }
}

/// A fresh app of the step of that name, started with `settings` such as `--https`.
///
/// # Errors
///
/// If there is no such step, or it refuses the settings.
pub fn step(name: &str, settings: &[String]) -> Result<Router> {
    let step = Step::named(name);
    let step =
        step.with_context(|| format!("there is no step `{name}` to run commands against"))?;
    step.start(settings)
}
