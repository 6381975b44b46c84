//! A floor: one cookie comes and goes through tower-cookies, and nothing is done with it.

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use tower_cookies::cookie::SameSite;
use tower_cookies::{Cookie, CookieManagerLayer, Cookies};

/// As long as what step 4 sends to alice.
const VALUE: &str = "eyJ1c2VybmFtZSI6ImFsaWNlIiwidmlzaXRzIjoxfQ.ZVPxAA.\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A login that sets the cookie, and a page that sets it again.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .layer(CookieManagerLayer::new())
}

async fn index(cookies: Cookies) -> &'static str {
    if let Some(cookie) = cookies.get("session") {
        let value = cookie.value().to_owned();
        cookies.add(session(value));
    }
    "You are not logged in\nVisits: 1"
}

async fn login(cookies: Cookies) -> Redirect {
    cookies.add(session(VALUE.into()));
    Redirect::to("/")
}

fn session(value: String) -> Cookie<'static> {
    Cookie::build(("session", value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}
