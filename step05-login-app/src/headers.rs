//! What the browser is told to enforce, on every response, errors included.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

/// No script, no frame around the page, no form to another site: should a name ever get past
/// the escaping, the browser still runs none of it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(&str, &str); 5] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// For a year, this host is to be asked over https alone.
const HTTPS_ONLY: (&str, &str) = ("strict-transport-security", "max-age=31536000");

/// A page made for one visitor must not be shown to the next, by a proxy or a back button.
const NO_CACHE: [(&str, &str); 2] = [("cache-control", "no-store"), ("vary", "Cookie")];

pub async fn add_headers(State(https): State<bool>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    insert(headers, &HEADERS);
    if https {
        insert(headers, &[HTTPS_ONLY]);
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
