//! How the program ends: no new requests, and a little time for those under way.

use std::io;
use std::time::Duration;

use tokio::signal::ctrl_c;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::sleep;

/// Returns when the program is told to end, by Ctrl-C or SIGTERM.
pub async fn requested() {
    tokio::select! {
        _ = ctrl_c() => {}
        _ = terminated() => {}
    }
}

/// Returns when the time for running requests is over, too: a connection that says nothing
/// must not hold the process.
pub async fn overdue(grace: Duration) {
    requested().await;
    sleep(grace).await;
    tracing::warn!("some connections did not end in time");
}

/// Returns at SIGTERM, which Unix alone has; elsewhere never.
async fn terminated() -> io::Result<()> {
    #[cfg(unix)]
    signal(SignalKind::terminate())?.recv().await;
    #[cfg(not(unix))]
    std::future::pending::<()>().await;
    Ok(())
}
