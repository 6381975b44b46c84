//! What the browser and the caches on the way are told, on errors as on pages.

use axum::Router;
use axum::routing::get as route;
use reqwest::{Client, Response};
use serde_json::json;
use step05_login_app::locks;

use super::{client, config, get, post, send, serve, serve_router, signed};

const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("vary", "Cookie"),
];

/// Each header is there, once, and says just that.
fn assert_headers(response: &Response) {
    for (name, value) in HEADERS {
        let values: Vec<_> = response.headers().get_all(name).iter().collect();
        assert_eq!(values, [value], "{name} of {}", response.status());
    }
}

/// One response of each kind that the app gives by itself.
async fn responses(server: &str) -> Vec<(u16, Response)> {
    let (login, theme) = (format!("{server}/login"), format!("{server}/theme"));
    let alice = signed(&json!({"username": "alice"}));
    let foreign = client().post(&login).header("origin", "null");
    let large = client().post(&login).body("x".repeat(16 * 1024 + 1));
    vec![
        (200, get(server, &alice).await),
        (200, send(client().head(server)).await),
        (303, post(&login, "", &[("username", "alice")]).await),
        (303, post(&format!("{server}/logout"), &alice, &[]).await),
        (403, send(foreign).await),
        (404, get(&format!("{server}/nowhere"), &alice).await),
        (404, get(&format!("{server}/static/nothing.css"), "").await),
        (405, get(&format!("{server}/logout"), &alice).await),
        (
            405,
            post(&format!("{server}/static/style.css"), "", &[]).await,
        ),
        (413, send(large).await),
        (415, send(client().post(&login).body("x")).await),
        (422, post(&login, "", &[("username", "")]).await),
        (422, post(&theme, "", &[("theme", "pink")]).await),
    ]
}

#[tokio::test]
async fn every_response_has_them_once() {
    for (status, response) in responses(&serve(&[]).await).await {
        assert_eq!(response.status(), status);
        assert_headers(&response);
    }
}

#[tokio::test]
async fn every_error_is_a_page() {
    for (status, response) in responses(&serve(&[]).await).await {
        if status >= 400 {
            let kind = response.headers()["content-type"].clone();
            assert_eq!(kind, "text/html; charset=utf-8", "{status}");
            let page = response.text().await.unwrap();
            assert!(
                page.ends_with("</html>") || page.ends_with("</html>\n"),
                "{page}"
            );
        }
    }
}

#[tokio::test]
async fn a_panic_has_them_too() {
    async fn stumble() {
        panic!("a test stumbled");
    }
    let routes = Router::new().route("/", route(stumble));
    let server = serve_router(locks::lock(routes, &config(&[]))).await;
    let response = get(&server, "").await;
    assert_eq!(response.status(), 500);
    assert_headers(&response);
}

#[tokio::test]
async fn a_session_that_is_too_big_has_them_too() {
    let notes: Vec<_> = (0..3_000_u64)
        .map(|n| n.wrapping_mul(0x9e37_79b9))
        .collect();
    let response = get(&serve(&[]).await, &signed(&json!({"notes": notes}))).await;
    assert_eq!(response.status(), 500);
    assert_headers(&response);
}

#[tokio::test]
async fn only_https_asks_browsers_to_stay_with_https() {
    const HSTS: &str = "strict-transport-security";
    for (_, response) in responses(&serve(&[]).await).await {
        assert!(!response.headers().contains_key(HSTS));
    }
    for (_, response) in responses(&serve(&["--https"]).await).await {
        assert_eq!(response.headers()[HSTS], "max-age=31536000");
        assert_headers(&response);
    }
}

#[tokio::test]
async fn any_cache_may_keep_the_files_that_are_the_same_for_all() {
    let server = serve(&[]).await;
    for path in ["/static/style.css", "/static/icon.svg"] {
        let response = Client::new().get(format!("{server}{path}")).send().await;
        let response = response.unwrap().error_for_status().unwrap();
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "public, max-age=3600");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(!headers.contains_key("vary"), "{path}");
        assert!(!headers.contains_key("set-cookie"), "{path}");
    }
}
