//! The API behind the page refuses everybody else, and everything else, in words.

use std::time::Duration;

use crate::client::{ask, headers, login, login_with, question, send};
use axum::http::StatusCode;
use book::serve;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

#[tokio::test]
async fn other_sites_are_refused() {
    let others: &[&[(&str, &str)]] = &[
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", ""), ("origin", "http://evil.example")],
        &[("sec-fetch-site", ""), ("origin", "null")],
        &[("sec-fetch-site", ""), ("origin", "http://127.0.0.1:3000")],
        &[("sec-fetch-site", ""), ("origin", "http://localhost:4000")],
    ];
    for changed in others {
        let (status, _) = login_with(&headers(changed)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{changed:?}");
    }
}

/// To the browser, pages of evil.example are of the same origin as the address its name points to.
#[tokio::test]
async fn another_name_for_this_machine_is_refused() {
    for host in [
        "evil.example",
        "evil.example:4000",
        "127.0.0.1:4000.evil.example",
        "127.0.0.1.evil.example:4000",
        "127.0.0.1@evil.example:4000",
        "evil.example/127.0.0.1",
        "",
    ] {
        let origin = format!("http://{host}");
        let headers = headers(&[("host", host), ("origin", &origin)]);
        let list = send("GET", "/run/", &headers, "").await;
        for (status, said) in [login_with(&headers).await, list] {
            assert_eq!(status, StatusCode::FORBIDDEN, "{host}");
            assert_eq!(said, "open the book by the name 127.0.0.1 or localhost");
        }
    }
}

#[tokio::test]
async fn a_form_of_another_site_could_send_no_json() {
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let (status, _) = login_with(&headers(&[("content-type", kind)])).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

#[tokio::test]
async fn unknown_steps_and_methods_are_refused() {
    for step in ["step06", "step01", "..%2Fbook", "%00", "step02-cookie%20"] {
        let (status, answer) = ask(step, login("alice")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{step}: {answer}");
        assert!(answer.as_str().unwrap().starts_with("there is no step"));
    }
    let (status, _) = send("GET", "/run/step02-cookie", &headers(&[]), "").await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn wrong_questions_are_refused_in_words() {
    let changes = [
        ("path", json!("http://evil.example/"), 400),
        ("path", json!("login"), 400),
        ("path", json!("/a b"), 400),
        ("path", json!("/\r\nHost: evil"), 400),
        ("path", json!(1), 422),
        ("method", json!("G E T"), 400),
        ("headers", json!([["cookie", "a=b\r\nx: y"]]), 400),
        ("headers", json!([["cookie\n", "a"]]), 400),
        ("headers", json!([["cookie"]]), 422),
        ("url", json!("http://evil.example/"), 422),
    ];
    for (field, value, expected) in changes {
        let mut question = question("GET", "/");
        question[field] = value;
        let (status, said) = ask("step02-cookie", question.clone()).await;
        assert_eq!(status.as_u16(), expected, "{question}");
        assert!(!said.as_str().unwrap().is_empty(), "{question}");
    }
    for body in ["", "{", "\u{0}", &"[".repeat(10_000)] {
        let headers = headers(&[]);
        let (status, _) = send("POST", "/run/step02-cookie", &headers, body.to_owned()).await;
        assert!(status.is_client_error(), "{status} for {body}");
    }
}

#[tokio::test]
async fn a_question_is_bounded() {
    let name = "x".repeat(16 * 1024);
    let (status, _) = ask("step02-cookie", login(&name)).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
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
    let read = timeout(Duration::from_secs(15), reading).await;
    read.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}
