//! The login app with its sessions on the server: the browser holds an id and nothing else.
//!
//!     cargo run -p step05-login-app --example server_side
//!     REDIS_URL=redis://127.0.0.1:6380 cargo run -p step05-login-app --example server_side

mod lifetime;
mod routes;
mod store;

use std::env;
use std::error::Error;

use step05_login_app::config::Config;
use step05_login_app::{log, shutdown};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::load();
    log::to_stderr(config.log_level);
    let app = match env::var("REDIS_URL") {
        Ok(url) => routes::app(&config, store::Redis::connect(&url).await?),
        Err(_) => routes::app(&config, store::Memory::default()),
    };
    let listener = TcpListener::bind((config.address, config.port)).await?;
    println!("serving on http://{}", listener.local_addr()?);
    let server = axum::serve(listener, app).with_graceful_shutdown(shutdown::requested()?);
    Ok(server.await?)
}
