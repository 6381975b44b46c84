//! Asynchronous work that ends early, and in order, when the program is told to stop.

use tokio::signal::ctrl_c;
use tokio::signal::unix::{SignalKind, signal};

/// Runs the work; a signal drops it, and with it the servers that it has started.
pub fn run<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            result = work => result,
            _ = ctrl_c() => anyhow::bail!("stopped"),
            _ = terminate.recv() => anyhow::bail!("stopped"),
        }
    })
}
