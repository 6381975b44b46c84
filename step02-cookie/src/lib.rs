//! Step 2: a server that lets the browser remember the name. Anyone can send a false one.
//! The chapter of the same name in the book explains every line of it.

use axum::Form;
use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tower_cookies::cookie::SameSite;
use tower_cookies::{Cookie, CookieManagerLayer, Cookies};

/// The login form as a browser sends it: one field.
#[derive(Deserialize)]
struct Login {
    username: String,
}

/// All characters except the unreserved ones of RFC 3986. Then no name can end the value and
/// add an attribute, and a name that is not ASCII is not lost.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The whole app: two routes, and a layer that reads and writes cookies.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .layer(CookieManagerLayer::new())
}

async fn index(cookies: Cookies) -> String {
    match recall(&cookies) {
        Some(username) => format!("Logged in as {username}"),
        None => "You are not logged in".into(),
    }
}

async fn login(cookies: Cookies, Form(form): Form<Login>) -> Redirect {
    remember(&cookies, &form.username);
    Redirect::to("/")
}

fn remember(cookies: &Cookies, username: &str) {
    let value = utf8_percent_encode(username, UNSAFE).to_string();
    let cookie = Cookie::build(("username", value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax);
    cookies.add(cookie.build());
}

fn recall(cookies: &Cookies) -> Option<String> {
    let cookie = cookies.get("username")?;
    Some(cookie.value().into())
}
