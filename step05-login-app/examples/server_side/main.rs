//! The login app with its sessions on the server: the browser holds an id and nothing else.
//!
//!     cargo run -p step05-login-app --example server_side
//!     REDIS_URL=redis://127.0.0.1:6380 cargo run -p step05-login-app --example server_side

mod lifetime;
mod routes;
mod store;

use std::env;
use std::error::Error;
use std::io::{self, IsTerminal};

use step05_login_app::config::Config;
use step05_login_app::shutdown;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::load();
    tracing_subscriber::fmt()
        .with_max_level(config.log_level)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .init();
    let app = match env::var("REDIS_URL") {
        Ok(url) => routes::app(&config, store::Redis::connect(&url).await?),
        Err(_) => routes::app(&config, store::Memory::default()),
    };
    let listener = TcpListener::bind((config.address, config.port)).await?;
    println!("serving on http://{}", listener.local_addr()?);
    let server = axum::serve(listener, app).with_graceful_shutdown(shutdown::requested()?);
    Ok(server.await?)
}
