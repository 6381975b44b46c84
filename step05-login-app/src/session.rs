//! Flask's `session`: a dict that the browser keeps for the server in one signed cookie.
//!
//! The top layer, above `payload` and `timed`. A handler that takes a `Session` opens it, and
//! when the handler drops it, `Drop` saves it: Flask's `open_session` and `save_session`.

use std::iter;
use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::HeaderValue;
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

/// How sessions are signed, how long they live (in seconds), and how their cookie is sent.
pub struct Settings {
    signer: Signer,
    fallbacks: Vec<Signer>,
    https: bool,
    idle_limit: u32,
    short_limit: u32,
    absolute_limit: u32,
}

impl Settings {
    /// Derives the keys once, when the app starts.
    pub fn new(config: &Config) -> Self {
        let older_keys = config.secret_key_fallbacks.iter();
        Self {
            signer: Signer::new(&config.signing_key(), SALT),
            fallbacks: older_keys
                .map(|key| Signer::new(key.as_bytes(), SALT))
                .collect(),
            https: config.https,
            idle_limit: config.idle_limit,
            short_limit: config.short_limit,
            absolute_limit: config.absolute_limit,
        }
    }

    /// Reads a `Cookie` header for a page that only looks at the session: nothing is renewed or
    /// saved. Nothing is trusted that a [`Session`] would refuse.
    pub fn peek(&self, header: &HeaderValue) -> Option<Map<String, Value>> {
        let cookies = Cookie::split_parse(header.to_str().ok()?).flatten();
        let cookie = cookies.filter(|cookie| cookie.name() == self.cookie_name());
        let (dict, _) = open(cookie.last()?.value(), self)?;
        Some(dict)
    }

    /// Browsers accept a cookie with the prefix only over https, only for this host and for all
    /// its paths. So no other host under the same domain can plant one.
    fn cookie_name(&self) -> &'static str {
        if self.https {
            "__Host-session"
        } else {
            "session"
        }
    }

    /// Returns the payload, and whether it must be signed again: a tenth of the idle limit has
    /// passed, or an older key made the signature.
    fn unsign<'a>(&self, signed: &'a str, now: u64) -> Option<(&'a str, bool)> {
        let limit = self.idle_limit.into();
        if let Some(payload) = timed::unsign(&self.signer, signed, now, limit / 10) {
            return Some((payload, false));
        }
        let mut payloads = self
            .signers()
            .filter_map(|signer| timed::unsign(signer, signed, now, limit));
        let payload = payloads.next();
        if payload.is_none() {
            self.log_refusal(signed);
        }
        Some((payload?, true))
    }

    /// In seconds. A login without "remember me" ends when the browser closes, but a browser that
    /// restores its windows keeps it. So the server sets a limit of its own.
    fn login_limit(&self, dict: &Map<String, Value>) -> u64 {
        let limit = if is_permanent(dict) {
            self.absolute_limit
        } else {
            self.short_limit.min(self.absolute_limit)
        };
        limit.into()
    }

    /// The key that signs comes first, then the older ones, which only check.
    fn signers(&self) -> impl Iterator<Item = &Signer> {
        iter::once(&self.signer).chain(&self.fallbacks)
    }

    /// Logs the reason. If no accepted key has signed the cookie, it is forged or its key was
    /// removed. Otherwise it is too old, or its time is in the future.
    fn log_refusal(&self, signed: &str) {
        if self.signers().any(|signer| signer.unsign(signed).is_some()) {
            tracing::info!("a session has passed its idle limit, or is from the future");
        } else {
            tracing::warn!("a session cookie was refused: no accepted key has signed it");
        }
    }
}

/// The visitor's dict of JSON values: `session["key"] = value.into()`.
///
/// It gives access to the dict with all methods of a [`Map`], notes any change, and is saved
/// when it is dropped. That must happen before the response is sent: a session that is moved
/// into a spawned task or a streamed body is dropped too late, and nothing is saved.
pub struct Session {
    dict: Map<String, Value>,
    modified: bool,
    settings: Arc<Settings>,
    cookies: Cookies,
}

impl Session {
    /// Returns the value of the key as a `T`, or nothing if it is missing or has another type.
    pub fn get<'a, T: Deserialize<'a>>(&'a self, key: &str) -> Option<T> {
        T::deserialize(self.dict.get(key)?).ok()
    }

    /// Returns the cookie that came with the request, before any change. A refused one opens as
    /// an empty session, and is not returned.
    pub fn received(&self) -> Option<Cookie<'_>> {
        let cookie = self.cookies.get(self.settings.cookie_name())?;
        (!self.is_empty()).then_some(cookie)
    }

    /// In seconds: how long a cookie is accepted after it was signed.
    pub fn idle_limit(&self) -> u64 {
        self.settings.idle_limit.into()
    }

    /// Starts from an empty session, so that nothing planted before the login survives it, and
    /// notes the time.
    pub fn log_in(&mut self, username: &str) {
        self.clear();
        self["username"] = username.into();
        self["login_at"] = timed::now().into();
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
            if is_permanent(&self.dict) {
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
        let cookie = cookies.get(settings.cookie_name());
        let opened = cookie.and_then(|cookie| open(cookie.value(), settings));
        let (dict, modified) = opened.unwrap_or_default();
        Ok(Self {
            dict,
            modified,
            settings: settings.clone(),
            cookies,
        })
    }
}

/// Checks the signature first and the age next, and reads the content last. Also returns
/// whether the session must be saved even if no handler changes it.
fn open(signed: &str, settings: &Settings) -> Option<(Map<String, Value>, bool)> {
    let now = timed::now();
    let (payload, renew) = settings.unsign(signed, now)?;
    let dict = payload::decode(payload)?;
    Some((end_old_login(dict, now, settings)?, renew))
}

/// A login has an age of its own, which no visit renews. So a stolen cookie cannot be kept alive
/// forever. A login from Flask does not say when it was; it counts from now.
fn end_old_login(
    mut dict: Map<String, Value>,
    now: u64,
    settings: &Settings,
) -> Option<Map<String, Value>> {
    if !dict.contains_key("username") {
        return Some(dict);
    }
    let login_at = dict.entry("login_at").or_insert(now.into()).as_u64()?;
    let age = now.checked_sub(login_at)?;
    if age > settings.login_limit(&dict) {
        tracing::info!("a login has passed its limit");
        return None;
    }
    Some(dict)
}

/// Flask's `session.permanent`: the cookie outlives the browser.
fn is_permanent(dict: &Map<String, Value>) -> bool {
    dict.get("_permanent") == Some(&Value::Bool(true))
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
