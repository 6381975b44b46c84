//! A dict as text that a cookie can hold: compact JSON in base64url.
//!
//! Reads what `itsdangerous.URLSafeSerializer` writes over Flask's JSON, packed or not. Flask's
//! tags (`{" t":[…]}` is a tuple) are objects with one key, and come back unchanged.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use flate2::read::ZlibDecoder;
use serde_json::{Map, Value};

/// In bytes. zlib can pack a thousand bytes into one: without a limit, a cookie of 4 KB
/// could make the server fill megabytes on every request.
const MAX_JSON: u64 = 256 * 1024;

/// Returns the dict as ASCII JSON in base64url.
pub fn encode(dict: &Map<String, Value>) -> String {
    BASE64.encode(ascii_json(dict))
}

/// Returns the dict; a leading dot says that zlib packed its JSON. Returns nothing if the payload
/// is no object: broken base64, zlib or JSON, a list, a number, or nested 128 levels deep or
/// more, which serde_json refuses.
pub fn decode(payload: &str) -> Option<Map<String, Value>> {
    let json = match payload.strip_prefix('.') {
        Some(packed) => unpack(&BASE64.decode(packed).ok()?)?,
        None => BASE64.decode(payload).ok()?,
    };
    serde_json::from_slice(&json).ok()
}

/// Sorted keys, no spaces, and `\u00eb` for every `ë`, as Flask writes it.
fn ascii_json(dict: &Map<String, Value>) -> String {
    let json = serde_json::to_string(dict).expect("a dict of values is JSON");
    let mut ascii = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            ' '..='~' => ascii.push(character),
            _ => push_escaped(&mut ascii, character),
        }
    }
    ascii
}

/// JSON's escapes are written in UTF-16, which takes one unit for a character, or two.
fn push_escaped(ascii: &mut String, character: char) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        *ascii += &format!("\\u{unit:04x}");
    }
}

/// Stops at the limit: the rest is cut off, and a cut object is not JSON.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    let mut decoder = ZlibDecoder::new(packed).take(MAX_JSON);
    decoder.read_to_end(&mut json).ok()?;
    Some(json)
}
