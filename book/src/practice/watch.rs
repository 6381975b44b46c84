//! Checks the practices again after each save, until Ctrl-C.

use std::sync::mpsc;
use std::time::Duration;

use anyhow::Result;
use notify::{EventKind, RecursiveMode, Watcher};

use super::check::steps;
use super::report::report;
use crate::workspace::Workspace;

/// Editors write a file in several steps; a check waits until they have finished.
const PAUSE: Duration = Duration::from_millis(50);

/// Checks now and whenever a file of a practice changes.
///
/// # Errors
///
/// If the practices cannot be watched.
pub fn watch(workspace: &Workspace, only: Option<&str>, depth: u8) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let is_change = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
        if is_change {
            let _ = sender.send(());
        }
    })?;
    steps(workspace, only)?;
    watcher.watch(&workspace.root().join("practice"), RecursiveMode::Recursive)?;
    loop {
        anstream::print!("\x1b[2J\x1b[H");
        if let Err(error) = report(workspace, only, depth) {
            anstream::println!("error: {error:#}");
        }
        anstream::println!("watching practice/; Ctrl-C ends");
        changes.recv()?;
        while changes.recv_timeout(PAUSE).is_ok() {}
    }
}
