//! The Flask half of the pair, a process of its own.

use std::env;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Flask on this port, killed when dropped.
pub struct Flask {
    process: Child,
}

impl Flask {
    /// Returns when it serves.
    pub fn start(port: u16, settings: &[(&str, &str)]) -> Self {
        let app = concat!(env!("CARGO_MANIFEST_DIR"), "/flask/app.py");
        let process = Command::new("python3")
            .args(["-m", "flask", "--app", app, "run", "--port"])
            .arg(port.to_string())
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 is installed");
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed().as_secs() < 30, "Flask does not start");
            thread::sleep(Duration::from_millis(20));
        }
        Self { process }
    }
}

impl Drop for Flask {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
