//! A real Redis, started by a test and stopped with it.

use std::fs;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::program::{free_port, wait_for};

/// A Redis that keeps its data in a directory of its own and can be killed.
pub struct Redis {
    process: Child,
    port: u16,
    settings: String,
}

impl Redis {
    pub fn start() -> Self {
        let port = free_port();
        Self::start_with(port, &format!("--port {port}"))
    }

    /// Every write is on the disk before it is answered, and is there after a restart.
    pub fn start_with(port: u16, settings: &str) -> Self {
        fs::create_dir_all(directory(port)).unwrap();
        let durable = "--bind 127.0.0.1 --appendonly yes --appendfsync always";
        let settings = format!("{settings} {durable}");
        let process = run(port, &settings);
        Self {
            process,
            port,
            settings,
        }
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub fn start_again(&mut self) {
        self.process = run(self.port, &self.settings);
    }

    pub fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        let status = Command::new("kill").args([signal, &id]).status();
        assert!(status.unwrap().success());
    }

    /// The number with which Redis answers a command.
    pub fn ask(&self, command: &str, arguments: &[&str]) -> u64 {
        let client = redis::Client::open(self.url()).unwrap();
        let mut connection = client.get_connection().unwrap();
        let mut command = redis::cmd(command);
        command.arg(arguments).query(&mut connection).unwrap()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
        fs::remove_dir_all(directory(self.port)).unwrap();
    }
}

/// Where the Redis on this port runs, and keeps its data.
pub fn directory(port: u16) -> String {
    format!("{}/redis-{port}", env!("CARGO_TARGET_TMPDIR"))
}

fn run(port: u16, settings: &str) -> Child {
    let mut command = Command::new("redis-server");
    command.args(settings.split(' ')).stdout(Stdio::null());
    let process = command.current_dir(directory(port)).spawn();
    let process = process.expect("redis-server is installed");
    wait_for("Redis", || TcpStream::connect(("127.0.0.1", port)).ok());
    process
}
