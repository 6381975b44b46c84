//! axum-extra's signed cookies: all that there is to remember, as JSON in one of them.

use axum::Form;
use axum::Router;
use axum::extract::FromRef;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};
use axum_extra::extract::SignedCookieJar;
use axum_extra::extract::cookie::{Cookie, Key, SameSite};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Login {
    username: String,
}

#[derive(Default, Deserialize, Serialize)]
struct Visitor {
    username: Option<String>,
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

/// The three routes of step 4.
pub fn app() -> Router {
    around(get(index))
}

/// The same with a page that reads the cookie and leaves it alone.
pub fn reading() -> Router {
    around(get(greet))
}

fn around(page: MethodRouter<AppState>) -> Router {
    let key = Key::generate();
    Router::new()
        .route("/", page)
        .route("/login", post(login))
        .route("/logout", post(logout))
        .with_state(AppState { key })
}

async fn index(jar: SignedCookieJar) -> (SignedCookieJar, String) {
    let mut visitor = open(&jar);
    visitor.visits = visitor.visits.saturating_add(1);
    let greeting = match &visitor.username {
        Some(username) => format!("Logged in as {username}\nVisits: {}", visitor.visits),
        None => format!("You are not logged in\nVisits: {}", visitor.visits),
    };
    (save(jar, &visitor), greeting)
}

async fn greet(jar: SignedCookieJar) -> String {
    match open(&jar).username {
        Some(username) => format!("Logged in as {username}"),
        None => "You are not logged in".into(),
    }
}

async fn login(jar: SignedCookieJar, Form(form): Form<Login>) -> (SignedCookieJar, Redirect) {
    let mut visitor = open(&jar);
    visitor.username = Some(form.username);
    (save(jar, &visitor), Redirect::to("/"))
}

async fn logout(jar: SignedCookieJar) -> (SignedCookieJar, Redirect) {
    (jar.remove(cookie(String::new())), Redirect::to("/"))
}

fn open(jar: &SignedCookieJar) -> Visitor {
    jar.get("session")
        .and_then(|cookie| serde_json::from_str(cookie.value()).ok())
        .unwrap_or_default()
}

fn save(jar: SignedCookieJar, visitor: &Visitor) -> SignedCookieJar {
    let json = serde_json::to_string(visitor).expect("a visitor is JSON");
    jar.add(cookie(json))
}

fn cookie(value: String) -> Cookie<'static> {
    Cookie::build(("session", value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}
