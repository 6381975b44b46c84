//! What can be seen comes back whole and stays inside the cookie's value; the rest is refused.

use std::future::IntoFuture;

use clap::Parser;
use html_escape::decode_html_entities;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use step05_login_app::app;
use step05_login_app::config::Config;
use tokio::net::TcpListener;

const NAMES: [&str; 5] = [
    "; Max-Age=0",
    "%00%0d%0a",
    "\"quoted\"",
    "' onfocus='alert(1)",
    "https://example.org/?a=b&c=d#e",
];

const REFUSED: [&str; 15] = [
    "",
    " ",
    "\u{a0}\u{3000}",
    "\t",
    "a\tb",
    "a\n",
    "a\r\nSet-Cookie: b=c",
    "\0",
    "a\u{7f}b",
    "a\u{85}b",
    "\u{202e}olleh",
    "a\u{2066}b",
    "a\u{200b}b",
    "\u{feff}",
    "\u{3164}",
];

#[tokio::test]
async fn every_name_comes_back_whole() {
    let server = serve().await;
    for name in NAMES {
        let cookie = set_cookie(&login(name, &server).await);
        let (pair, _) = cookie.split_once(';').unwrap();
        let request = Client::new().get(&server).header("cookie", pair);
        let page = request.send().await.unwrap().text().await.unwrap();
        let greeting = format!("<h1>Logged in as {name}</h1>");
        assert!(decode_html_entities(&page).contains(&greeting), "{name:?}");
    }
}

#[tokio::test]
async fn no_name_adds_an_attribute() {
    let server = serve().await;
    for name in NAMES {
        let cookie = set_cookie(&login(name, &server).await);
        let (_, attributes) = cookie.split_once("; ").unwrap();
        assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/", "{name:?}");
    }
}

#[tokio::test]
async fn a_refused_name_is_shown_again_with_the_reason() {
    let server = serve().await;
    let too_long = "<a>".repeat(22);
    for name in REFUSED.into_iter().chain([too_long.as_str()]) {
        let response = login(name, &server).await;
        assert_eq!(response.status(), 422, "{name:?}");
        assert!(response.headers().get("set-cookie").is_none(), "{name:?}");
        let page = response.text().await.unwrap();
        assert!(page.contains(r#"role="alert""#), "{name:?}");
        let typed = format!("value=\"{name}\"");
        assert!(decode_html_entities(&page).contains(&typed), "{name:?}");
    }
}

#[tokio::test]
async fn a_form_without_a_name_asks_for_it() {
    let server = serve().await;
    let request = Client::new().post(format!("{server}/login"));
    let response = request.form(&[("user", "alice")]).send().await.unwrap();
    assert_eq!(response.status(), 422);
    let page = response.text().await.unwrap();
    assert!(page.contains("Please enter a name."), "{page}");
}

#[tokio::test]
async fn a_body_that_is_no_form_is_told_what_is_missing() {
    let server = serve().await;
    let request = Client::new().post(format!("{server}/login"));
    let response = request.body("username=alice").send().await.unwrap();
    assert_eq!(response.status(), 415);
    let page = response.text().await.unwrap();
    assert!(page.contains("application/x-www-form-urlencoded"), "{page}");
}

#[tokio::test]
async fn one_name_in_two_spellings_is_one_name() {
    let server = serve().await;
    let cookie = set_cookie(&login(" Zoe\u{308} ", &server).await);
    let (pair, _) = cookie.split_once(';').unwrap();
    let request = Client::new().get(&server).header("cookie", pair);
    let page = request.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Logged in as Zoë<"), "{page}");
}

const SECRET_KEY: &str = "a key for tests of 32 bytes or more";

async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let config = Config::parse_from(["app", "--secret-key", SECRET_KEY]);
    tokio::spawn(axum::serve(listener, app(config)).into_future());
    format!("http://{address}")
}

async fn login(name: &str, server: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.post(format!("{server}/login"));
    let form = request.form(&[("username", name)]);
    form.send().await.unwrap()
}

/// The one `Set-Cookie` header of a response.
fn set_cookie(response: &Response) -> String {
    let mut cookies = response.headers().get_all("set-cookie").iter();
    let cookie = cookies.next().unwrap().to_str().unwrap().into();
    assert!(cookies.next().is_none(), "more than one cookie");
    cookie
}
