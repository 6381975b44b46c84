//! The API behind the page refuses everybody else, and everything else, in words.

use std::time::Duration;

use crate::client::{ask, headers, login, send};
use axum::http::StatusCode;
use book::serve;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The laboratory signs with these: what a step sets must hold under them.
#[tokio::test]
async fn other_sites_are_refused() {
    let others: &[&[(&str, &str)]] = &[
        &[("host", "evil.example")],
        &[
            ("host", "evil.example:4000"),
            ("origin", "http://evil.example:4000"),
        ],
        &[("host", "127.0.0.1")],
        &[
            ("host", "127.0.0.1:4001"),
            ("origin", "http://127.0.0.1:4001"),
        ],
        &[("host", "127.0.0.1:4000.evil.example")],
        &[("host", "")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://localhost:4000")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none"), ("origin", "")],
        &[("sec-fetch-site", ""), ("origin", "http://127.0.0.1:3000")],
        &[("sec-fetch-site", ""), ("origin", "")],
    ];
    for changed in others {
        let body = login("alice").to_string();
        let (status, answer) = send("POST", "/run/step02-cookie", &headers(changed), body).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{changed:?}");
        assert!(answer["error"].is_string(), "{answer}");
    }
    let cross = headers(&[("sec-fetch-site", "cross-site")]);
    assert_eq!(
        send("GET", "/run/", &cross, "").await.0,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_form_of_another_site_could_send_no_json() {
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let headers = headers(&[("content-type", kind)]);
        let body = login("alice").to_string();
        let (status, _) = send("POST", "/run/step02-cookie", &headers, body).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

#[tokio::test]
async fn unknown_steps_and_methods_are_refused() {
    for step in ["step06", "step01", "..%2Fbook", "%00", "step02-cookie%20"] {
        let (status, answer) = ask(step, login("alice")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{step}: {answer}");
    }
    let (status, _) = send("GET", "/run/step02-cookie", &headers(&[]), "").await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn wrong_questions_are_refused_in_words() {
    let base = json!({"method": "GET", "path": "/"});
    let changes = [
        ("path", json!("http://evil.example/")),
        ("path", json!("//evil.example/")),
        ("path", json!("login")),
        ("path", json!("*")),
        ("path", json!("/a b")),
        ("path", json!("/\r\nHost: evil")),
        ("path", json!(1)),
        ("method", json!("CONNECT")),
        ("method", json!("G E T")),
        ("headers", json!([["host", "evil.example"]])),
        ("headers", json!([["cookie", "a=b\r\nx: y"]])),
        ("headers", json!([["cookie\n", "a"]])),
        ("headers", json!([["cookie"]])),
        ("url", json!("http://evil.example/")),
    ];
    for (field, value) in changes {
        let mut question = base.clone();
        question[field] = value;
        let (status, answer) = ask("step02-cookie", question.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{question}");
        assert!(answer["error"].is_string(), "{answer}");
    }
    for body in ["", "[]", "{", "\u{0}", &"[".repeat(10_000)] {
        let (status, _) = send("POST", "/run/step02-cookie", &headers(&[]), body.to_owned()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{body}");
    }
}

#[tokio::test]
async fn a_question_is_bounded() {
    let name = "x".repeat(16 * 1024);
    let (status, answer) = ask("step02-cookie", login(&name)).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer["error"], "a question has 16 KiB at the most");
    let (status, _) = ask("step02-cookie", login(&name[..12_000])).await;
    assert_eq!(status, StatusCode::OK);
}

/// Over a real connection: it announces a body and never sends it.
#[tokio::test]
async fn a_question_that_never_ends_is_given_up() {
    let listener = serve::listen(0).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { serve::serve(listener, "/nowhere".as_ref()).await });
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /run/step02-cookie HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
         content-type: application/json\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{{"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let reading = stream.read_to_string(&mut answer);
    timeout(Duration::from_secs(15), reading)
        .await
        .unwrap()
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 422 "), "{answer}");
    assert!(answer.contains("more than 5 seconds"), "{answer}");
}
