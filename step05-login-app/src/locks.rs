//! The locks around the routes: what a request passes before a handler sees it.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_request, map_response, map_response_with_state};
use axum::response::{IntoResponse, Response};
use tower_cookies::CookieManagerLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::config::Config;
use crate::cookies::{drop_lookalikes, refuse_oversized};
use crate::errors::show_error;
use crate::headers::{add_headers, https_only};
use crate::log;
use crate::session::Settings;

/// In bytes: a login form needs a few hundred.
pub const MAX_BODY: usize = 16 * 1024;

/// Reads and writes the cookies of the pages, and closes what tower-cookies leaves open.
/// A request meets the layers from the first to the last, and its response from the last to
/// the first.
pub fn lock_cookies(pages: Router) -> Router {
    pages.layer((
        map_response(refuse_oversized),
        map_request(drop_lookalikes),
        CookieManagerLayer::new(),
    ))
}

/// Puts the other locks around all routes, in the same order: what every response gets is
/// outside, what refuses a request is inside. With settings, error pages have the visitor's theme.
pub fn lock(routes: Router, config: &Config, settings: Option<Arc<Settings>>) -> Router {
    let outside = (
        TraceLayer::new_for_http()
            .make_span_with(log::request)
            .on_response(log::response)
            .on_failure(()),
        map_response_with_state(https_only(config), add_headers),
        from_fn_with_state(settings, show_error),
    );
    let seconds = Duration::from_secs(config.request_timeout.into());
    let inside = (
        CatchPanicLayer::custom(hide_panic),
        TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, seconds),
        CsrfLayer::new().with_rejection_response(refuse_cross_site),
    );
    let limited = routes.layer(RequestBodyLimitLayer::new(MAX_BODY));
    limited.layer(inside).layer(outside)
}

fn refuse_cross_site(_: ProtectionError) -> Response {
    let reason = "This form was sent from a page of another site.";
    (StatusCode::FORBIDDEN, reason).into_response()
}

/// The message of a panic is on the error output already, and a visitor must not see it.
fn hide_panic(_: Box<dyn Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
