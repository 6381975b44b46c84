//! `POST /logout` takes the name out of the browser, and no link can do it.

use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};

use crate::support::{log_in, pair, serve, set_cookie};

/// Asks for `/logout` as a browser with this cookie.
async fn ask(server: &str, method: Method, cookie: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.request(method, format!("{server}/logout"));
    request.header("cookie", cookie).send().await.unwrap()
}

/// The attributes of the cookie that a response sets, in lower case.
fn attributes(response: &Response) -> Vec<String> {
    let cookie = set_cookie(response).to_lowercase();
    cookie.split("; ").skip(1).map(str::to_owned).collect()
}

#[tokio::test]
#[ignore = "exercise: POST /logout deletes the cookie"]
async fn the_browser_is_told_to_delete_its_cookie() {
    let server = serve().await;
    let login = log_in(&server, "alice").await;
    let login = set_cookie(&login);
    let response = ask(&server, Method::POST, pair(&login)).await;
    let status = response.status();
    assert_eq!(status, 303, "POST /logout does not redirect to the page");
    assert_eq!(response.headers()["location"], "/");
    let deleted = response.headers().get("set-cookie");
    let deleted = deleted.expect("POST /logout sets no cookie").to_str();
    let deleted = deleted.unwrap();
    assert!(deleted.starts_with("username=;"), "{deleted:?}: a value");
    let attributes = attributes(&response);
    let has = |attribute: &str| attributes.iter().any(|it| it == attribute);
    assert!(has("max-age=0"), "{deleted:?}: the browser keeps it");
    assert!(
        has("path=/"),
        "{deleted:?}: deletes no cookie of the path /"
    );
}

#[tokio::test]
#[ignore = "exercise: only POST logs a visitor out"]
async fn a_link_logs_nobody_out() {
    let server = serve().await;
    let status = ask(&server, Method::GET, "username=alice").await.status();
    assert_eq!(status, 405, "GET /logout must be refused, POST must exist");
}
