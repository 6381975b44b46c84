//! Whom the page can ask: the five steps.

use axum::Router;
use axum::http::StatusCode;
use serde_json::json;

use super::refusal::Refusal;
use crate::steps::{STEPS, Step};

/// Few and short: they are typed by the book, not by its reader.
const MAX_SETTINGS: usize = 8;

/// The steps as JSON, with what the laboratory needs to read their cookies.
pub fn list() -> String {
    json!({ "steps": STEPS }).to_string()
}

/// A fresh app of a step; the steps keep nothing between two requests but their key.
pub fn app(name: &str, settings: &[String]) -> Result<Router, Refusal> {
    let step = Step::named(name).ok_or_else(|| {
        let reason = format!("there is no step `{name}`");
        Refusal::new(StatusCode::NOT_FOUND, reason)
    })?;
    if settings.len() > MAX_SETTINGS {
        return Err(Refusal::bad("these are too many settings"));
    }
    step.start(settings).map_err(|error| {
        let error = error.to_string();
        Refusal::bad(error.lines().next().unwrap_or_default())
    })
}
