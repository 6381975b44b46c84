//! The locks of an app in public, one module each, over real HTTP: every test is an attack, a
//! mishap or a limit, and fails without its lock.

mod cookie;
mod csrf;
mod fixation;
mod headers;
mod lifetime;
mod limits;
#[cfg(unix)]
mod logs;
#[cfg(unix)]
mod program;
mod rotation;
mod settings;
#[cfg(unix)]
mod shutdown;
mod size;

use std::future::IntoFuture;

use axum::Router;
use clap::Parser;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;
use step05_login_app::config::Config;
use step05_login_app::signer::Signer;
use step05_login_app::{app, payload, timed};
use tokio::net::TcpListener;

const SECRET_KEY: &str = "a key for tests: 32 bytes or more";

fn config(settings: &[&str]) -> Config {
    let arguments = ["app", "--secret-key", SECRET_KEY];
    Config::parse_from(arguments.iter().chain(settings))
}

/// Serves the app with these settings on a free port and returns its URL.
async fn serve(settings: &[&str]) -> String {
    serve_router(app(config(settings))).await
}

async fn serve_router(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    format!("http://{address}")
}

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

async fn get(url: &str, cookie: &str) -> Response {
    send(client().get(url).header("cookie", cookie)).await
}

async fn post(url: &str, cookie: &str, form: &[(&str, &str)]) -> Response {
    send(client().post(url).header("cookie", cookie).form(form)).await
}

async fn send(request: RequestBuilder) -> Response {
    request.send().await.unwrap()
}

/// Is this cookie believed to be alice's?
async fn is_alice(server: &str, cookie: &str) -> bool {
    let page = get(server, cookie).await.text().await.unwrap();
    let stranger = page.contains("<h1>You are not logged in</h1>");
    assert_ne!(stranger, page.contains("<h1>Logged in as alice</h1>"));
    !stranger
}

/// The one `Set-Cookie` header of a response.
fn set_cookie(response: &Response) -> String {
    let mut cookies = response.headers().get_all("set-cookie").iter();
    let cookie = cookies.next().expect("no cookie was set").to_str().unwrap();
    assert!(cookies.next().is_none(), "more than one cookie");
    cookie.into()
}

fn sets_no_cookie(response: &Response) -> bool {
    !response.headers().contains_key("set-cookie")
}

/// `name=value`, as a browser sends a cookie back.
fn pair(set_cookie: &str) -> &str {
    set_cookie.split(';').next().unwrap()
}

fn value(set_cookie: &str) -> &str {
    pair(set_cookie).split_once('=').unwrap().1
}

/// The value of a cookie with these contents, signed by this key that many seconds ago.
fn signed_by(key: &str, contents: &Value, age: u64) -> String {
    let signer = Signer::new(key.as_bytes(), "cookie-session");
    let payload = payload::encode(contents.as_object().unwrap());
    timed::sign(&signer, &payload, timed::now() - age)
}

fn signed(contents: &Value) -> String {
    format!("session={}", signed_by(SECRET_KEY, contents, 0))
}

/// What a cookie holds that this key signed within the last minute.
fn contents_under(key: &str, cookie: &str) -> Option<Value> {
    let signer = Signer::new(key.as_bytes(), "cookie-session");
    let payload = timed::unsign(&signer, value(cookie), timed::now(), 60)?;
    payload::decode(payload).map(Value::from)
}

fn contents(cookie: &str) -> Value {
    contents_under(SECRET_KEY, cookie).expect("not signed just now")
}
