//! What the exercises of the book ask for. These tests fail until you have solved them.

mod a_cart;
mod ten_minutes;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::Value;
use step04_session_dict::{payload, timed};

use crate::support::{pair, signer};

/// A `Cookie` header with these contents, signed `age` seconds ago.
fn signed_ago(contents: &Value, age: u64) -> String {
    let payload = payload::encode(contents.as_object().unwrap());
    let cookie = timed::sign(&signer(), &payload, timed::now() - age);
    format!("session={cookie}")
}

/// What a `Set-Cookie` header holds, if it was signed within the last 30 seconds.
fn contents(set_cookie: &str) -> Value {
    let (_, value) = pair(set_cookie).split_once('=').unwrap();
    let payload = timed::unsign(&signer(), value, timed::now(), 30);
    let dict = payload.and_then(payload::decode);
    dict.expect("not signed a moment ago").into()
}

fn sets_no_cookie(response: &Response) -> bool {
    !response.headers().contains_key("set-cookie")
}

async fn get(url: &str, cookie: &str) -> Response {
    let request = Client::new().get(url).header("cookie", cookie);
    request.send().await.expect("the connection was cut off")
}

async fn post(url: &str, cookie: &str, form: &[(&str, &str)]) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.post(url).header("cookie", cookie).form(form);
    request.send().await.expect("the connection was cut off")
}
