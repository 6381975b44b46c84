//! Flask's `session`: a dict that the browser keeps for us in one signed cookie.
//!
//! The top layer. A handler that takes a `Session` has opened it; when the handler is done
//! with it, `Drop` saves it. These two are Flask's `open_session` and `save_session`.

use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;
use serde_json::{Map, Value};
use tower_cookies::cookie::SameSite;
use tower_cookies::cookie::time::Duration;
use tower_cookies::{Cookie, Cookies};

use crate::config::Config;
use crate::signer::Signer;
use crate::{payload, timed};

/// Flask's salt for its sessions.
const SALT: &str = "cookie-session";

/// How sessions are signed, how long they live, and who may see their cookie.
pub struct Settings {
    signer: Signer,
    https: bool,
    idle_limit: u32,
    absolute_limit: u32,
}

impl Settings {
    /// Derives the keys, once.
    pub fn new(config: &Config) -> Self {
        let signer = Signer::new(&config.signing_key(), SALT);
        Self {
            signer: signer.with_fallbacks(&config.secret_key_fallbacks, SALT),
            https: config.https,
            idle_limit: config.idle_limit,
            absolute_limit: config.absolute_limit,
        }
    }

    /// Browsers take a cookie with the prefix only over https, for this host alone and all its
    /// paths: no neighbour under the same domain can plant one.
    fn cookie_name(&self) -> &'static str {
        if self.https {
            "__Host-session"
        } else {
            "session"
        }
    }
}

/// The visitor's dict of JSON values: `session["key"] = value.into()`.
///
/// Like a lock guard, it lends out what it guards (all methods of a [`Map`]), knows when it was
/// lent for writing, and does its work when dropped. Dropped after the response is under way,
/// in a spawned task or a streamed body, it is too late to be saved.
pub struct Session {
    dict: Map<String, Value>,
    modified: bool,
    settings: Arc<Settings>,
    cookies: Cookies,
}

impl Session {
    /// The value under the key as a `T`, or nothing where it is missing or something else.
    pub fn get<'a, T: Deserialize<'a>>(&'a self, key: &str) -> Option<T> {
        T::deserialize(self.dict.get(key)?).ok()
    }

    /// Starts anew, so that nothing planted before the login survives it, and notes the moment.
    pub fn log_in(&mut self, username: &str) {
        self.clear();
        self["username"] = username.into();
        self["login_at"] = timed::now().into();
    }

    /// Flask's `session.permanent`: the cookie outlives the browser.
    fn is_permanent(&self) -> bool {
        self.get("_permanent").unwrap_or(false)
    }

    fn save(&self) {
        let mut cookie = Cookie::build(self.settings.cookie_name())
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.settings.https)
            .build();
        if self.dict.is_empty() {
            self.cookies.remove(cookie);
        } else {
            let payload = payload::encode(&self.dict);
            cookie.set_value(timed::sign(&self.settings.signer, &payload, timed::now()));
            if self.is_permanent() {
                cookie.set_max_age(Duration::seconds(self.settings.idle_limit.into()));
            }
            self.cookies.add(cookie);
        }
    }
}

impl FromRequestParts<Arc<Settings>> for Session {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(
        parts: &mut Parts,
        settings: &Arc<Settings>,
    ) -> Result<Self, Self::Rejection> {
        let cookies = Cookies::from_request_parts(parts, settings).await?;
        let mut session = Self {
            dict: open(&cookies, settings).unwrap_or_default(),
            modified: false,
            settings: settings.clone(),
            cookies,
        };
        session.modified = session.is_permanent();
        Ok(session)
    }
}

/// Nothing but a cookie of ours is opened: the signature first, the age next, the content last.
fn open(cookies: &Cookies, settings: &Settings) -> Option<Map<String, Value>> {
    let cookie = cookies.get(settings.cookie_name())?;
    let now = timed::now();
    let idle_limit = settings.idle_limit.into();
    let payload = timed::unsign(&settings.signer, cookie.value(), now, idle_limit)?;
    let dict = payload::decode(payload)?;
    end_old_login(dict, now, settings.absolute_limit.into())
}

/// A login has an age of its own, which no visit renews: a stolen cookie cannot be kept alive
/// forever. A login that Flask made has no moment; it gets the one at which we first see it.
fn end_old_login(
    mut dict: Map<String, Value>,
    now: u64,
    absolute_limit: u64,
) -> Option<Map<String, Value>> {
    if !dict.contains_key("username") {
        return Some(dict);
    }
    let login_at = dict.entry("login_at").or_insert(now.into()).as_u64()?;
    let age = now.checked_sub(login_at)?;
    if age > absolute_limit {
        return None;
    }
    Some(dict)
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

/// Every change comes through here, one deep inside a value too: that one Flask does not see.
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
