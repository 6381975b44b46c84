//! The program itself, as it runs in public: a process of its own that can be told to end.

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::process::{self, Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::SECRET_KEY;

/// Far more than anything here takes, even on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The program on a port of its own, killed when dropped.
pub struct Program {
    pub process: Child,
    pub url: String,
    stdout: BufReader<ChildStdout>,
}

impl Program {
    /// Returns when the program serves; the settings are environment variables.
    pub fn start(port: u16, settings: &[(&str, &str)]) -> Self {
        Self::run(command(settings).env("PORT", port.to_string()))
    }

    /// The same on any port, and keeps what the program logs.
    pub fn start_logged(settings: &[(&str, &str)]) -> Self {
        Self::run(command(settings).stderr(Stdio::piped()))
    }

    pub fn run(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut first_line = String::new();
        stdout.read_line(&mut first_line).unwrap();
        let url = first_line.trim_end().strip_prefix("serving on ").unwrap();
        Self {
            process,
            url: url.into(),
            stdout,
        }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(address(&self.url)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a signal, and returns when the program takes no new connections.
    pub fn tell_to_end(&self, signal: &str) {
        let id = self.process.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.unwrap().success());
        wait_for("no new connections", || {
            TcpStream::connect(address(&self.url)).err()
        });
    }

    /// How the program ended, once it has.
    pub fn status(&mut self) -> ExitStatus {
        wait_for("the end", || self.process.try_wait().unwrap())
    }

    /// Tells a logged program to end, and returns all that it printed and logged while it served.
    pub fn end(&mut self) -> String {
        self.tell_to_end("-TERM");
        self.status();
        let mut output = String::new();
        self.stdout.read_to_string(&mut output).unwrap();
        let mut stderr = self.process.stderr.take().unwrap();
        stderr.read_to_string(&mut output).unwrap();
        output
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Runs the program until it ends. Returns its exit code and all that it said.
pub fn run(arguments: &[&str], settings: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = command(settings).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

fn command(settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_step05-login-app"));
    let defaults = [
        ("PORT", "0"),
        ("SECRET_KEY", SECRET_KEY),
        ("LOG_LEVEL", "error"),
    ];
    command.env_clear().envs(defaults);
    command.envs(settings.iter().copied());
    command
}

/// The host and port of a URL without a path.
pub fn address(url: &str) -> &str {
    url.strip_prefix("http://").unwrap()
}

pub fn wait_for<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = attempt() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        sleep(Duration::from_millis(10));
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
