//! What a step answers: status line, headers in their order, and the body as text.

use std::fmt;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::refusal::Refusal;

/// In bytes: the longest page of the steps has some thousand.
const MAX_ANSWER: usize = 256 * 1024;

/// A step's answer, as the JSON that the page gets.
#[derive(Debug)]
pub struct Answer(Value);

impl Answer {
    /// Asks the step in a task of its own, which ends with this future and may panic alone.
    pub async fn of(app: Router, request: Request<Body>) -> Result<Self, Refusal> {
        let mut task = JoinSet::new();
        task.spawn(async {
            let Ok(response) = app.oneshot(request).await;
            Self::read(response).await
        });
        let answer = task.join_next().await.and_then(Result::ok).flatten();
        let silent = "the step gave no answer of at most 256 KiB";
        answer.ok_or_else(|| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, silent))
    }

    async fn read(response: Response<Body>) -> Option<Self> {
        let (head, body) = response.into_parts();
        let body = to_bytes(body, MAX_ANSWER).await.ok()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers: Vec<_> = head
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), text(value.as_bytes())))
            .collect();
        let status = format!("HTTP/1.1 {}", head.status);
        Some(Self(
            json!({ "status": status, "headers": headers, "body": text(&body) }),
        ))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
