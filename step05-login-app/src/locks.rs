//! The locks around the routes: what a request passes before a handler sees it.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
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
use crate::errors::show_error;
use crate::headers::add_headers;

/// In bytes: a login form needs some hundred.
const MAX_BODY: usize = 16 * 1024;

/// Puts the locks around the routes; a request meets the last one first.
pub fn lock(routes: Router, config: &Config) -> Router {
    let seconds = Duration::from_secs(config.request_timeout.into());
    let timeout = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, seconds);
    let log = TraceLayer::new_for_http()
        .make_span_with(DefaultMakeSpan::new().level(Level::INFO))
        .on_response(DefaultOnResponse::new().level(Level::INFO));
    routes
        .layer(CookieManagerLayer::new())
        .layer(map_request(drop_lookalikes))
        .layer(map_response(refuse_oversized))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(CsrfLayer::new().with_rejection_response(refuse_cross_site))
        .layer(timeout)
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
