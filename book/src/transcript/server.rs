//! Starts a step in this process, on a port of its own.

use std::net::Ipv4Addr;

use anyhow::{Result, bail, ensure};
use axum::Router;
use clap::Parser;
use step05_login_app::config::Config;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

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

/// A key for step 5, which starts with a random one otherwise and says so in its log.
pub const DEMO_KEY: &str = "for-the-transcripts-of-the-book-only";

/// A fresh app of the step of that name, started with `settings` such as `--https`.
pub fn step(name: &str, settings: &[String]) -> Result<Router> {
    ensure!(
        name == "step05-login-app" || settings.is_empty(),
        "{name} takes no settings"
    );
    Ok(match name {
        "step01-stateless" => step01_stateless::app(),
        "step02-cookie" => step02_cookie::app(),
        "step03-signed" => step03_signed::app(),
        "step04-session-dict" => step04_session_dict::app(),
        "step05-login-app" => step05_login_app::app(config(settings)?),
        _ => bail!("there is no step `{name}` to run commands against"),
    })
}

fn config(settings: &[String]) -> Result<Config> {
    let key = settings
        .iter()
        .all(|setting| !setting.starts_with("--secret-key="))
        .then(|| format!("--secret-key={DEMO_KEY}"));
    let arguments = ["step05-login-app".to_owned()]
        .into_iter()
        .chain(key)
        .chain(settings.iter().cloned());
    let config = Config::try_parse_from(arguments)?;
    config.check_keys().map_err(anyhow::Error::msg)?;
    Ok(config)
}
