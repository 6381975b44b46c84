//! Broken bodies, and bodies whose length a proxy and the server could understand differently.

use proptest::prelude::*;

use super::{HTTP, answer, assert_status, first_words, greeted, last_words, status};

/// If a proxy and the server disagree on the length, the rest of a body becomes a request.
#[test]
fn a_length_that_is_doubtful_is_refused() {
    for lengths in [
        "Content-Length: 14\r\nContent-Length: 15",
        "Content-Length: 14, 15",
        "Content-Length: -1",
        "Content-Length: +14",
        "Content-Length: 0x0e",
        "Content-Length: 99999999999999999999999",
        "Content-Length: ",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, gzip",
    ] {
        let head = format!("POST /login HTTP/1.1\r\nHost: x\r\n{lengths}\r\n\r\nusername=alice");
        assert_status(head.as_bytes(), &[400]);
    }
}

/// Then the chunks count (RFC 9112), and the bytes after them are the next request.
#[test]
fn a_length_beside_chunks_does_not_count() {
    let lengths = "Connection: close\r\nContent-Length: 3\r\nTransfer-Encoding: chunked";
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let body = "e\r\nusername=alice\r\n0\r\n\r\n";
    let head = format!("POST /login HTTP/1.1\r\nHost: x\r\n{kind}\r\n{lengths}\r\n\r\n{body}");
    assert_status(head.as_bytes(), &[303, 400]);
    let answers = answer(*HTTP, head.as_bytes());
    assert_eq!(answers.matches("HTTP/1.1 ").count(), 1, "{answers}");
}

#[test]
fn a_broken_body_is_a_visitors_mistake() {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    for (length, body) in [
        (
            "Transfer-Encoding: chunked",
            "zz\r\nusername=alice\r\n0\r\n\r\n",
        ),
        ("Transfer-Encoding: chunked", "ffffffffffffffffff\r\nx"),
        ("Transfer-Encoding: chunked", "5\r\nuser"),
        ("Content-Length: 100", "username=alice"),
        ("Content-Length: 3", "%ff"),
        ("Content-Length: 12", "username=\0\0\0"),
        ("Content-Length: 18", "theme=a&theme=dark"),
    ] {
        for path in ["/login", "/theme"] {
            let head =
                format!("POST {path} HTTP/1.1\r\nHost: x\r\n{kind}\r\n{length}\r\n\r\n{body}");
            // If the client has gone away in the middle, there is nobody to answer.
            let status = status(&last_words(*HTTP, head.as_bytes()));
            assert!([0, 400, 413, 422].contains(&status), "{status}: {head}");
            assert_eq!(greeted(*HTTP, b""), "You are not logged in", "{head}");
        }
    }
}

proptest! {
    #[test]
    fn random_forms_are_survived(body: Vec<u8>, path in "/(login|theme|logout)") {
        let length = body.len();
        let kind = "Content-Type: application/x-www-form-urlencoded";
        let head = format!("POST {path} HTTP/1.1\r\n{kind}\r\nContent-Length: {length}\r\n\r\n");
        let status = status(&first_words(*HTTP, &[head.as_bytes(), &body].concat()));
        prop_assert!((200..500).contains(&status), "{status}");
    }
}
