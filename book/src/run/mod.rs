//! The API behind the Run buttons: what a reader asks there, a step answers, in this process.
//!
//! [`question`] makes the request to the step. The layers are those of step 5; `check_host` is the
//! one that tower-http lacks.

pub mod question;

use std::time::Duration;

use axum::extract::{Path, Request};
use axum::http::header::HOST;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use question::{Answer, Question, Refusal, refuse};

use crate::steps::{STEPS, Step};

/// In bytes. A form and its cookies need far less.
const MAX_QUESTION: usize = 16 * 1024;

/// The steps answer within milliseconds, so this is far more than they need.
const TIMEOUT: Duration = Duration::from_secs(5);

/// How many questions are answered at the same time; others wait. One reader asks one at a time.
const MAX_CONCURRENT: usize = 32;

/// The routes under `/run/`; a request meets the last layer first.
pub fn routes() -> Router {
    let timeout = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT);
    Router::new()
        .route("/run/", get(async || Json(json!({ "steps": STEPS }))))
        .route("/run/{step}", post(ask))
        .route_layer(CatchPanicLayer::new())
        .route_layer(GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT))
        .route_layer(RequestBodyLimitLayer::new(MAX_QUESTION))
        .route_layer(timeout)
        .route_layer(CsrfLayer::new())
        .route_layer(from_fn(check_host))
}

async fn ask(
    Path(step): Path<String>,
    Json(question): Json<Question>,
) -> Result<Json<Answer>, Refusal> {
    let step = Step::named(&step).map_err(refuse)?;
    let app = step.start(&question.settings).map_err(refuse)?;
    Ok(Json(Answer::of(app, question.request()?).await?))
}

/// Against DNS rebinding: evil.example can point its name to 127.0.0.1, and its pages are then of
/// the same origin as this server. The name they were opened by still stands in `Host`.
async fn check_host(request: Request, next: Next) -> Result<Response, Refusal> {
    let host = request.headers().get(HOST).map(HeaderValue::to_str);
    if host.is_some_and(|host| host.is_ok_and(is_own)) {
        return Ok(next.run(request).await);
    }
    let reason = "open the book by the name 127.0.0.1 or localhost";
    Err((StatusCode::FORBIDDEN, reason.to_owned()))
}

fn is_own(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    ["127.0.0.1", "localhost", "[::1]"].contains(&name) && port.parse::<u16>().is_ok()
}
