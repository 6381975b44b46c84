//! Cookies that the app could have set: how to sign one, and how to read one.

use serde_json::Value;
use step05_login_app::{payload, timed};

use crate::support::{SECRET_KEY, pair, signer_with};

/// The value of a cookie with these contents, signed with this key `age` seconds ago.
pub fn signed_by(key: &str, contents: &Value, age: u64) -> String {
    let payload = payload::encode(contents.as_object().unwrap());
    timed::sign(&signer_with(key), &payload, timed::now() - age)
}

/// A `Cookie` header with these contents, signed a moment ago.
pub fn signed(contents: &Value) -> String {
    format!("session={}", signed_by(SECRET_KEY, contents, 0))
}

/// What a cookie holds, if this key signed it within the last minute.
pub fn contents_by(key: &str, cookie: &str) -> Option<Value> {
    let payload = timed::unsign(&signer_with(key), value(cookie), timed::now(), 60)?;
    payload::decode(payload).map(Value::from)
}

pub fn contents(cookie: &str) -> Value {
    contents_by(SECRET_KEY, cookie).expect("not signed a moment ago")
}

pub fn value(cookie: &str) -> &str {
    pair(cookie).split_once('=').unwrap().1
}
