//! Flask's `session`: a dict that the browser keeps for the server in one signed cookie.
//!
//! The top layer, above `payload` and `timed`. A handler that takes a `Session` opens it, and
//! when the handler drops it, `Drop` saves it: Flask's `open_session` and `save_session`.

use std::ops::{Deref, DerefMut, Index, IndexMut};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;
use serde_json::{Map, Value};
use tower_cookies::cookie::SameSite;
use tower_cookies::{Cookie, Cookies};

use crate::signer::Signer;
use crate::{payload, timed};

/// Flask's name for the cookie.
const COOKIE: &str = "session";

/// In seconds: 31 days, Flask's `PERMANENT_SESSION_LIFETIME`.
const MAX_AGE: u64 = 31 * 24 * 60 * 60;

/// The visitor's dict of JSON values: `session["key"] = value.into()`.
///
/// It gives access to the dict with all methods of a [`Map`], notes any change, and is saved
/// when it is dropped. That must happen before the response is sent: a session that is moved
/// into a spawned task or a streamed body is dropped too late, and nothing is saved.
pub struct Session {
    dict: Map<String, Value>,
    modified: bool,
    signer: Signer,
    cookies: Cookies,
}

impl Session {
    /// Returns the value of the key as a `T`, or nothing if it is missing or has another type.
    pub fn get<'a, T: Deserialize<'a>>(&'a self, key: &str) -> Option<T> {
        T::deserialize(self.dict.get(key)?).ok()
    }

    fn save(&self) {
        let mut cookie = Cookie::build(COOKIE)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .build();
        if self.dict.is_empty() {
            self.cookies.remove(cookie);
        } else {
            let payload = payload::encode(&self.dict);
            cookie.set_value(timed::sign(&self.signer, &payload, timed::now()));
            self.cookies.add(cookie);
        }
    }
}

impl FromRequestParts<Signer> for Session {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(
        parts: &mut Parts,
        signer: &Signer,
    ) -> Result<Self, Self::Rejection> {
        let cookies = Cookies::from_request_parts(parts, signer).await?;
        Ok(Self {
            dict: open(&cookies, signer).unwrap_or_default(),
            modified: false,
            signer: signer.clone(),
            cookies,
        })
    }
}

/// Checks the signature first and the age next, and reads the content last.
fn open(cookies: &Cookies, signer: &Signer) -> Option<Map<String, Value>> {
    let cookie = cookies.get(COOKIE)?;
    let payload = timed::unsign(signer, cookie.value(), timed::now(), MAX_AGE)?;
    payload::decode(payload)
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.modified {
            self.save();
        }
    }
}

impl Deref for Session {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.dict
    }
}

/// Every change comes through here, even one deep inside a value, which Flask would miss.
impl DerefMut for Session {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.modified = true;
        &mut self.dict
    }
}

/// A missing key reads as `Value::Null`.
impl Index<&str> for Session {
    type Output = Value;

    fn index(&self, key: &str) -> &Value {
        self.dict.get(key).unwrap_or(&Value::Null)
    }
}

impl IndexMut<&str> for Session {
    fn index_mut(&mut self, key: &str) -> &mut Value {
        self.entry(key).or_insert(Value::Null)
    }
}
