//! What the tests share: the app on a port of its own, and what a browser does with it.

use std::future::IntoFuture;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use step03_signed::app;
use tokio::net::TcpListener;

/// Serves the app on a free port and returns its URL.
pub async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app()).into_future());
    format!("http://{address}")
}

/// Sends the login form, and returns the answer instead of following its redirect.
pub async fn log_in(server: &str, name: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.post(format!("{server}/login"));
    let form = request.form(&[("username", name)]);
    form.send().await.unwrap()
}

/// The page for a browser with this cookie.
pub async fn page(server: &str, cookie: &str) -> String {
    let request = Client::new().get(server).header("cookie", cookie);
    request.send().await.unwrap().text().await.unwrap()
}

/// The one `Set-Cookie` header of a response.
pub fn set_cookie(response: &Response) -> String {
    let mut cookies = response.headers().get_all("set-cookie").iter();
    let cookie = cookies.next().expect("no cookie was set").to_str().unwrap();
    assert!(cookies.next().is_none(), "more than one cookie");
    cookie.into()
}

/// `name=value`, as a browser sends a cookie back.
pub fn pair(set_cookie: &str) -> &str {
    set_cookie.split(';').next().unwrap()
}

pub fn greets(page: &str, name: &str) -> bool {
    page.starts_with(&format!("Logged in as {name}"))
}
