//! A dict as text that a cookie can hold: compact JSON, zlib where it helps, base64url.
//!
//! Read and written as by `itsdangerous.URLSafeSerializer` over Flask's JSON, whose tags
//! (`{" t":[…]}` is a tuple) stay what they are: one-key objects that come back unchanged.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use flate2::Compression;
use flate2::bufread::{ZlibDecoder, ZlibEncoder};
use serde_json::{Map, Value};

/// In bytes. zlib can pack a thousand to one: without a limit, a cookie of 4 KB
/// could make the server fill megabytes on every request.
const MAX_JSON: u64 = 256 * 1024;

/// A leading dot says that the JSON is packed, which it is where that saves more than one byte.
pub fn encode(dict: &Map<String, Value>) -> String {
    let json = ascii_json(dict);
    if may_shrink(json.as_bytes()) {
        let packed = pack(json.as_bytes());
        if packed.len() + 1 < json.len() {
            return format!(".{}", BASE64.encode(packed));
        }
    }
    BASE64.encode(json)
}

/// Returns nothing where the payload is no object: broken base64, zlib or JSON, a list,
/// a number, or more than 128 levels deep, where serde_json stops.
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

/// Whether zlib may be of use: asking it costs more than all else in a small session. Its frame takes
/// eight bytes, and a text of up to 40 wins them back only where enough pairs of neighbours repeat.
/// It may say yes in vain, but says no only where zlib gains nothing (`tests/hostile.rs`).
fn may_shrink(json: &[u8]) -> bool {
    let pairs = json.windows(2).enumerate();
    let repeated = pairs.filter(|(at, pair)| json[..=*at].windows(2).any(|old| old == *pair));
    json.len() > 40 || repeated.count() > 7
}

fn pack(json: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = ZlibEncoder::new(json, Compression::default());
    let packing = encoder.read_to_end(&mut packed);
    packing.expect("reading from memory does not fail");
    packed
}

/// What goes beyond the limit is cut off, and a cut object is no JSON.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    let mut decoder = ZlibDecoder::new(packed).take(MAX_JSON);
    decoder.read_to_end(&mut json).ok()?;
    Some(json)
}
