//! Which sessions are packed: long ones, if it makes them shorter.

use serde_json::{Map, Value, json};
use step05_login_app::payload;

fn dict(text: &str) -> Map<String, Value> {
    Map::from_iter([("text".to_owned(), json!(text))])
}

/// The JSON around the text takes 11 bytes.
#[test]
fn json_of_512_bytes_is_packed_and_shorter_json_is_not() {
    let short = payload::encode(&dict(&"a".repeat(500)));
    let long = payload::encode(&dict(&"a".repeat(501)));
    assert!(!short.starts_with('.'), "{short}");
    assert!(long.starts_with('.'), "{long}");
    assert!(long.len() < short.len() / 10, "{long}");
    assert_eq!(payload::decode(&long), Some(dict(&"a".repeat(501))));
}

/// No two of its neighbouring bytes repeat, and each byte is as frequent as the next.
#[test]
fn what_zlib_cannot_shorten_is_left_as_it_is() {
    let mut text = String::new();
    let mut random: u64 = 1;
    for _ in 0..4000 {
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1);
        text.push(char::from(b' ' + 2 + (random >> 33) as u8 % 93));
    }
    let payload = payload::encode(&dict(&text));
    assert_eq!(payload::decode(&payload), Some(dict(&text)));
}
