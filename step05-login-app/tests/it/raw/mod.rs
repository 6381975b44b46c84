//! Bytes that no browser sends, over a raw socket. The app never panics, never answers with a 5xx,
//! never waits without end, and serves the next visitor.

mod bodies;
mod cookies;
mod requests;

use std::future::IntoFuture;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use axum::Router;
use step05_login_app::app;
use tokio::net::TcpListener;

use crate::support::config;

/// After this time, no answer is expected any more.
const PATIENCE: Duration = Duration::from_secs(20);

static HTTP: LazyLock<SocketAddr> = LazyLock::new(|| serve(&[]));
static HTTPS: LazyLock<SocketAddr> = LazyLock::new(|| serve(&["--https"]));

/// Serves the app on a thread and a port of its own, for as long as the tests run.
fn serve(arguments: &[&str]) -> SocketAddr {
    let app = app(config(arguments));
    let (send, receive) = std::sync::mpsc::channel();
    thread::spawn(move || run(app, |address| send.send(address).unwrap()));
    receive.recv().unwrap()
}

#[tokio::main(flavor = "current_thread")]
async fn run(app: Router, tell: impl FnOnce(SocketAddr)) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    tell(listener.local_addr().unwrap());
    axum::serve(listener, app).into_future().await.unwrap();
}

fn send(server: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    // The server may refuse and close before it has read everything.
    let _ = stream.write_all(bytes);
    stream
}

/// Reads until the server closes the connection.
fn read_all(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    String::from_utf8(answer).unwrap()
}

/// The whole answer to a request that ends with `Connection: close`.
fn answer(server: SocketAddr, bytes: &[u8]) -> String {
    read_all(send(server, bytes))
}

/// What the server still says to a visitor who goes away in the middle, if anything.
fn last_words(server: SocketAddr, bytes: &[u8]) -> String {
    let stream = send(server, bytes);
    let _ = stream.shutdown(Shutdown::Write);
    read_all(stream)
}

/// The start of the status line alone, because the server keeps the connection open.
fn first_words(server: SocketAddr, bytes: &[u8]) -> String {
    let mut start = String::new();
    let stream = send(server, bytes).take("HTTP/1.1 200".len() as u64);
    BufReader::new(stream).read_line(&mut start).unwrap();
    start
}

/// The three digits of a status line, or 0 if the server has closed without an answer.
fn status(answer: &str) -> u16 {
    let digits = answer
        .strip_prefix("HTTP/1.1 ")
        .or(answer.strip_prefix("HTTP/1.0 "));
    digits.map_or(0, |digits| digits[..3].parse().unwrap())
}

fn get(server: SocketAddr, cookie_headers: &[u8]) -> String {
    let head = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    answer(server, &[head, cookie_headers, b"\r\n"].concat())
}

/// The name that the page for this cookie greets.
fn greeted(server: SocketAddr, cookie: &[u8]) -> String {
    let page = get(server, &[b"Cookie: ", cookie, b"\r\n"].concat());
    let greeting = page
        .split(['<', '>'])
        .find(|text| text.starts_with("Logged in as ") || *text == "You are not logged in");
    greeting.unwrap_or(&page).replace("Logged in as ", "")
}

/// Checks that there is an answer, that it is no 5xx, and that the next visitor is served.
fn assert_survives(bytes: &[u8]) -> u16 {
    let status = status(&first_words(*HTTP, bytes));
    let shown = bytes[..bytes.len().min(200)].escape_ascii();
    assert!((100..500).contains(&status), "{status}: {shown}");
    assert_eq!(greeted(*HTTP, b""), "You are not logged in", "{shown}");
    status
}

fn assert_status(bytes: &[u8], expected: &[u16]) {
    let status = assert_survives(bytes);
    let shown = bytes[..bytes.len().min(200)].escape_ascii();
    assert!(expected.contains(&status), "{status}: {shown}");
}
