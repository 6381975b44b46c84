//! A dict as text that a cookie can hold: compact JSON, zlib where it helps, base64url.
//!
//! Read and written as by `itsdangerous.URLSafeSerializer` over Flask's JSON, whose tags
//! (`{" t":[…]}` is a tuple) stay what they are: one-key objects that come back unchanged.

use std::cell::RefCell;
use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use flate2::bufread::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use serde_json::{Map, Value};

/// In bytes. zlib can pack a thousand to one: without a limit, a cookie of 4 KB
/// could make the server fill megabytes on every request.
const MAX_JSON: u64 = 256 * 1024;

thread_local! {
    /// zlib works in a quarter of a megabyte. Fetching that for every cookie, and giving it
    /// back, takes several times as long as packing.
    static ZLIB: RefCell<Compress> = RefCell::new(Compress::new(Compression::default(), true));
}

/// A leading dot says that the JSON is packed, which it is where that saves more than one byte.
pub fn encode(dict: &Map<String, Value>) -> String {
    let json = ascii_json(dict);
    match pack(json.as_bytes()) {
        Some(packed) if packed.len() + 1 < json.len() => format!(".{}", BASE64.encode(packed)),
        _ => BASE64.encode(json),
    }
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

/// Whether zlib may be of use. It writes once what repeats, writes frequent bytes in few bits,
/// and adds a frame of eight bytes. A short text cannot win these back if half of its bytes are
/// new and hardly a pair of neighbours stood there before. The limits come from a search for texts
/// on which zlib gains all the same (`tests/hostile.rs`).
fn may_shrink(json: &[u8]) -> bool {
    let bytes = json.iter().enumerate();
    let old_bytes = bytes.filter(|(at, byte)| json[..*at].contains(byte));
    let pairs = json.windows(2).enumerate();
    let old_pairs = pairs.filter(|(at, pair)| json[..=*at].windows(2).any(|old| old == *pair));
    json.len() > 40 || old_bytes.count() > json.len() / 2 || old_pairs.count() > 7
}

/// The JSON in fewer bytes, if zlib ends within as many as it has.
fn pack(json: &[u8]) -> Option<Vec<u8>> {
    if !may_shrink(json) {
        return None;
    }
    let mut packed = Vec::with_capacity(json.len());
    let status = ZLIB.with_borrow_mut(|zlib| {
        zlib.reset();
        zlib.compress_vec(json, &mut packed, FlushCompress::Finish)
    });
    matches!(status, Ok(Status::StreamEnd)).then_some(packed)
}

/// What goes beyond the limit is cut off, and a cut object is no JSON.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    let mut decoder = ZlibDecoder::new(packed).take(MAX_JSON);
    decoder.read_to_end(&mut json).ok()?;
    Some(json)
}
