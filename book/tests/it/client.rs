//! Asks the API behind the page as the page does, or not quite so.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use book::serve;
use serde_json::{Value, json};
use tower::ServiceExt;

pub const OWN: &[(&str, &str)] = &[
    ("host", "127.0.0.1:4000"),
    ("sec-fetch-site", "same-origin"),
    ("origin", "http://127.0.0.1:4000"),
    ("content-type", "application/json"),
];

pub fn book() -> Router {
    serve::app("/nowhere".as_ref())
}

/// The page's headers, with some of them changed; an empty value takes one away.
pub fn headers<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let is_kept = |(name, _): &&(&str, &str)| changed.iter().all(|(other, _)| other != name);
    let kept = OWN.iter().filter(is_kept);
    let all = kept.chain(changed).copied();
    all.filter(|(_, value)| !value.is_empty()).collect()
}

pub async fn send(
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> (StatusCode, Value) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).unwrap();
    let response = book().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    let answer = serde_json::from_str(&text).unwrap_or(Value::from(text));
    (status, answer)
}

pub async fn ask(step: &str, question: Value) -> (StatusCode, Value) {
    let path = format!("/run/{step}");
    send("POST", &path, &headers(&[]), question.to_string()).await
}

pub fn question(method: &str, path: &str) -> Value {
    json!({"method": method, "path": path, "headers": [], "body": "", "settings": []})
}

pub fn login(name: &str) -> Value {
    let mut question = question("POST", "/login");
    question["headers"] = json!([["content-type", "application/x-www-form-urlencoded"]]);
    question["body"] = json!(format!("username={name}"));
    question
}

/// Logs in at step 2 with these headers.
pub async fn login_with(headers: &[(&str, &str)]) -> (StatusCode, Value) {
    let body = login("alice").to_string();
    send("POST", "/run/step02-cookie", headers, body).await
}
