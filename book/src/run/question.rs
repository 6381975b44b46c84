//! What the page asks: one HTTP request, written as JSON.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri, header};
use serde::Deserialize;

use super::refusal::Refusal;

/// The host that the transcripts name.
const HOST: HeaderValue = HeaderValue::from_static("127.0.0.1:3000");

/// The headers that a chapter talks about. To the step they are data: none reaches this server.
const HEADERS: [&str; 6] = [
    "accept",
    "content-type",
    "cookie",
    "origin",
    "referer",
    "sec-fetch-site",
];

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A request to a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    method: String,
    path: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: String,
    /// How the step is started, such as `--https`.
    #[serde(default)]
    pub settings: Vec<String>,
}

impl Question {
    /// Reads the JSON.
    pub fn read(json: &[u8]) -> Result<Self, Refusal> {
        let question = serde_json::from_slice(json);
        question.map_err(|error| Refusal::bad(format!("this is no question: {error}")))
    }

    /// The request that the step gets.
    pub fn request(self) -> Result<Request<Body>, Refusal> {
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = method(&self.method)?;
        *request.uri_mut() = path(&self.path)?;
        let headers = request.headers_mut();
        headers.insert(header::HOST, HOST);
        for (name, value) in &self.headers {
            headers.append(header_name(name)?, header_value(name, value)?);
        }
        Ok(request)
    }
}

fn method(method: &str) -> Result<Method, Refusal> {
    let known = METHODS.contains(&method).then(|| method.parse().ok());
    let refusal = || Refusal::bad(format!("the method is one of {}", METHODS.join(", ")));
    known.flatten().ok_or_else(refusal)
}

/// A path on the step's own host: no address of another one, in either spelling.
fn path(path: &str) -> Result<Uri, Refusal> {
    let own = path.starts_with('/') && !path.starts_with("//");
    let uri = own.then(|| path.parse::<Uri>().ok()).flatten();
    let uri = uri.filter(|uri| uri.authority().is_none());
    uri.ok_or_else(|| {
        Refusal::bad("the path begins with one / and has no spaces; write a space as %20")
    })
}

fn header_name(name: &str) -> Result<HeaderName, Refusal> {
    let known = HEADERS
        .iter()
        .find(|known| name.eq_ignore_ascii_case(known));
    let known = known.map(|known| HeaderName::from_static(known));
    known.ok_or_else(|| {
        let known = HEADERS.join(", ");
        Refusal::bad(format!("`{name}` cannot be sent from here, only {known}"))
    })
}

/// Bytes beyond ASCII pass, as they do with curl.
fn header_value(name: &str, value: &str) -> Result<HeaderValue, Refusal> {
    let value = HeaderValue::from_bytes(value.as_bytes());
    value.map_err(|_| Refusal::bad(format!("`{name}` has a line break or a control character")))
}
