//! Starts the app on the address and port of its settings, and lets running requests finish.

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use step05_login_app::config::Config;
use step05_login_app::{app, log, shutdown};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    let config = Config::load();
    log::to_stderr(config.log_level);
    match serve(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    let (address, port) = (config.address, config.port);
    let listener = TcpListener::bind((address, port))
        .await
        .map_err(|error| format!("cannot serve on {address}, port {port}: {error}"))?;
    let (requested, overdue) = (shutdown::requested()?, shutdown::requested()?);
    println!("serving on http://{}", listener.local_addr()?);
    let grace = Duration::from_secs(config.request_timeout.into());
    let server = axum::serve(listener, app(config));
    tokio::select! {
        result = server.with_graceful_shutdown(requested) => result?,
        () = shutdown::overdue(overdue, grace) => {}
    }
    Ok(())
}
