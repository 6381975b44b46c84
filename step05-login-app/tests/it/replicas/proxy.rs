//! What nginx itself does with a request, a response and a visitor who dawdles.

use std::future::IntoFuture;
use std::io::{Read, Write};
use std::net::TcpStream;

use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use serde_json::json;
use tokio::net::TcpListener;

use super::{CONFIG, OLD, Site, start_nginx};
use crate::cookies::{signed_by, value};
use crate::program::{PATIENCE, address, free_port};
use crate::support::{client, get, greets, send, set_cookie};

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_login_from_another_site_is_turned_away_behind_nginx() {
    let site = Site::start();
    let localhost = site.nginx.url.replace("127.0.0.1", "localhost");
    let without_port = "http://127.0.0.1";
    for (origin, status) in [
        (&*site.nginx.url, 303),
        (&localhost, 403),
        (without_port, 403),
        ("null", 403),
    ] {
        let request = client().post(format!("{}/login", site.nginx.url));
        let request = request.form(&[("username", "alice")]);
        let response = send(request.header("origin", origin)).await;
        assert_eq!(response.status(), status, "{origin}");
    }
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_replica_hears_what_the_visitor_said_and_not_what_they_claim_to_be() {
    let ports = [serve_echo().await, serve_echo().await];
    let nginx = start_nginx(CONFIG, free_port(), ports, &[]);
    let cookie = format!("session={}", "x".repeat(4089));
    let mut request = client().get(&nginx.url).header("cookie", &cookie);
    for name in ["x-forwarded-for", "x-forwarded-proto", "forwarded"] {
        request = request.header(name, "for=203.0.113.7");
    }
    let heard = send(request).await.text().await.unwrap();
    let host = address(&nginx.url);
    for line in [
        &format!("cookie: {cookie}"),
        &format!("host: {host}"),
        &format!("x-forwarded-host: {host}"),
        "x-forwarded-for: 127.0.0.1",
        "x-forwarded-proto: http",
    ] {
        assert!(heard.lines().any(|heard| heard == line), "{line}: {heard}");
    }
    assert!(!heard.contains("203.0.113.7"), "{heard}");
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn the_largest_session_goes_both_ways_through_nginx() {
    let site = Site::start();
    let session = large_session();
    assert!((4000..4090).contains(&session.len()), "{}", session.len());
    let response = get(&site.nginx.url, &format!("session={session}")).await;
    let cookie = set_cookie(&response);
    assert!(value(&cookie).len() >= session.len(), "{cookie}");
    assert!(greets(&response.text().await.unwrap(), "alice"));
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_header_that_does_not_end_loses_its_connection() {
    let ports = [free_port(), free_port()];
    let shorter = ("client_header_timeout 10s;", "client_header_timeout 1s;");
    let nginx = start_nginx(CONFIG, free_port(), ports, &[shorter]);
    let mut stream = TcpStream::connect(address(&nginx.url)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("nginx ends it");
    assert_eq!(answer, "");
}

/// Random bytes cannot be packed: this fills nearly all that a cookie may hold.
fn large_session() -> String {
    let mut random = [0; 2900];
    getrandom::fill(&mut random).unwrap();
    let session = json!({"username": "alice", "random": BASE64.encode(random)});
    signed_by(OLD, &session, 0)
}

/// Stands in for a replica: answers with the headers that it was sent.
async fn serve_echo() -> u16 {
    let echo = |headers: HeaderMap| async move {
        let line = |(name, value): (&HeaderName, &HeaderValue)| {
            format!("{name}: {}\n", value.to_str().unwrap())
        };
        headers.iter().map(line).collect::<String>()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(axum::serve(listener, Router::new().fallback(echo)).into_future());
    port
}
