//! The five steps that the page can ask, and what the laboratory needs to read their cookies.

use axum::Router;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::json;

use super::refusal::Refusal;
use crate::transcript::server;

/// Few and short: they are typed by the book, not by its reader.
const MAX_SETTINGS: usize = 8;

/// A step, with the cookie it sets and the secret and salt that sign it.
#[derive(Serialize)]
struct Step {
    name: &'static str,
    cookie: Option<&'static str>,
    signed: Option<Signed>,
}

#[derive(Serialize)]
struct Signed {
    secret: &'static str,
    salt: &'static str,
}

const STEPS: [Step; 5] = [
    step("step01-stateless", None, None),
    step("step02-cookie", Some("username"), None),
    step(
        "step03-signed",
        Some("username"),
        signed("supersecretkey", "itsdangerous.Signer"),
    ),
    step(
        "step04-session-dict",
        Some("session"),
        signed("supersecretkey", "cookie-session"),
    ),
    step(
        "step05-login-app",
        Some("session"),
        signed(server::DEMO_KEY, "cookie-session"),
    ),
];

const fn step(name: &'static str, cookie: Option<&'static str>, signed: Option<Signed>) -> Step {
    Step {
        name,
        cookie,
        signed,
    }
}

const fn signed(secret: &'static str, salt: &'static str) -> Option<Signed> {
    Some(Signed { secret, salt })
}

/// The steps as JSON.
pub fn list() -> String {
    json!({ "steps": STEPS }).to_string()
}

/// A fresh app of a step; the steps keep nothing between two requests but their key.
pub fn app(name: &str, settings: &[String]) -> Result<Router, Refusal> {
    if !STEPS.iter().any(|step| step.name == name) {
        let reason = format!("there is no step `{name}`");
        return Err(Refusal::new(StatusCode::NOT_FOUND, reason));
    }
    if settings.len() > MAX_SETTINGS {
        return Err(Refusal::bad("these are too many settings"));
    }
    server::step(name, settings).map_err(|error| {
        let error = error.to_string();
        Refusal::bad(error.lines().next().unwrap_or_default())
    })
}
