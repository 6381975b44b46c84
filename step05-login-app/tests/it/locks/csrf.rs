//! A page of another site cannot send our forms. SameSite alone does not protect the login: it
//! stops cookies from being sent, but a login needs none. Without this lock, a visitor would work
//! in the attacker's account without knowing.

use reqwest::{Method, Response};
use serde_json::json;

use crate::cookies::signed;
use crate::support::{client, get, is_alice, send, serve, serve_with, sets_no_cookie};

const FORMS: [(&str, &str); 3] = [
    ("/login", "username=mallory"),
    ("/logout", ""),
    ("/theme", "theme=dark"),
];

/// Sends every form as alice's browser would, with these headers.
async fn submit(server: &str, headers: &[(&str, &str)]) -> Vec<Response> {
    let mut responses = Vec::new();
    for (path, body) in FORMS {
        let mut request = client().post(format!("{server}{path}")).body(body);
        request = request.header("content-type", "application/x-www-form-urlencoded");
        request = request.header("cookie", signed(&json!({"username": "alice"})));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        responses.push(send(request).await);
    }
    responses
}

async fn assert_refused(server: &str, headers: &[(&str, &str)]) {
    for response in submit(server, headers).await {
        assert_eq!(response.status(), 403, "{headers:?}");
        assert!(sets_no_cookie(&response), "{headers:?}");
        let page = response.text().await.unwrap();
        assert!(page.contains("from a page of another site"), "{page}");
    }
}

async fn assert_passed(server: &str, headers: &[(&str, &str)]) {
    for response in submit(server, headers).await {
        assert_eq!(response.status(), 303, "{headers:?}");
        assert!(!sets_no_cookie(&response), "{headers:?}");
    }
}

#[tokio::test]
async fn a_form_on_another_site_is_refused() {
    let server = serve().await;
    for site in ["cross-site", "same-site", "anything"] {
        assert_refused(&server, &[("sec-fetch-site", site)]).await;
    }
}

#[tokio::test]
async fn a_foreign_origin_is_refused() {
    let server = serve().await;
    let prefixed = format!("{server}.evil.example");
    let padded = format!("http://evil.example/{server}");
    let other_port = "http://127.0.0.1:1";
    for origin in [
        "null",
        "https://evil.example",
        other_port,
        &prefixed,
        &padded,
    ] {
        assert_refused(&server, &[("origin", origin)]).await;
    }
}

#[tokio::test]
async fn another_site_is_refused_whatever_origin_it_claims() {
    let server = serve().await;
    let headers = [("sec-fetch-site", "cross-site"), ("origin", &server)];
    assert_refused(&server, &headers).await;
}

#[tokio::test]
async fn our_own_forms_pass() {
    let server = serve().await;
    assert_passed(&server, &[("sec-fetch-site", "same-origin")]).await;
    assert_passed(&server, &[("sec-fetch-site", "none")]).await;
    assert_passed(&server, &[("origin", &server)]).await;
    assert_passed(&server, &[]).await;
}

/// Between the proxy and the app there is plain http, but the browser's Origin says https.
#[tokio::test]
async fn our_own_forms_pass_behind_a_proxy() {
    let server = serve_with(&["--https"]).await;
    let origin = server.replace("http://", "https://");
    for response in submit(&server, &[("origin", &origin)]).await {
        assert_eq!(response.status(), 303);
    }
}

#[tokio::test]
async fn a_link_on_another_site_works() {
    let server = serve().await;
    for path in ["/", "/login"] {
        let request = client().get(format!("{server}{path}"));
        let request = request.header("sec-fetch-site", "cross-site");
        let response = send(request.header("origin", "null")).await;
        assert_eq!(response.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn no_link_logs_in_or_out_or_changes_the_theme() {
    let server = serve().await;
    let alice = signed(&json!({"username": "alice"}));
    for (path, status) in [
        ("/logout", 405),
        ("/theme?theme=dark", 405),
        ("/login?username=mallory", 200),
    ] {
        let response = get(&format!("{server}{path}"), &alice).await;
        assert_eq!(response.status(), status, "{path}");
        assert!(sets_no_cookie(&response), "{path}");
        assert!(is_alice(&server, &alice).await, "{path}");
    }
}

#[tokio::test]
async fn no_other_method_opens_a_way() {
    let server = serve().await;
    for method in ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW"] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = client().request(method.clone(), format!("{server}/logout"));
        let request = request.header("cookie", signed(&json!({"username": "alice"})));
        let response = send(request).await;
        assert_eq!(response.status(), 405, "{method}");
        assert!(sets_no_cookie(&response), "{method}");
    }
}
