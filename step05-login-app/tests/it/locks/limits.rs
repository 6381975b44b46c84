//! Nobody can fill the memory, hold a connection forever, or bring the server down.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use axum::Router;
use axum::routing::get as route;
use step05_login_app::locks;

use super::headers::assert_headers;
use crate::program::address;
use crate::support::sets_no_cookie;
use crate::support::{client, config, get, is_alice, post, send, serve, serve_router, serve_with};

const MAX_BODY: usize = 16 * 1024;

/// Opens a connection and sends the head of a login whose body is described by this header.
fn begin_login(server: &str, header: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address(server)).unwrap();
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let head = format!("POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{kind}\r\n");
    write!(stream, "{head}{header}\r\n\r\n").unwrap();
    stream
}

/// Sends one more piece every tenth of a second until there is an answer.
fn answer_while_sending(stream: &mut TcpStream, piece: &[u8]) -> String {
    let tenth = Duration::from_millis(100);
    stream.set_read_timeout(Some(tenth)).unwrap();
    let mut answer = [0; 4096];
    for _ in 0..300 {
        match stream.read(&mut answer) {
            Ok(length) => return String::from_utf8_lossy(&answer[..length]).into(),
            Err(error) if is_timeout(error.kind()) => stream.write_all(piece).unwrap(),
            Err(error) => panic!("{error}"),
        }
    }
    panic!("no answer in 30 seconds");
}

fn is_timeout(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

#[tokio::test]
async fn a_form_over_16_kib_gets_413() {
    let login = format!("{}/login", serve().await);
    for (extra, status) in [(0, 422), (1, 413), (10_000_000, 413)] {
        let name = "x".repeat(MAX_BODY + extra - "username=".len());
        let response = post(&login, "", &[("username", &name)]).await;
        assert_eq!(response.status(), status, "{extra}");
        assert!(sets_no_cookie(&response));
        let page = response.text().await.unwrap();
        assert_eq!(
            page.contains("too long: a form can have 16 KiB"),
            status == 413
        );
    }
}

#[tokio::test]
async fn a_page_refuses_a_large_body_too() {
    let server = serve().await;
    let request = client().get(&server).body("x".repeat(MAX_BODY + 1));
    assert_eq!(send(request).await.status(), 413);
}

/// Without a Content-Length, nobody knows the size before it is too late.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_in_chunks_over_16_kib_gets_413() {
    let mut stream = begin_login(&serve().await, "Transfer-Encoding: chunked");
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let answer = answer_while_sending(&mut stream, chunk.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_gets_408() {
    let server = serve_with(&["--request-timeout", "1"]).await;
    let mut stream = begin_login(&server, "Content-Length: 100");
    let answer = answer_while_sending(&mut stream, b"");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");
    assert!(answer.contains("content-security-policy: "), "{answer}");
}

/// A body that arrives byte by byte could go on for hours, so the limit counts for the whole
/// request. Without the limit, this one is complete after ten seconds.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_trickles_gets_408() {
    let server = serve_with(&["--request-timeout", "1"]).await;
    let mut stream = begin_login(&server, "Content-Length: 100");
    let answer = answer_while_sending(&mut stream, b"x");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_visitor_holds_up_nobody() {
    let server = serve().await;
    let slow = (0..200).map(|_| begin_login(&server, "Content-Length: 100"));
    let _slow: Vec<_> = slow.collect();
    assert_eq!(get(&server, "").await.status(), 200);
}

/// The text of a panic can hold what no visitor should see.
#[tokio::test]
async fn a_panic_gets_a_plain_page_and_the_next_request_is_served() {
    async fn stumble() {
        panic!("the password is swordfish");
    }
    let routes = Router::new()
        .route("/stumble", route(stumble))
        .route("/", route(async || "<h1>Logged in as alice</h1>"));
    let server = serve_router(locks::lock(routes, &config(&[]), None)).await;
    for _ in 0..3 {
        let response = get(&format!("{server}/stumble"), "").await;
        assert_eq!(response.status(), 500);
        assert_headers(&response);
        assert!(sets_no_cookie(&response));
        let page = response.text().await.unwrap();
        assert!(page.contains("<h1>500 Internal Server Error</h1>"));
        assert!(!page.contains("swordfish"), "{page}");
        assert!(is_alice(&server, "").await);
    }
}
