//! The exercises at the end of the chapter: tests that fail until you have built what they ask for.

mod counter;
mod name_in_the_address;

use std::future::IntoFuture;

use step01_stateless::app;
use tokio::net::TcpListener;

/// Serves the app on a free port and returns its URL.
async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app()).into_future());
    format!("http://{address}")
}
