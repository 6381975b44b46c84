//! What the home page says about the visitor's own cookie: its parts, its content and its age.
//!
//! This is the cookie that came with the request. Opening the session has checked its signature, so
//! nothing is signed or checked here again. The cookie that the answer sets would always be new.

use serde_json::Value;

use crate::payload;
use crate::session::Session;
use crate::timed;

/// In characters: how much of the signature is shown. With all of it, the page would hold the
/// whole cookie, and a script that got into the page could read what `HttpOnly` keeps from it.
const SHOWN: usize = 6;

/// In bytes of JSON. Packed or deeply nested content can be far longer on the page than in the
/// cookie.
const MAX_SHOWN: usize = 4096;

/// In seconds, the longest first.
const UNITS: [(u64, &str); 4] = [
    (24 * 60 * 60, "day"),
    (60 * 60, "hour"),
    (60, "minute"),
    (1, "second"),
];

/// A cookie that the server believed, taken apart to be read.
pub struct CookieParts {
    /// Of the name and the value, which browsers count.
    pub bytes: usize,
    /// As it is in the cookie.
    pub payload: String,
    /// The same, decoded and indented.
    pub json: String,
    /// As it is in the cookie.
    pub timestamp: String,
    /// How long ago that was, in words.
    pub age: String,
    /// The beginning of it.
    pub signature: String,
    /// How old the cookie may become, in words.
    pub limit: String,
}

impl CookieParts {
    /// Takes the cookie apart that came with the request. The session must be as it was opened.
    /// Returns nothing if no cookie came, or if it was refused.
    pub fn received(session: &Session) -> Option<Self> {
        let cookie = session.received()?;
        let (rest, signature) = cookie.value().rsplit_once('.')?;
        let (payload, timestamp) = rest.rsplit_once('.')?;
        Some(Self {
            bytes: cookie.name().len() + cookie.value().len(),
            payload: payload.into(),
            json: indented(payload)?,
            timestamp: timestamp.into(),
            age: in_words(timed::now().saturating_sub(timed::decode(timestamp)?)),
            signature: signature.chars().take(SHOWN).collect(),
            limit: in_words(session.idle_limit()),
        })
    }
}

fn indented(payload: &str) -> Option<String> {
    let dict = Value::from(payload::decode(payload)?);
    if dict.to_string().len() > MAX_SHOWN {
        return Some("(too long to be shown here)".into());
    }
    serde_json::to_string_pretty(&dict).ok()
}

/// In whole units of one kind: 90 seconds are `1 minute`.
fn in_words(seconds: u64) -> String {
    let unit = UNITS.iter().find(|(length, _)| seconds >= *length);
    match unit {
        Some((length, unit)) if seconds / length == 1 => format!("1 {unit}"),
        Some((length, unit)) => format!("{} {unit}s", seconds / length),
        None => "less than a second".into(),
    }
}
