//! The example with a cut-off date: what it ends, and what it leaves alone.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::response::Response;
use clap::Parser;
use step05_login_app::config::Config;
use tokio::time::sleep;
use tower::ServiceExt;

#[allow(dead_code, reason = "the test needs no main function")]
#[path = "../../examples/log_out_everywhere.rs"]
mod example;

#[tokio::test]
async fn a_cut_off_ends_all_sessions_of_one_user_and_every_copy() {
    let app = example::app(&Config::parse_from(["app"]));
    let phone = log_in(&app, "alice").await;
    let laptop = log_in(&app, "alice").await;
    let bob = log_in(&app, "bob").await;
    let answer = send(&app, "/logout-everywhere", &phone, "").await;
    assert!(
        answer.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    for (cookie, text) in [
        (&phone, "You are not logged in\n"),
        (&laptop, "You are not logged in\n"),
        (&bob, "Logged in as bob\n"),
    ] {
        assert_eq!(page(&app, cookie).await, text);
    }
    // A login counts from the next second on.
    sleep(Duration::from_millis(1100)).await;
    let again = log_in(&app, "alice").await;
    assert_eq!(page(&app, &again).await, "Logged in as alice\n");
    assert_eq!(page(&app, &laptop).await, "You are not logged in\n");
}

async fn log_in(app: &Router, name: &str) -> String {
    let answer = send(app, "/login", "", &format!("username={name}")).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().into()
}

async fn send(app: &Router, path: &str, cookie: &str, form: &str) -> Response {
    let request = Request::post(path)
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()));
    app.clone().oneshot(request.unwrap()).await.unwrap()
}

async fn page(app: &Router, cookie: &str) -> String {
    let request = Request::get("/").header("cookie", cookie);
    let request = request.body(Body::empty()).unwrap();
    let answer = app.clone().oneshot(request).await.unwrap();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}
