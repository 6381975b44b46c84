//! What happens when the program is told to stop: the servers end, and then the program.

use std::process;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::signal::ctrl_c;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tokio::time::sleep;

static STOP: Notify = Notify::const_new();

/// How long the servers have to end.
const GRACE: Duration = Duration::from_secs(5);

/// From now on, ^C and SIGTERM end asynchronous work first, and all else after the grace period.
pub fn listen() -> anyhow::Result<()> {
    let runtime = runtime()?;
    let mut terminate = runtime.block_on(async { signal(SignalKind::terminate()) })?;
    thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                _ = ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            STOP.notify_one();
            sleep(GRACE).await;
        });
        eprintln!("error: stopped");
        process::exit(1);
    });
    Ok(())
}

/// Runs the work; being told to stop drops it, and with it the servers that it has started.
pub fn run<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    runtime()?.block_on(async {
        tokio::select! {
            result = work => result,
            () = STOP.notified() => anyhow::bail!("stopped"),
        }
    })
}

fn runtime() -> anyhow::Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
