//! A box in the login form decides whether the cookie outlives the browser.

use reqwest::redirect::Policy;
use reqwest::{Client, Response};

use crate::support::{greets, log_in, page, pair, serve, set_cookie};

/// Logs in as a browser does when the box is ticked.
async fn log_in_for_long(server: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.post(format!("{server}/login"));
    let form = request.form(&[("username", "alice"), ("remember", "on")]);
    form.send().await.unwrap()
}

/// The attributes of a cookie, in lower case.
fn attributes(cookie: &str) -> Vec<String> {
    let attributes = cookie.split("; ").skip(1);
    attributes.map(str::to_lowercase).collect()
}

#[tokio::test]
#[ignore = "exercise: with the field `remember`, the cookie stays for 30 days"]
async fn a_ticked_box_keeps_the_cookie_for_thirty_days() {
    let server = serve().await;
    let cookie = set_cookie(&log_in_for_long(&server).await);
    let attributes = attributes(&cookie);
    for wanted in ["max-age=2592000", "httponly", "samesite=lax", "path=/"] {
        let has = attributes.iter().any(|attribute| attribute == wanted);
        assert!(has, "{cookie}: without {wanted}");
    }
    let page = page(&server, pair(&cookie)).await;
    assert!(greets(&page, "alice"), "the cookie is not believed: {page}");
}

#[tokio::test]
#[ignore = "exercise: without the field, the cookie still ends with the browser"]
async fn a_login_without_the_box_ends_with_the_browser() {
    let server = serve().await;
    let long = set_cookie(&log_in_for_long(&server).await);
    let short = log_in(&server, "alice").await;
    assert_eq!(short.status(), 303, "a form without the box is refused");
    let short = set_cookie(&short);
    assert_ne!(
        attributes(&long),
        attributes(&short),
        "the box has no effect"
    );
    for attribute in attributes(&short) {
        let limit = attribute.starts_with("max-age") || attribute.starts_with("expires");
        assert!(!limit, "{short}: outlives the browser");
    }
}
