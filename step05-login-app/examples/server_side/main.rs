//! The login app with its sessions on the server: the browser holds an id and nothing else.
//!
//!     cargo run -p step05-login-app --example server_side
//!     REDIS_URL=redis://127.0.0.1 cargo run -p step05-login-app --example server_side
//!
//! The routes, the pages and the locks are those of step 5. `session` is new, and so are
//! `keep` and `store` below it.

#[path = "../../src/assets.rs"]
mod assets;
#[path = "../../src/flash.rs"]
mod flash;
mod keep;
#[path = "../../src/names.rs"]
mod names;
#[path = "../../src/pages.rs"]
mod pages;
mod routes;
mod session;
mod store;

use std::error::Error;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use step05_login_app::config::Config;
use step05_login_app::shutdown;
use tokio::net::TcpListener;

use crate::store::Store;

#[tokio::main]
async fn main() -> ExitCode {
    let config = Config::load();
    tracing_subscriber::fmt()
        .with_max_level(config.log_level)
        .with_writer(io::stderr)
        .init();
    match serve(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    let store = Store::open().await?;
    let listener = TcpListener::bind(("127.0.0.1", config.port)).await?;
    let (requested, overdue) = (shutdown::requested()?, shutdown::requested()?);
    println!("serving on http://{}", listener.local_addr()?);
    let grace = Duration::from_secs(config.request_timeout.into());
    let server = axum::serve(listener, routes::app(config, store));
    tokio::select! {
        result = server.with_graceful_shutdown(requested) => result?,
        () = shutdown::overdue(overdue, grace) => {}
    }
    Ok(())
}
