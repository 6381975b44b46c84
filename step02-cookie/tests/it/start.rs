//! The program itself says where it serves, or why it cannot.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_step02-cookie");

/// The program on a port of its own, stopped when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[tokio::test]
async fn prints_the_address_it_serves() {
    let mut command = Command::new(PROGRAM);
    let command = command.env("PORT", "0").stdout(Stdio::piped());
    let mut program = Running(command.spawn().unwrap());
    let mut line = String::new();
    let stdout = program.0.stdout.take().unwrap();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("serving on ").unwrap();
    let page = reqwest::get(address).await.unwrap().text().await.unwrap();
    assert!(page.contains("You are not logged in"));
}

/// Starts the program on a port that it cannot use. Returns the line that it prints.
fn refusal(port: &str) -> String {
    let output = Command::new(PROGRAM).env("PORT", port).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(message.lines().count(), 1);
    message
}

#[test]
fn says_in_one_line_that_a_port_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert!(refusal(&port).starts_with(&format!("cannot serve on port {port}: ")));
}

#[test]
fn says_in_one_line_that_a_port_is_no_port() {
    assert!(refusal("http").starts_with("cannot serve on port http: "));
}
