//! Bytes that are no request, and requests that no browser sends.

use std::io::{Read, Write};
use std::net::TcpStream;

use proptest::prelude::*;

use super::{
    HTTP, PATIENCE, answer, assert_status, assert_survives, first_words, greeted, last_words,
    status,
};

#[test]
fn what_is_no_http_gets_400() {
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1 x\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"\xff\xfe\xfd\r\n\r\n",
        b" GET / HTTP/1.1\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nA : b\r\n\r\n",
        b"GET / HTTP/1.1\r\n: b\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
    ] {
        assert_status(bytes, &[400]);
    }
}

#[test]
fn http_2_is_not_spoken() {
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    assert_eq!(answer(*HTTP, preface), "");
    assert_eq!(greeted(*HTTP, b""), "You are not logged in");
}

#[test]
fn a_line_that_goes_on_in_the_next_is_refused() {
    for fold in ["\r\n ", "\r\n\t", "\r", "\0"] {
        let head = format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: a=b{fold}c=d\r\n\r\n");
        assert_status(head.as_bytes(), &[400]);
    }
}

/// A header that somebody smuggles in through a cookie belongs to the request. It must not come
/// back in the response.
#[test]
fn a_line_break_in_a_cookie_adds_nothing_to_the_answer() {
    let head = "GET / HTTP/1.1\r\nConnection: close\r\nCookie: a=b\r\nSet-Cookie: c=d\r\n\r\n";
    let page = answer(*HTTP, head.as_bytes());
    assert_eq!(status(&page), 200);
    assert!(!page.contains("c=d"), "{page}");
}

#[test]
fn a_target_of_any_form_is_answered() {
    let long = format!("/{}", "a".repeat(50_000));
    for (target, expected) in [
        ("http://evil.example/", 200),
        ("http://evil.example", 200),
        ("https://evil.example:99999/", 200),
        ("*", 404),
        ("evil.example:80", 404),
        ("//", 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%00/%ff", 404),
        ("/static/..%2fCargo.toml", 404),
        ("/?%ff=%00", 200),
        ("/login/", 404),
        ("/#fragment", 200),
        (&long, 404),
    ] {
        let head = format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n");
        assert_eq!(assert_survives(head.as_bytes()), expected, "{target:.100}");
    }
}

#[test]
fn a_target_of_100_kb_gets_414() {
    let head = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(100_000));
    assert_status(head.as_bytes(), &[414]);
}

#[test]
fn a_head_without_end_gets_431() {
    for header in [
        "A: b\r\n".repeat(200),
        format!("A: {}\r\n", "b".repeat(1_000_000)),
    ] {
        let head = format!("GET / HTTP/1.1\r\nHost: x\r\n{header}\r\n");
        assert_status(head.as_bytes(), &[431]);
    }
}

#[test]
fn a_host_can_be_missing_doubled_or_nonsense() {
    for host in [
        "",
        "Host: \r\n",
        "Host: a\r\nHost: b\r\n",
        "Host: \u{ff}:/@\r\n",
    ] {
        for version in ["1.0", "1.1"] {
            let head = format!("GET / HTTP/{version}\r\n{host}\r\n");
            assert_status(head.as_bytes(), &[200, 400]);
        }
    }
}

/// Without a Host, an Origin has nothing to match.
#[test]
fn a_form_with_an_origin_and_no_host_is_refused() {
    for origin in ["http://x", "null", "http://", "://", "\u{ff}"] {
        let head = format!("POST /logout HTTP/1.0\r\nOrigin: {origin}\r\n\r\n");
        assert_status(head.as_bytes(), &[403]);
    }
}

#[test]
fn every_method_is_answered() {
    for (method, expected) in [
        ("HEAD", 200),
        ("OPTIONS", 405),
        ("TRACE", 405),
        ("CONNECT", 405),
        ("DELETE", 405),
        ("BREW", 405),
        ("get", 405),
    ] {
        let head = format!("{method} / HTTP/1.1\r\nConnection: close\r\nCookie: a=b\r\n\r\n");
        assert_eq!(assert_survives(head.as_bytes()), expected, "{method}");
        let body = answer(*HTTP, head.as_bytes());
        assert!(!body.contains("a=b"), "{method} gives the cookie back");
    }
}

#[test]
fn a_head_request_has_no_body() {
    for path in ["/", "/login", "/nowhere", "/logout"] {
        let head = format!("HEAD {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answer = answer(*HTTP, head.as_bytes());
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }
}

#[test]
fn requests_in_a_row_are_answered_in_a_row() {
    let one = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
    let row = [one("/"), one("/nowhere"), one("/static/icon.svg")].concat();
    let last = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
    let row = row.repeat(10) + last;
    let answers = answer(*HTTP, row.as_bytes());
    let statuses = answers.split("HTTP/1.1 ").skip(1);
    let statuses: Vec<_> = statuses.map(|answer| &answer[..3]).collect();
    assert_eq!(statuses[..30], ["200", "404", "200"].repeat(10));
    assert_eq!(statuses[30..], ["200"]);
}

/// The server waits for the rest of a request, and serves others meanwhile.
#[test]
fn who_says_half_a_word_holds_up_nobody() {
    let connections = (0..100).map(|_| TcpStream::connect(*HTTP).unwrap());
    let mut half: Vec<_> = connections.collect();
    for stream in &mut half {
        stream.write_all(b"GET / HTTP/1.1\r\nHo").unwrap();
    }
    assert_eq!(greeted(*HTTP, b""), "You are not logged in");
    let mut last = half.pop().unwrap();
    last.set_read_timeout(Some(PATIENCE)).unwrap();
    last.write_all(b"st: x\r\n\r\n").unwrap();
    let mut answer = [0; 15];
    last.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}

proptest! {
    #[test]
    fn random_bytes_are_survived(bytes: Vec<u8>, has_line: bool, has_end: bool) {
        let line: &[u8] = if has_line { b"GET / HTTP/1.1\r\n" } else { b"" };
        let end: &[u8] = if has_end { b"\r\n\r\n" } else { b"" };
        let status = status(&last_words(*HTTP, &[line, &bytes, end].concat()));
        prop_assert!(status < 500, "{status}");
        prop_assert_eq!(greeted(*HTTP, b""), "You are not logged in");
    }

    #[test]
    fn random_headers_are_survived(name in "[!-~]{1,20}", value: Vec<u8>) {
        let head = [b"GET / HTTP/1.1\r\n", name.as_bytes(), b": ", &value, b"\r\n\r\n"];
        let status = status(&first_words(*HTTP, &head.concat()));
        prop_assert!((200..500).contains(&status), "{status}");
    }
}
