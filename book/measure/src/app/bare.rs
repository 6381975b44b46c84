//! axum alone: a login that nobody remembers.

use axum::http::HeaderName;
use axum::http::header::SET_COOKIE;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Form, Router};

use crate::{Login, NO_SESSION};

/// As long as step 4's for alice, so that each request brings as much as it does to the others.
const COOKIE: &str = "session=eyJ1c2VybmFtZSI6ImFsaWNlIiwidmlzaXRzIjoxfQ.ZVPxAA.\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; HttpOnly; SameSite=Lax; Path=/";

pub fn app() -> Router {
    Router::new()
        .route("/", get(async || NO_SESSION))
        .route("/read", get(async || NO_SESSION))
        .route("/login", post(login))
}

async fn login(Form(_): Form<Login>) -> ([(HeaderName, &'static str); 1], Redirect) {
    ([(SET_COOKIE, COOKIE)], Redirect::to("/"))
}
