//! The program itself, as it runs in public: a process of its own that can be killed.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};

/// The program on a port of its own, killed when dropped.
pub struct Program {
    pub process: Child,
    pub url: String,
}

impl Program {
    /// Returns when the program serves; the settings are environment variables.
    pub fn start(port: u16, settings: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_step05-login-app"))
            .env_clear()
            .envs(settings.iter().copied())
            .env("PORT", port.to_string())
            .env("LOG_LEVEL", "error")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("serving on ").unwrap().into();
        Self { process, url }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A port that stays free while a server on it is restarted: below 32768, where the system
/// takes the ports of outgoing connections from.
pub fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    let first = 12_000 + (process::id() % 15_000) as u16;
    loop {
        let port = first + TRIED.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
