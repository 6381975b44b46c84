//! axum-extra's signed cookies: all that there is to remember, as JSON in one of them.

use axum::extract::FromRef;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Form, Router};
use axum_extra::extract::SignedCookieJar;
use axum_extra::extract::cookie::{Cookie, Key, SameSite};
use serde::{Deserialize, Serialize};

use crate::Login;

#[derive(Default, Deserialize, Serialize)]
struct Visitor {
    username: String,
    visits: u64,
}

#[derive(Clone)]
struct AppState {
    key: Key,
}

impl FromRef<AppState> for Key {
    fn from_ref(state: &AppState) -> Self {
        state.key.clone()
    }
}

pub fn app() -> Router {
    let key = Key::generate();
    Router::new()
        .route("/", get(count))
        .route("/read", get(read))
        .route("/login", post(login))
        .with_state(AppState { key })
}

async fn count(jar: SignedCookieJar) -> (SignedCookieJar, String) {
    let mut visitor = open(&jar);
    visitor.visits = visitor.visits.saturating_add(1);
    let greeting = format!(
        "Logged in as {}\nVisits: {}",
        visitor.username, visitor.visits
    );
    (save(jar, &visitor), greeting)
}

async fn read(jar: SignedCookieJar) -> String {
    format!("Logged in as {}", open(&jar).username)
}

async fn login(jar: SignedCookieJar, Form(form): Form<Login>) -> (SignedCookieJar, Redirect) {
    let mut visitor = open(&jar);
    visitor.username = form.username;
    (save(jar, &visitor), Redirect::to("/"))
}

fn open(jar: &SignedCookieJar) -> Visitor {
    jar.get("session")
        .and_then(|cookie| serde_json::from_str(cookie.value()).ok())
        .unwrap_or_default()
}

fn save(jar: SignedCookieJar, visitor: &Visitor) -> SignedCookieJar {
    let json = serde_json::to_string(visitor).expect("a visitor is JSON");
    let cookie = Cookie::build(("session", json))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax);
    jar.add(cookie)
}
