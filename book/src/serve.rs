//! Serves the built book on a local page.

use std::net::Ipv4Addr;
use std::path::Path;

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::run;

/// The server of the pages under `pages`, and of the steps for those pages.
pub fn app(pages: &Path, port: u16) -> Router {
    run::routes(port).fallback_service(ServeDir::new(pages))
}

/// Takes the port. Done before the build, so that a port in use is known at once.
pub async fn listen(port: u16) -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    listener.with_context(|| format!("cannot serve on port {port}"))
}

/// Serves the pages until the program is stopped.
pub async fn serve(listener: TcpListener, pages: &Path) -> Result<()> {
    let address = listener.local_addr()?;
    println!("serving the book on http://{address}");
    Ok(axum::serve(listener, app(pages, address.port())).await?)
}
