//! The locks around the routes, from the inside out. Each is named with the attack it stops.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::State;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{map_request, map_response, map_response_with_state};
use axum::response::{IntoResponse, Response};
use tower_cookies::CookieManagerLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::{DefaultMakeSpan, DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::config::Config;
use crate::cookies::{drop_lookalikes, refuse_oversized};
use crate::pages::{ErrorPage, Frame, page};

/// In bytes: a login form needs some hundred.
const MAX_BODY: usize = 16 * 1024;

/// In bytes: what an error says of itself fits in a line.
const MAX_REASON: usize = 1024;

/// Puts the locks around the routes; a request meets the last one first.
pub fn lock(routes: Router, config: &Config) -> Router {
    let timeout = Duration::from_secs(config.request_timeout.into());
    let log = TraceLayer::new_for_http()
        .make_span_with(DefaultMakeSpan::new().level(Level::INFO))
        .on_response(DefaultOnResponse::new().level(Level::INFO));
    routes
        .layer(CookieManagerLayer::new())
        .layer(map_request(drop_lookalikes))
        .layer(map_response(refuse_oversized))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(CsrfLayer::new().with_rejection_response(refuse_cross_site))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            timeout,
        ))
        .layer(CatchPanicLayer::custom(hide_panic))
        .layer(map_response(show_error))
        .layer(map_response_with_state(config.https, add_headers))
        .layer(log)
}

fn refuse_cross_site(_: ProtectionError) -> Response {
    let reason = "This form was sent from a page of another site.";
    (StatusCode::FORBIDDEN, reason).into_response()
}

/// What a panic says is for the log, where it is already.
fn hide_panic(_: Box<dyn Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Gives every error a page: its status and, where it has one, the reason.
async fn show_error(response: Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let is_page = response.headers().get(header::CONTENT_TYPE);
    let is_page = is_page.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_error || is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    let reason = to_bytes(body, MAX_REASON).await.unwrap_or_default();
    let reason = String::from_utf8_lossy(&reason).into_owned();
    let frame = Frame::default();
    let page = page(ErrorPage {
        frame,
        status,
        reason,
    });
    (parts.status, parts.headers, page).into_response()
}

/// What the page may do, for the browser to enforce even where escaping once fails.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

async fn add_headers(State(https): State<bool>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        keep_out_of_caches(headers);
    }
    response
}

/// A page made for one visitor must not be shown to the next, by a proxy or a back button.
fn keep_out_of_caches(headers: &mut HeaderMap) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
}
