//! A program that is told to end answers the requests that it has begun, and waits for nobody else.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::program::Program;

const SIGNALS: [&str; 2] = ["-TERM", "-INT"];

const HEAD: &str = "POST /login HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\
    Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n\r\n";

/// Sends the head of a login, and returns when the program waits for the body.
fn begin_login(program: &Program) -> TcpStream {
    let mut stream = program.connect();
    stream.write_all(HEAD.as_bytes()).unwrap();
    let mut answer = [0; 25];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

fn finish(mut stream: TcpStream, body: &str) -> String {
    for byte in body.as_bytes() {
        stream.write_all(&[*byte]).unwrap();
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_running_request_is_answered_before_the_end() {
    for signal in SIGNALS {
        let mut program = Program::start(0, &[("REQUEST_TIMEOUT", "60")]);
        let stream = begin_login(&program);
        program.tell_to_end(signal);
        assert_eq!(program.process.try_wait().unwrap(), None, "{signal}");
        let answer = finish(stream, "username=alice");
        assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
        assert!(answer.contains("set-cookie: session="), "{answer}");
        assert_eq!(program.status().code(), Some(0), "{signal}");
    }
}

#[test]
fn who_says_nothing_does_not_hold_the_process() {
    for said in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\n"] {
        let mut program = Program::start(0, &[("REQUEST_TIMEOUT", "1")]);
        let mut stream = program.connect();
        stream.write_all(said.as_bytes()).unwrap();
        program.tell_to_end("-TERM");
        assert_eq!(program.status().code(), Some(0), "{said:?}");
    }
}

#[test]
fn a_body_that_never_ends_does_not_hold_the_process() {
    let mut program = Program::start(0, &[("REQUEST_TIMEOUT", "1")]);
    let stream = begin_login(&program);
    program.tell_to_end("-TERM");
    assert_eq!(program.status().code(), Some(0));
    drop(stream);
}

/// A program can be told to end as soon as it has said that it serves.
#[test]
fn the_first_moment_counts() {
    for _ in 0..20 {
        let mut program = Program::start(0, &[]);
        program.tell_to_end("-TERM");
        assert_eq!(program.status().code(), Some(0));
    }
}

/// A browser keeps its connection open for minutes, and the program does not wait for that.
#[test]
fn an_idle_connection_is_closed_at_once() {
    let mut program = Program::start(0, &[("REQUEST_TIMEOUT", "3600")]);
    let mut stream = program.connect();
    let request = b"GET /static/icon.svg HTTP/1.1\r\nHost: x\r\n\r\n";
    stream.write_all(request).unwrap();
    stream.read_exact(&mut [0; 12]).unwrap();
    program.tell_to_end("-TERM");
    assert_eq!(program.status().code(), Some(0));
}
