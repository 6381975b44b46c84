//! Whatever a stranger, or another server with our key, puts into the cookie, the visitor gets the
//! page of a stranger.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use flate2::Compression;
use flate2::read::ZlibEncoder;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value};
use step04_session_dict::{payload, timed};

use crate::support::{is_stranger, max_age, signer};

/// The payload of Alice's session.
const ALICE: &str = "eyJ1c2VybmFtZSI6ImFsaWNlIn0";

/// A cookie that our key has signed a moment ago.
fn signed(payload: &str) -> String {
    format!("session={}", timed::sign(&signer(), payload, timed::now()))
}

fn zlib(bytes: impl Read) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = ZlibEncoder::new(bytes, Compression::default());
    encoder.read_to_end(&mut packed).unwrap();
    packed
}

fn packed(bytes: impl Read) -> String {
    format!(".{}", BASE64.encode(zlib(bytes)))
}

#[test]
fn a_good_cookie_is_believed() {
    assert!(!is_stranger(signed(ALICE)));
}

#[test]
fn a_signed_payload_that_is_no_session_opens_empty() {
    for json in [
        "",
        "null",
        "7",
        "\"alice\"",
        "[]",
        "{",
        "{}x",
        "{\"username\":",
        "\u{0}",
    ] {
        assert!(is_stranger(signed(&BASE64.encode(json))), "{json:?}");
        assert!(is_stranger(signed(&packed(json.as_bytes()))), "{json:?}");
    }
    for payload in ["", ".", "..", "!", "eyJ9=", ".AAAA", ".eJw", "a.b.c", "é"] {
        assert!(is_stranger(signed(payload)), "{payload:?}");
    }
}

#[test]
fn a_username_that_is_no_string_is_no_login() {
    for name in [
        "null",
        "1",
        "1e999",
        "true",
        "[\"alice\"]",
        "{\" t\":[\"alice\"]}",
    ] {
        let json = format!("{{\"username\":{name},\"visits\":\"many\"}}");
        assert!(is_stranger(signed(&BASE64.encode(json))), "{name}");
    }
}

#[test]
fn a_counter_at_its_end_stays_there() {
    let json = format!("{{\"visits\":{}}}", u64::MAX);
    assert!(is_stranger(signed(&BASE64.encode(json))));
}

#[test]
fn a_deep_nest_opens_empty() {
    let nest = |depth| {
        format!(
            "{{\"username\":\"alice\",\"x\":{}{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    assert!(!is_stranger(signed(&packed(nest(100).as_bytes()))));
    assert!(is_stranger(signed(&packed(nest(128).as_bytes()))));
    assert!(is_stranger(signed(&packed(nest(100_000).as_bytes()))));
}

#[test]
fn a_zip_bomb_opens_empty() {
    let json = |spaces| format!("{{\"username\":\"alice\"{}}}", " ".repeat(spaces));
    assert!(!is_stranger(signed(&packed(json(200_000).as_bytes()))));
    assert!(is_stranger(signed(&packed(json(3_000_000).as_bytes()))));
    assert!(is_stranger(signed(&packed(
        std::io::repeat(0).take(50_000_000)
    ))));
}

#[test]
fn a_timestamp_of_any_length_and_value_is_refused_unless_it_is_of_this_month() {
    let cookie = |value: String| format!("session={value}");
    let at = |time| cookie(timed::sign(&signer(), ALICE, time));
    assert!(!is_stranger(at(timed::now() - max_age() + 60)));
    for time in [
        0,
        1,
        255,
        timed::now() - max_age() - 60,
        timed::now() + 60,
        1 << 32,
        1 << 63,
        u64::MAX,
    ] {
        assert!(is_stranger(at(time)), "{time}");
    }
    for length in [0, 5, 8, 9, 16, 1000] {
        let timestamp = BASE64.encode(vec![0xff; length]);
        let signed = signer().sign(&format!("{ALICE}.{timestamp}"));
        assert!(is_stranger(cookie(signed)), "{length}");
    }
    assert!(is_stranger(cookie(signer().sign(ALICE))));
}

#[test]
fn a_cookie_of_any_shape_gets_the_page_of_a_stranger() {
    let valid = signed(ALICE);
    let doubled = format!("{valid}{}", valid.trim_start_matches("session="));
    let oversized = format!("session={}", "A".repeat(100_000));
    for cookie in [
        "",
        "session",
        "session=",
        "=",
        ";;;",
        "session=.",
        "session=..",
        &doubled,
        &oversized,
    ] {
        assert!(is_stranger(cookie), "{cookie:.100}");
    }
    assert!(is_stranger(b"session=\xff\xfe"));
}

proptest! {
    #[test]
    fn no_header_makes_the_app_stumble(cookie in "[^\x00-\x1f\x7f]{0,200}") {
        let cookie = format!("session={cookie}");
        prop_assert!(is_stranger(cookie));
    }

    #[test]
    fn no_signed_payload_makes_the_app_stumble(bytes: Vec<u8>, text: String) {
        prop_assert!(is_stranger(signed(&BASE64.encode(&bytes))));
        prop_assert!(is_stranger(signed(&packed(bytes.as_slice()))));
        prop_assert!(is_stranger(signed(&BASE64.encode(text))));
    }

    /// One to three times, some characters are replaced, added or taken out.
    #[test]
    fn no_mutation_is_believed(
        changes in prop::collection::vec((any::<Index>(), 0..3_usize, "[!-~&&[^;%\"]]{0,3}"), 1..4),
    ) {
        let valid = signed(ALICE);
        let mut changed = valid.clone();
        for (at, length, new) in changes {
            let at = at.index(changed.len() + 1);
            let end = changed.len().min(at + length);
            changed.replace_range(at..end, &new);
        }
        prop_assert!(changed == valid || is_stranger(changed));
    }

    /// Broken zlib may yield some text before it breaks, and that text is not believed.
    #[test]
    fn no_broken_zlib_makes_the_app_stumble(
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..8),
        end: Index,
    ) {
        let json = format!("{{\"username\":\"alice\",\"note\":\"{}\"}}", "a".repeat(500));
        let mut broken = zlib(json.as_bytes());
        for (at, new) in changes {
            let at = at.index(broken.len());
            broken[at] = new;
        }
        broken.truncate(end.index(2 * broken.len()));
        let payload = format!(".{}", BASE64.encode(broken));
        let dict = payload::decode(&payload).unwrap_or_default();
        let is_login = dict.get("username").is_some_and(Value::is_string);
        prop_assert_eq!(is_stranger(signed(&payload)), !is_login);
    }

    #[test]
    fn any_object_survives_the_cookie(dict in object()) {
        prop_assert_eq!(payload::decode(&payload::encode(&dict)), Some(dict));
    }

    #[test]
    fn no_payload_makes_the_decoder_stumble(payload: String, bytes: Vec<u8>) {
        let _ = payload::decode(&payload);
        let decoded = payload::decode(&BASE64.encode(bytes.as_slice()));
        prop_assert_eq!(decoded, serde_json::from_slice(&bytes).ok());
    }
}

fn object() -> impl Strategy<Value = Map<String, Value>> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no NaN", |n| n.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = scalar.prop_recursive(4, 32, 8, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from);
        let dict = prop::collection::btree_map(any::<String>(), inner, 0..8);
        prop_oneof![
            list,
            dict.prop_map(|dict| dict.into_iter().collect::<Map<_, _>>().into())
        ]
    });
    let dict = prop::collection::btree_map(any::<String>(), value, 0..8);
    dict.prop_map(|dict| dict.into_iter().collect())
}
