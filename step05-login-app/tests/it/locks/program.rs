//! The program itself, as a process that can be told to end.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::SECRET_KEY;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_step05-login-app");

/// Long enough for any machine; a program that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program on a port of its own, stopped when the test ends.
pub struct Program {
    process: Child,
    stdout: BufReader<ChildStdout>,
    first_line: String,
}

impl Program {
    pub fn start(settings: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        let command = command.args(["--port", "0"]).args(settings);
        let command = command.env("SECRET_KEY", SECRET_KEY);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut first_line = String::new();
        stdout.read_line(&mut first_line).unwrap();
        Self {
            process,
            stdout,
            first_line,
        }
    }

    pub fn url(&self) -> &str {
        let url = self.first_line.strip_prefix("serving on ").unwrap();
        url.trim_end()
    }

    pub fn connect(&self) -> TcpStream {
        let address = self.url().strip_prefix("http://").unwrap();
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Tells the program to end, and returns when it takes no new connections.
    pub fn tell_to_end(&self, signal: &str) {
        let id = self.process.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.unwrap().success());
        let address = self.url().strip_prefix("http://").unwrap();
        wait_for(|| TcpStream::connect(address).err());
    }

    pub fn is_running(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }

    /// How the program ended, once it has.
    pub fn status(&mut self) -> ExitStatus {
        wait_for(|| self.process.try_wait().unwrap())
    }

    /// All that the program printed and logged, once it has ended.
    pub fn output(&mut self) -> String {
        let mut output = self.first_line.clone();
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

fn wait_for<T>(mut condition: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "nothing happened");
        sleep(Duration::from_millis(10));
    }
}
