//! What the tests share: the app on a port of its own, and what a browser does with it.

use std::future::IntoFuture;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request, StatusCode};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
pub use step04_session_dict::app;
use step04_session_dict::signer::Signer;
use tokio::net::TcpListener;
use tower::ServiceExt;

pub const SECRET_KEY: &str = "supersecretkey";

pub fn signer() -> Signer {
    Signer::new(SECRET_KEY.as_bytes(), "cookie-session")
}

/// What a router needs as its state for a handler to take a `Session`.
pub fn state() -> Signer {
    signer()
}

/// In seconds: how old a signature may be.
pub fn max_age() -> u64 {
    31 * 24 * 60 * 60
}

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

/// Is the page for this `Cookie` header the page of a stranger?
pub fn is_stranger(cookie: impl AsRef<[u8]>) -> bool {
    let header = HeaderValue::from_bytes(cookie.as_ref()).unwrap();
    let request = Request::get("/").header("cookie", header);
    let request = request.body(Body::empty()).unwrap();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(async {
        let response = app().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let page = to_bytes(response.into_body(), 10_000).await.unwrap();
        page.starts_with(b"You are not logged in\nVisits: ")
    })
}
