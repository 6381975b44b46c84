//! A server under measurement: a group of processes on a port of its own, gone when dropped.

use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use procfs::process::{Process, all_processes};
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::net::{TcpListener, TcpStream};

use crate::places;

/// For step 5, which has no key in its code; the others do not look.
const SECRET_KEY: &str = "0123456789abcdef0123456789abcdef";

/// A server starts within a second; a busy machine may take longer.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Server {
    process: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts a program that serves on `$PORT`.
    pub async fn start(program: &Path) -> anyhow::Result<Self> {
        let address = free_address().await?;
        Self::launch(Command::new(program), address).await
    }

    /// Starts gunicorn with two workers, and threads in them: gunicorn's plain workers take one
    /// request a connection, which none of the others has to bear.
    pub async fn start_flask(gunicorn: &Path) -> anyhow::Result<Self> {
        let address = free_address().await?;
        let mut command = Command::new(gunicorn);
        command
            .args(["--workers", "2", "--threads", "4", "--bind"])
            .args([&address.to_string(), "app:app"])
            .current_dir(places::measure().join("peers/flask"))
            .env("PYTHONDONTWRITEBYTECODE", "1");
        Self::launch(command, address).await
    }

    async fn launch(mut command: Command, address: SocketAddr) -> anyhow::Result<Self> {
        command
            .env("PORT", address.port().to_string())
            .env("SECRET_KEY", SECRET_KEY)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let process = command
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let mut server = Self { process, address };
        tokio::time::timeout(PATIENCE, server.until_it_listens())
            .await
            .with_context(|| format!("{command:?} does not listen"))?
            .with_context(|| format!("{command:?} does not start"))?;
        Ok(server)
    }

    async fn until_it_listens(&mut self) -> anyhow::Result<()> {
        while TcpStream::connect(self.address).await.is_err() {
            if let Some(status) = self.process.try_wait()? {
                bail!("it ended with {status}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// To all of its processes. They may have ended by themselves: then there is nobody to tell.
    fn signal(&self, signal: Signal) {
        if let Some(group) = Pid::from_raw(self.id()) {
            let _ = kill_process_group(group, signal);
        }
    }

    /// gunicorn takes a moment to see its workers off.
    fn wait_a_second(&mut self) {
        let end = Instant::now() + Duration::from_secs(1);
        while Instant::now() < end && matches!(self.process.try_wait(), Ok(None)) {
            sleep(Duration::from_millis(10));
        }
    }

    fn id(&self) -> i32 {
        self.process.id().cast_signed()
    }

    /// Seconds of CPU time that the process and its workers have taken so far.
    pub fn cpu_seconds(&self) -> anyhow::Result<f64> {
        let ticks: u64 = all_processes()?
            .filter_map(|process| process.ok()?.stat().ok())
            .filter(|stat| stat.pgrp == self.id())
            .map(|stat| stat.utime + stat.stime)
            .sum();
        Ok(ticks as f64 / procfs::ticks_per_second() as f64)
    }

    /// KiB of memory that the process holds now.
    pub fn resident_kib(&self) -> anyhow::Result<u64> {
        let status = Process::new(self.id())?.status()?;
        status.vmrss.context("the server is gone")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.signal(Signal::TERM);
        self.wait_a_second();
        self.signal(Signal::KILL);
        let _ = self.process.wait();
    }
}

async fn free_address() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    Ok(listener.local_addr()?)
}
