//! What the tests share: the app on a port of its own, and what a browser does with it.

use std::future::IntoFuture;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request, StatusCode};
use clap::Parser;
use html_escape::decode_html_entities;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use step05_login_app::config::Config;
use step05_login_app::session::Settings;
use step05_login_app::signer::Signer;
use tokio::net::TcpListener;
use tower::ServiceExt;

pub const SECRET_KEY: &str = "a key for tests of 32 bytes or more";

pub fn config(arguments: &[&str]) -> Config {
    let key = ["app", "--secret-key", SECRET_KEY];
    Config::parse_from(key.iter().chain(arguments))
}

pub fn app() -> Router {
    static APP: LazyLock<Router> = LazyLock::new(|| step05_login_app::app(config(&[])));
    APP.clone()
}

pub fn signer() -> Signer {
    signer_with(SECRET_KEY)
}

pub fn signer_with(key: &str) -> Signer {
    Signer::new(key.as_bytes(), "cookie-session")
}

/// What a router needs as its state for a handler to take a `Session`.
pub fn state() -> Arc<Settings> {
    Arc::new(Settings::new(&config(&[])))
}

/// In seconds: how old a signature may be.
pub fn max_age() -> u64 {
    config(&[]).idle_limit.into()
}

/// Serves the app on a free port and returns its URL.
pub async fn serve() -> String {
    serve_router(app()).await
}

pub async fn serve_with(arguments: &[&str]) -> String {
    serve_router(step05_login_app::app(config(arguments))).await
}

pub async fn serve_router(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    format!("http://{address}")
}

/// A browser that keeps no cookies and follows no redirect.
pub fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

pub async fn send(request: RequestBuilder) -> Response {
    request.send().await.unwrap()
}

pub async fn get(url: &str, cookie: &str) -> Response {
    send(client().get(url).header("cookie", cookie)).await
}

pub async fn post(url: &str, cookie: &str, form: &[(&str, &str)]) -> Response {
    send(client().post(url).header("cookie", cookie).form(form)).await
}

/// Sends the login form, and returns the answer instead of following its redirect.
pub async fn log_in(server: &str, name: &str) -> Response {
    post(&format!("{server}/login"), "", &[("username", name)]).await
}

/// The page for a browser with this cookie.
pub async fn page(server: &str, cookie: &str) -> String {
    get(server, cookie).await.text().await.unwrap()
}

pub fn greets(page: &str, name: &str) -> bool {
    decode_html_entities(page).contains(&format!("<h1>Logged in as {name}</h1>"))
}

/// Is this cookie believed to be alice's?
pub async fn is_alice(server: &str, cookie: &str) -> bool {
    let page = page(server, cookie).await;
    let is_alice = greets(&page, "alice");
    assert_ne!(is_alice, page.contains("<h1>You are not logged in</h1>"));
    is_alice
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
        let page = to_bytes(response.into_body(), 100_000).await.unwrap();
        let page = String::from_utf8(page.to_vec()).unwrap();
        page.contains("<h1>You are not logged in</h1>")
    })
}

/// The one `Set-Cookie` header of a response.
pub fn set_cookie(response: &Response) -> String {
    let mut cookies = response.headers().get_all("set-cookie").iter();
    let cookie = cookies.next().expect("no cookie was set").to_str().unwrap();
    assert!(cookies.next().is_none(), "more than one cookie");
    cookie.into()
}

pub fn sets_no_cookie(response: &Response) -> bool {
    !response.headers().contains_key("set-cookie")
}

/// `name=value`, as a browser sends a cookie back.
pub fn pair(set_cookie: &str) -> &str {
    set_cookie.split(';').next().unwrap()
}
