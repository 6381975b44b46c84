//! What the headers tell the browser and the caches on the way, on errors as well as on pages.

use reqwest::Response;
use serde_json::json;

use crate::cookies::signed;
use crate::support::{client, get, log_in, post, send, serve, serve_with, sets_no_cookie};

const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("vary", "Cookie"),
];

/// Each header is there once, with this value.
pub fn assert_headers(response: &Response) {
    for (name, value) in HEADERS {
        let values: Vec<_> = response.headers().get_all(name).iter().collect();
        assert_eq!(values, [value], "{name} of {}", response.status());
    }
}

/// One response of each kind that the app gives, with its status.
async fn responses(server: &str) -> Vec<(u16, Response)> {
    let (login, theme) = (format!("{server}/login"), format!("{server}/theme"));
    let style = format!("{server}/static/style.css");
    let alice = signed(&json!({"username": "alice"}));
    let foreign = client().post(&login).header("origin", "null");
    let large = client().post(&login).body("x".repeat(16 * 1024 + 1));
    vec![
        (200, get(server, &alice).await),
        (200, send(client().head(server)).await),
        (303, log_in(server, "alice").await),
        (303, post(&format!("{server}/logout"), &alice, &[]).await),
        (403, send(foreign).await),
        (404, get(&format!("{server}/nowhere"), &alice).await),
        (404, get(&format!("{server}/static/nothing.css"), "").await),
        (405, get(&format!("{server}/logout"), &alice).await),
        (405, post(&style, "", &[]).await),
        (413, send(large).await),
        (415, send(client().post(&login).body("x")).await),
        (422, log_in(server, "").await),
        (422, post(&theme, "", &[("theme", "pink")]).await),
    ]
}

#[tokio::test]
async fn every_response_has_them_once() {
    for (status, response) in responses(&serve().await).await {
        assert_eq!(response.status(), status);
        assert_headers(&response);
    }
}

#[tokio::test]
async fn every_error_is_a_page() {
    for (status, response) in responses(&serve().await).await {
        if status >= 400 {
            let kind = response.headers()["content-type"].clone();
            assert_eq!(kind, "text/html; charset=utf-8", "{status}");
            let page = response.text().await.unwrap();
            assert!(page.trim_end().ends_with("</html>"), "{page}");
        }
    }
}

#[tokio::test]
async fn only_https_asks_browsers_to_stay_with_https() {
    const HSTS: &str = "strict-transport-security";
    for (_, response) in responses(&serve().await).await {
        assert!(!response.headers().contains_key(HSTS));
    }
    for (_, response) in responses(&serve_with(&["--https"]).await).await {
        assert_eq!(response.headers()[HSTS], "max-age=300");
        assert_headers(&response);
    }
    let server = serve_with(&["--https", "--hsts-max-age", "63072000"]).await;
    assert_eq!(get(&server, "").await.headers()[HSTS], "max-age=63072000");
}

#[tokio::test]
async fn any_cache_may_keep_the_files_that_are_the_same_for_all() {
    let server = serve().await;
    for path in ["/static/style.css", "/static/icon.svg"] {
        let response = get(&format!("{server}{path}"), "").await;
        assert_eq!(response.status(), 200, "{path}");
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "public, max-age=3600");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(!headers.contains_key("vary"), "{path}");
        assert!(sets_no_cookie(&response), "{path}");
    }
}
