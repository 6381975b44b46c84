//! Sizes, times and the attributes of the cookie.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use clap::Parser;
use reqwest::Response;
use step05_login_app::config::Config;
use step05_login_app::locks;
use tokio::net::TcpListener;
use tokio::time::sleep;

use super::keep::{Settings, keep};
use super::server::{Server, Visitor};
use super::session::Session;
use super::store::Store;

const HTTPS: (&str, &str) = ("HTTPS", "true");

/// In bytes, far more than a cookie holds.
const LARGE: usize = 100_000;

#[tokio::test]
async fn a_session_of_100_000_bytes_comes_back_whole() {
    let url = serve(Store::Memory(Default::default())).await;
    holds_a_large_session(&url).await;
}

pub async fn holds_a_large_session(url: &str) {
    let visitor = Visitor::new(url);
    assert_eq!(visitor.post("/fill", &[]).await.status(), 200);
    assert_eq!(visitor.cookie().len(), "id=".len() + 22);
    assert_eq!(
        visitor.page().await,
        "x".repeat(LARGE) + "12345678901234567890123"
    );
}

/// Serves a session that is filled and shown, with a number longer than 64 bits.
pub async fn serve(store: Store) -> String {
    let config = Config::parse_from(["app"]);
    let settings = Arc::new(Settings::new(&config, store));
    let routes = Router::new()
        .route("/fill", post(fill))
        .route("/", get(show))
        .layer(from_fn_with_state(settings, keep));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, locks::lock(routes, &config)).into_future());
    url
}

async fn fill(mut session: Session) {
    session["note"] = "x".repeat(LARGE).into();
    session["number"] = serde_json::from_str("12345678901234567890123").unwrap();
}

async fn show(session: Session) -> String {
    let note: String = session.get("note").unwrap();
    note + &session["number"].to_string()
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle() {
    let server = Server::start(0, &[("IDLE_LIMIT", "3")]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    sleep(Duration::from_millis(2000)).await;
    assert!(alice.is_known_as("alice").await, "a visit renews it");
    sleep(Duration::from_millis(2000)).await;
    assert!(alice.is_known_as("alice").await, "a visit renewed it");
    sleep(Duration::from_millis(3200)).await;
    assert!(!alice.is_known_as("alice").await, "it was idle too long");
}

#[tokio::test]
async fn a_login_ends_although_it_is_used() {
    let server = Server::start(0, &[("ABSOLUTE_LIMIT", "1")]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    let id = alice.cookie();
    assert!(alice.is_known_as("alice").await);
    sleep(Duration::from_millis(2100)).await;
    assert!(!alice.is_known_as("alice").await);
    assert_ne!(alice.cookie(), id, "the old id is kept");
}

#[tokio::test]
async fn a_cookie_outlives_the_browser_only_where_the_visitor_wants_it() {
    let server = Server::start(0, &[]);
    let visitor = Visitor::new(&server.url);
    for (form, lifetime) in [
        (&[("username", "alice")][..], ""),
        (
            &[("username", "alice"), ("remember", "on")],
            "; Max-Age=604800",
        ),
    ] {
        let cookie = set_cookie(&visitor.post("/login", form).await);
        let (_, attributes) = cookie.split_once(';').unwrap();
        assert_eq!(
            attributes,
            format!(" HttpOnly; SameSite=Lax; Path=/{lifetime}")
        );
    }
}

/// A browser refuses the prefix without `Secure`, in a removal too, and would keep the cookie.
#[tokio::test]
async fn over_https_the_cookie_and_its_removal_are_secure() {
    let server = Server::start(0, &[HTTPS]);
    let login = Visitor::new(&server.url);
    let cookie = set_cookie(&login.post("/login", &[("username", "alice")]).await);
    let (pair, attributes) = cookie.split_once(';').unwrap();
    assert!(pair.starts_with("__Host-id="), "{cookie}");
    assert_eq!(attributes, " HttpOnly; SameSite=Lax; Secure; Path=/");
    let alice = Visitor::with_cookie(pair, &server.url);
    let removal = set_cookie(&alice.post("/logout", &[]).await);
    let expected = "__Host-id=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0; Expires=";
    assert!(removal.starts_with(expected), "{removal}");
}

fn set_cookie(response: &Response) -> String {
    let cookie = &response.headers()["set-cookie"];
    cookie.to_str().unwrap().into()
}
