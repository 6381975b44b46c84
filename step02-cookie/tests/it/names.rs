//! Whatever a form can carry as a name comes back whole, and stays inside the cookie's value.

use std::future::IntoFuture;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use step02_cookie::app;
use tokio::net::TcpListener;

const NAMES: [&str; 12] = [
    "\t",
    "a\tb",
    "a\r\nSet-Cookie: b=c",
    "\0",
    "a\0b",
    "a\u{7f}b",
    "; Max-Age=0",
    "%00%0d%0a",
    " both ends ",
    "\"quoted\"",
    "\u{202e}olleh",
    "https://example.org/?a=b&c=d#e",
];

#[tokio::test]
async fn every_name_comes_back_whole() {
    let server = serve().await;
    for name in NAMES {
        let cookie = set_cookie(&login(name, &server).await);
        let (pair, _) = cookie.split_once(';').unwrap();
        let request = Client::new().get(&server).header("cookie", pair);
        let page = request.send().await.unwrap().text().await.unwrap();
        assert!(
            page.starts_with(&format!("Logged in as {name}")),
            "{name:?}"
        );
    }
}

#[tokio::test]
async fn no_name_adds_an_attribute_or_a_header() {
    let server = serve().await;
    for name in NAMES {
        let response = login(name, &server).await;
        let cookie = set_cookie(&response);
        let (_, attributes) = cookie.split_once("; ").unwrap();
        assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/", "{name:?}");
        assert_eq!(response.headers().len(), 4, "{name:?}");
    }
}

async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app()).into_future());
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
