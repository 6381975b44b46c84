//! The API behind the page: what a reader asks there, a step answers, in this process.
//!
//! - [`guard`] lets in the book's own page alone, [`question`] reads what it asks.
//! - [`answer`] asks the step and writes its answer; a [`refusal`] says why there is none.
//! - [`steps`] lists whom one can ask.

pub mod answer;
pub mod guard;
pub mod question;
pub mod refusal;
pub mod steps;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use answer::Answer;
use question::Question;
use refusal::Refusal;

/// In bytes: many times what a form and its cookies need.
const MAX_QUESTION: usize = 16 * 1024;

/// The steps answer within milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Questions in work at the same time; one reader asks one.
const SEATS: usize = 32;

/// The routes under `/run/`, for a page that is served on `port`.
pub fn routes(port: u16) -> Router {
    Router::new()
        .route("/run/", get(list))
        .route("/run/{step}", post(ask).fallback(refuse_method))
        .with_state(Arc::new(Semaphore::new(SEATS)))
        .route_layer(from_fn_with_state(port, guard::from_own_page))
}

/// Tells the page that the program is behind it. Plain HTML has an empty list in this place.
async fn list() -> Response {
    json(steps::list())
}

async fn ask(
    State(seats): State<Arc<Semaphore>>,
    Path(step): Path<String>,
    body: Body,
) -> Result<Response, Refusal> {
    let busy = "too many requests at once: wait a moment";
    let _seat = seats
        .try_acquire()
        .map_err(|_| Refusal::new(StatusCode::TOO_MANY_REQUESTS, busy))?;
    let late = "the answer took more than 5 seconds";
    let answer = timeout(PATIENCE, answer_of(&step, body)).await;
    let answer = answer.map_err(|_| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, late))??;
    Ok(json(answer.to_string()))
}

async fn answer_of(step: &str, body: Body) -> Result<Answer, Refusal> {
    let bytes = to_bytes(body, MAX_QUESTION).await;
    let large = "a question has 16 KiB at the most";
    let bytes = bytes.map_err(|_| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, large))?;
    let question = Question::read(&bytes)?;
    let app = steps::app(step, &question.settings)?;
    Answer::of(app, question.request()?).await
}

async fn refuse_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "a step is asked by POST")
}

fn json(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, text).into_response()
}
