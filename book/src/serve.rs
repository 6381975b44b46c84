//! Serves the built book on a local page.

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::Path;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::Request;
use tokio::net::TcpListener;
use tower::{ServiceExt, service_fn};
use tower_http::services::{ServeDir, ServeFile};

use crate::run;

/// The server of the pages under `pages`, and of the steps for those pages, in both languages. An
/// unknown path gets the edition's own page for that, whose links begin at the edition's root, so that
/// they hold at any depth.
pub fn app(pages: &Path) -> Router {
    let [english, russian] = ["404.html", "ru/404.html"].map(|page| pages.join(page));
    let unknown = service_fn(move |request: Request| {
        let is_russian = request.uri().path().starts_with("/ru/");
        ServeFile::new(if is_russian { &russian } else { &english }).oneshot(request)
    });
    run::routes()
        .nest("/ru", run::routes())
        .fallback_service(ServeDir::new(pages).not_found_service(unknown))
}

/// Takes the port. Done before the build, so that a port in use is known at once.
///
/// # Errors
///
/// If another program has the port, or this one may not take it.
pub async fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is in use: choose another one with --port")
        }
        listener => listener.with_context(|| format!("cannot serve on port {port}")),
    }
}

/// Opens the book in the browser, which waits until it is served.
///
/// # Errors
///
/// If the listener has no address.
pub fn open(listener: &TcpListener) -> Result<()> {
    let address = format!("http://{}", listener.local_addr()?);
    // Some systems answer only when the browser is closed.
    tokio::task::spawn_blocking(|| {
        if let Err(error) = opener::open(address) {
            eprintln!("warning: the browser cannot be opened: {error}");
        }
    });
    Ok(())
}

/// Serves the pages until the program is stopped.
///
/// # Errors
///
/// If the listener has no address, or can no longer take connections.
pub async fn serve(listener: TcpListener, pages: &Path) -> Result<()> {
    println!("serving the book on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app(pages)).await?)
}
