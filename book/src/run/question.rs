//! What the page asks, one HTTP request, and what it gets, one HTTP answer, both as JSON.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::HOST;
use axum::http::{HeaderValue, Request, StatusCode};
use serde::{Deserialize, Serialize};
use tower::ServiceExt;

/// The host that the transcripts name.
const STEP: HeaderValue = HeaderValue::from_static("127.0.0.1:3000");

/// In bytes. The longest page of the steps has a few thousand.
const MAX_ANSWER: usize = 256 * 1024;

/// Why a question gets no answer, in words that the page shows.
pub type Refusal = (StatusCode, String);

/// The refusal of a question that is wrong.
pub fn refuse(reason: impl ToString) -> Refusal {
    (StatusCode::BAD_REQUEST, reason.to_string())
}

/// A request to a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: String,
    /// How the step is started, such as `--https`.
    pub settings: Vec<String>,
}

impl Question {
    /// The request that the step gets. Its headers are data for the step; none reaches this server.
    ///
    /// # Errors
    ///
    /// If HTTP has no such method, path or header.
    pub fn request(self) -> Result<Request<Body>, Refusal> {
        if !self.path.starts_with('/') {
            return Err(refuse("the path begins with a /"));
        }
        let mut request = Request::builder().method(&*self.method).uri(self.path);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(self.body)).map_err(refuse)?;
        request.headers_mut().entry(HOST).or_insert(STEP);
        Ok(request)
    }
}

/// A step's answer: status line, headers in their order, and the body as text.
#[derive(Debug, Serialize)]
pub struct Answer {
    status: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    /// Asks the step.
    ///
    /// # Errors
    ///
    /// If its answer has more than 256 KiB.
    pub async fn of(app: Router, request: Request<Body>) -> Result<Self, Refusal> {
        let Ok(response) = app.oneshot(request).await;
        let (head, body) = response.into_parts();
        let body = to_bytes(body, MAX_ANSWER).await.map_err(refuse)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = head.headers.iter();
        let headers = headers.map(|(name, value)| (name.to_string(), text(value.as_bytes())));
        Ok(Self {
            status: format!("{:?} {}", head.version, head.status),
            headers: headers.collect(),
            body: text(&body),
        })
    }
}
