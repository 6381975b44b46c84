//! What the browser is told to enforce, on every response, errors included.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use crate::config::Config;

/// No script, no frame around the page, no form to another site. If a name ever gets past the
/// escaping, the browser still does not run it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(&str, &str); 5] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// A page made for one visitor must not be shown to the next one by a proxy or a back button.
const NO_CACHE: [(&str, &str); 2] = [("cache-control", "no-store"), ("vary", "Cookie")];

/// Returns the header by which browsers refuse plain http for this host (RFC 6797).
pub fn https_only(config: &Config) -> Option<HeaderValue> {
    let max_age = format!("max-age={}", config.hsts_max_age);
    let max_age = HeaderValue::from_str(&max_age).ok()?;
    config.https.then_some(max_age)
}

pub async fn add_headers(
    State(https_only): State<Option<HeaderValue>>,
    mut response: Response,
) -> Response {
    let headers = response.headers_mut();
    insert(headers, &HEADERS);
    if let Some(max_age) = https_only {
        headers.insert("strict-transport-security", max_age);
    }
    if !headers.contains_key("cache-control") {
        insert(headers, &NO_CACHE);
    }
    response
}

fn insert(headers: &mut HeaderMap, lines: &[(&'static str, &'static str)]) {
    for (name, value) in lines {
        headers.insert(*name, HeaderValue::from_static(value));
    }
}
