//! Our signatures equal those recorded from a real itsdangerous 2.2.0.
//! Our sessions equal those recorded from a real Flask 3.1.3, at every stage.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::Sha256;
use step05_login_app::signer::Signer;
use step05_login_app::{payload, timed};

/// A row of `signer.json`.
#[derive(Deserialize)]
struct Row {
    secret: String,
    salt: String,
    value: String,
    signed: String,
}

fn rows() -> Vec<Row> {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../signer.json")).unwrap();
    assert_eq!(rows.len(), 8);
    rows
}

#[test]
fn signs_what_itsdangerous_signs() {
    for row in rows() {
        let signer = Signer::new(row.secret.as_bytes(), &row.salt);
        assert_eq!(signer.sign(&row.value), row.signed);
    }
}

#[test]
fn reads_what_itsdangerous_signed() {
    for row in rows() {
        let signer = Signer::new(row.secret.as_bytes(), &row.salt);
        assert_eq!(signer.unsign(&row.signed), Some(row.value.as_str()));
    }
}

/// A row of `vectors.json`: one session, at each stage of its way into a cookie.
#[derive(Deserialize)]
struct Vector {
    name: String,
    secret: Secret,
    digest: String,
    timestamp: u64,
    json: String,
    derived_key: String,
    payload: String,
    ts_b64: String,
    sig: String,
    cookie: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Secret {
    Text(String),
    Bytes { hex: String },
}

impl Vector {
    fn signer(&self) -> Signer {
        let secret = match &self.secret {
            Secret::Text(text) => text.clone().into_bytes(),
            Secret::Bytes { hex } => bytes(hex),
        };
        Signer::new(&secret, "cookie-session")
    }

    fn dict(&self) -> Map<String, Value> {
        serde_json::from_str(&self.json).unwrap()
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().collect();
    let bytes = digits.chunks(2).map(String::from_iter);
    bytes
        .map(|byte| u8::from_str_radix(&byte, 16).unwrap())
        .collect()
}

/// The recorded sessions with this digest: ours is SHA-256, and Flask's default is SHA-1.
fn vectors(digest: &str, count: usize) -> Vec<Vector> {
    let rows: Vec<Vector> = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| row.digest == digest)
        .collect();
    assert_eq!(rows.len(), count);
    rows
}

#[test]
fn derives_flasks_key() {
    for row in vectors("sha256", 13) {
        let mac = Hmac::<Sha256>::new_from_slice(&bytes(&row.derived_key)).unwrap();
        let signature = BASE64.encode(mac.chain_update("x").finalize().into_bytes());
        assert_eq!(
            row.signer().sign("x"),
            format!("x.{signature}"),
            "{}",
            row.name
        );
    }
}

#[test]
fn encodes_what_flask_leaves_unpacked_to_the_byte() {
    let rows = vectors("sha256", 13);
    let unpacked = rows.iter().filter(|row| !row.payload.starts_with('.'));
    for row in unpacked {
        assert_eq!(payload::encode(&row.dict()), row.payload, "{}", row.name);
    }
}

#[test]
fn decodes_flasks_payload() {
    for row in vectors("sha256", 13) {
        let ours = payload::encode(&row.dict());
        for payload in [&row.payload, &ours] {
            let dict = payload::decode(payload).unwrap();
            assert_eq!(
                serde_json::to_string(&dict).unwrap(),
                plain(&row.json),
                "{}",
                row.name
            );
        }
    }
}

/// The recorded JSON without Flask's escapes, since serde_json writes none.
fn plain(json: &str) -> String {
    serde_json::from_str::<Value>(json).unwrap().to_string()
}

#[test]
fn writes_flasks_timestamp_and_signature() {
    for row in vectors("sha256", 13) {
        let cookie = timed::sign(&row.signer(), &row.payload, row.timestamp);
        let stages = [row.payload, row.ts_b64, row.sig];
        assert_eq!(cookie, stages.join("."), "{}", row.name);
        assert_eq!(cookie, row.cookie, "{}", row.name);
    }
}

#[test]
fn reads_flasks_cookie() {
    for row in vectors("sha256", 13) {
        let payload = timed::unsign(&row.signer(), &row.cookie, row.timestamp, 10);
        assert_eq!(payload, Some(row.payload.as_str()), "{}", row.name);
    }
}

#[test]
fn refuses_a_cookie_signed_with_sha1() {
    for row in vectors("sha1", 2) {
        let payload = timed::unsign(&row.signer(), &row.cookie, row.timestamp, 10);
        assert_eq!(payload, None, "{}", row.name);
    }
}
