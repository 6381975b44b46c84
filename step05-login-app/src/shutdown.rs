//! How the program ends: it takes no new requests, and gives running ones some time.

use std::io;
use std::time::Duration;

#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{ctrl_c, ctrl_shutdown};
use tokio::time::sleep;

/// Listens from now on. The future that it returns is ready when the program is told to end, by
/// Ctrl-C or by the signal that the system sends to stop a service.
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

/// Is ready when the time for running requests is over as well. Otherwise a connection on which
/// nothing is sent could keep the process alive.
pub async fn overdue(requested: impl Future<Output = ()>, grace: Duration) {
    requested.await;
    sleep(grace).await;
    tracing::warn!("some connections were closed because they did not end in time");
}
