//! How the program ends: no new requests, and a little time for those under way.

use std::io;
use std::time::Duration;

#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{ctrl_c, ctrl_shutdown};
use tokio::time::sleep;

/// Listens from now on. What it returns is ready when the program is told to end: by Ctrl-C,
/// or by what the system sends when it stops a service.
pub fn requested() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut signals = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    #[cfg(windows)]
    let mut signals = (ctrl_c()?, ctrl_shutdown()?);
    Ok(async move {
        tokio::select! {
            _ = signals.0.recv() => {}
            _ = signals.1.recv() => {}
        }
    })
}

/// Ready when the time for running requests is over, too: a connection that says nothing
/// must not hold the process.
pub async fn overdue(requested: impl Future<Output = ()>, grace: Duration) {
    requested.await;
    sleep(grace).await;
    tracing::warn!("some connections did not end in time");
}
