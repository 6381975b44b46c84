//! Whatever a stranger, or a server with our key, puts into the cookie: the page of a stranger.

use std::io::Read;

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use flate2::Compression;
use flate2::read::ZlibEncoder;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value};
use step04_session_dict::signer::Signer;
use step04_session_dict::{app, payload, timed};
use tower::ServiceExt;

fn signer() -> Signer {
    Signer::new(b"supersecretkey", "cookie-session")
}

/// A cookie that is correctly signed, now.
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

/// Is the page that answers to this `Cookie` header the page of a stranger?
fn stranger(cookie: impl AsRef<[u8]>) -> bool {
    let header = HeaderValue::from_bytes(cookie.as_ref()).unwrap();
    let request = Request::get("/").header("cookie", header);
    let request = request.body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(async {
        let response = app().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let page = axum::body::to_bytes(response.into_body(), 10_000).await;
        page.unwrap()
            .starts_with(b"You are not logged in\nVisits: ")
    })
}

#[test]
fn a_good_cookie_is_believed() {
    assert!(!stranger(signed("eyJ1c2VybmFtZSI6ImFsaWNlIn0")));
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
        assert!(stranger(signed(&BASE64.encode(json))), "{json:?}");
        assert!(stranger(signed(&packed(json.as_bytes()))), "{json:?}");
    }
    for payload in ["", ".", "..", "!", "eyJ9=", ".AAAA", ".eJw", "a.b.c", "é"] {
        assert!(stranger(signed(payload)), "{payload:?}");
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
        assert!(stranger(signed(&BASE64.encode(json))), "{name}");
    }
}

#[test]
fn a_counter_at_its_end_stays_there() {
    let json = format!("{{\"visits\":{}}}", u64::MAX);
    assert!(stranger(signed(&BASE64.encode(json))));
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
    assert!(!stranger(signed(&packed(nest(100).as_bytes()))));
    assert!(stranger(signed(&packed(nest(128).as_bytes()))));
    assert!(stranger(signed(&packed(nest(100_000).as_bytes()))));
}

#[test]
fn a_zip_bomb_opens_empty() {
    let json = |spaces| format!("{{\"username\":\"alice\"{}}}", " ".repeat(spaces));
    assert!(!stranger(signed(&packed(json(200_000).as_bytes()))));
    assert!(stranger(signed(&packed(json(3_000_000).as_bytes()))));
    assert!(stranger(signed(&packed(
        std::io::repeat(0).take(50_000_000)
    ))));
}

#[test]
fn a_timestamp_of_any_length_and_value_is_refused_unless_it_is_of_this_month() {
    let month = 31 * 24 * 60 * 60;
    let at = |now| {
        format!(
            "session={}",
            timed::sign(&signer(), "eyJ1c2VybmFtZSI6ImFsaWNlIn0", now)
        )
    };
    assert!(!stranger(at(timed::now() - month + 60)));
    for time in [
        0,
        1,
        255,
        timed::now() - month - 60,
        timed::now() + 60,
        1 << 32,
        1 << 63,
        u64::MAX,
    ] {
        assert!(stranger(at(time)), "{time}");
    }
    for length in [0, 5, 8, 9, 16, 1000] {
        let timestamp = BASE64.encode(vec![0xff; length]);
        let value = format!("eyJ1c2VybmFtZSI6ImFsaWNlIn0.{timestamp}");
        assert!(
            stranger(format!("session={}", signer().sign(&value))),
            "{length}"
        );
    }
    assert!(stranger(format!(
        "session={}",
        signer().sign("eyJ1c2VybmFtZSI6ImFsaWNlIn0")
    )));
}

#[test]
fn a_cookie_of_any_shape_gets_the_page_of_a_stranger() {
    let valid = signed("eyJ1c2VybmFtZSI6ImFsaWNlIn0");
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
        assert!(stranger(cookie), "{cookie:.100}");
    }
    assert!(stranger(b"session=\xff\xfe"));
}

proptest! {
    #[test]
    fn no_header_makes_the_app_stumble(cookie in "[^\x00-\x1f\x7f]{0,200}") {
        let cookie = format!("session={cookie}");
        prop_assert!(stranger(cookie));
    }

    #[test]
    fn no_signed_payload_makes_the_app_stumble(bytes: Vec<u8>, text: String) {
        prop_assert!(stranger(signed(&BASE64.encode(&bytes))));
        prop_assert!(stranger(signed(&packed(bytes.as_slice()))));
        prop_assert!(stranger(signed(&BASE64.encode(text))));
    }

    #[test]
    fn no_mutation_is_believed(at: Index, new in "[!-~&&[^;%]]") {
        let valid = signed("eyJ1c2VybmFtZSI6ImFsaWNlIn0");
        let at = at.index(valid.len());
        let changed = format!("{}{new}{}", &valid[..at], &valid[at + 1..]);
        prop_assume!(changed != valid);
        prop_assert!(stranger(changed));
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
