//! Scripts, other sites and other hosts under the same domain cannot reach the cookie. It is
//! deleted with the attributes it was set with, since browsers would keep it otherwise.

use serde_json::json;

use crate::cookies::signed;
use crate::support::sets_no_cookie;
use crate::support::{get, is_alice, log_in, pair, post, serve, serve_with, set_cookie};

const HTTP: (&[&str], &str, &str) = (&[], "session", "HttpOnly; SameSite=Lax; Path=/");
const HTTPS: (&[&str], &str, &str) = (
    &["--https"],
    "__Host-session",
    "HttpOnly; SameSite=Lax; Secure; Path=/",
);

const ALICE: [(&str, &str); 1] = [("username", "alice")];
const REMEMBERED: [(&str, &str); 2] = [("username", "alice"), ("remember", "on")];

/// The name of the cookie that is set, and its attributes.
fn parts(set_cookie: &str) -> (&str, &str) {
    let (pair, attributes) = set_cookie.split_once("; ").unwrap();
    (pair.split('=').next().unwrap(), attributes)
}

#[tokio::test]
async fn every_page_sets_it_with_the_same_attributes() {
    for (settings, name, attributes) in [HTTP, HTTPS] {
        let server = serve_with(settings).await;
        let login = set_cookie(&log_in(&server, "alice").await);
        let theme = [("theme", "dark")];
        let theme = set_cookie(&post(&format!("{server}/theme"), pair(&login), &theme).await);
        let visit = set_cookie(&get(&server, pair(&theme)).await);
        for cookie in [login, theme, visit] {
            assert_eq!(parts(&cookie), (name, attributes));
        }
    }
}

#[tokio::test]
async fn a_remembered_one_adds_nothing_but_its_age() {
    for (settings, name, attributes) in [HTTP, HTTPS] {
        let server = serve_with(settings).await;
        let login = set_cookie(&post(&format!("{server}/login"), "", &REMEMBERED).await);
        let aged = format!("{attributes}; Max-Age=604800");
        assert_eq!(parts(&login), (name, aged.as_str()));
    }
}

#[tokio::test]
async fn logging_out_deletes_it_with_the_same_attributes() {
    for (settings, name, attributes) in [HTTP, HTTPS] {
        let server = serve_with(settings).await;
        for form in [&ALICE[..], &REMEMBERED] {
            let login = set_cookie(&post(&format!("{server}/login"), "", form).await);
            let logout = post(&format!("{server}/logout"), pair(&login), &[]).await;
            let deletion = set_cookie(&logout);
            let gone = format!("{name}=; {attributes}; Max-Age=0; Expires=");
            assert!(deletion.starts_with(&gone), "{deletion}");
        }
    }
}

#[tokio::test]
async fn logging_out_deletes_even_a_cookie_that_is_not_believed() {
    let server = serve().await;
    let logout = post(&format!("{server}/logout"), "session=garbage", &[]).await;
    assert!(set_cookie(&logout).starts_with("session=; "));
}

/// A cookie without the prefix can come from any host under the same domain, and from plain http.
#[tokio::test]
async fn over_https_the_name_without_the_prefix_is_not_read() {
    let cookie = signed(&json!({"username": "alice"}));
    assert!(is_alice(&serve().await, &cookie).await);
    let server = serve_with(&["--https"]).await;
    assert!(!is_alice(&server, &cookie).await);
    let logout = post(&format!("{server}/logout"), &cookie, &[]).await;
    assert!(sets_no_cookie(&logout));
    assert!(is_alice(&server, &format!("__Host-{cookie}")).await);
}
