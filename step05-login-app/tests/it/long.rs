//! A long search for a cookie that makes the app stumble, or that it believes and should not.
//!
//! `CASES=1000000 cargo test --release -p step05-login-app --test it long -- --ignored --nocapture`

use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use clap::Parser;
use flate2::Compression;
use flate2::read::ZlibEncoder;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use step05_login_app::config::Config;
use step05_login_app::signer::Signer;
use step05_login_app::{app, payload, timed};
use tokio::runtime::Runtime;
use tower::ServiceExt;

const SECRET_KEY: &str = "a key for tests: 32 bytes or more";

/// Seconds; the limits that the app has unless told otherwise.
const IDLE_LIMIT: u64 = 7 * 24 * 60 * 60;
const ABSOLUTE_LIMIT: u64 = 31 * 24 * 60 * 60;

/// The app, and how many inputs it has been given.
struct Search {
    app: Router,
    runtime: Runtime,
    inputs: AtomicU64,
}

impl Search {
    fn new() -> Self {
        let config = Config::parse_from(["app", "--secret-key", SECRET_KEY]);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        Self {
            app: app(config),
            runtime: runtime.unwrap(),
            inputs: AtomicU64::new(0),
        }
    }

    /// Tries as many inputs of this kind as `CASES` says, and tells how many there were.
    fn run<S: Strategy>(&self, inputs: S, test: impl Fn(&Self, S::Value)) {
        let cases = std::env::var("CASES").map_or(200_000, |text| text.parse().unwrap());
        let config = ProptestConfig {
            cases,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let result = TestRunner::new(config).run(&inputs, |input| {
            test(self, input);
            Ok(())
        });
        result.unwrap();
        println!("{} inputs", self.inputs.load(Ordering::Relaxed));
    }

    /// The page for this `Cookie` header.
    fn page(&self, cookie: &[u8]) -> String {
        self.inputs.fetch_add(1, Ordering::Relaxed);
        let request = Request::get("/").header("cookie", HeaderValue::from_bytes(cookie).unwrap());
        let request = request.body(Body::empty()).unwrap();
        self.runtime.block_on(async {
            let response = self.app.clone().oneshot(request).await.unwrap();
            assert_eq!(
                response.status(),
                StatusCode::OK,
                "{}",
                cookie.escape_ascii()
            );
            let page = to_bytes(response.into_body(), 1_000_000).await.unwrap();
            String::from_utf8(page.to_vec()).unwrap()
        })
    }

    /// Does the page for this value of the cookie greet somebody by name?
    fn believes(&self, value: impl AsRef<[u8]>) -> bool {
        let page = self.page(&[b"session=", value.as_ref()].concat());
        let is_known = page.contains("<h1>Logged in as ");
        assert_ne!(is_known, page.contains("<h1>You are not logged in</h1>"));
        is_known
    }
}

fn sign(payload: &str, time: u64) -> String {
    let signer = Signer::new(SECRET_KEY.as_bytes(), "cookie-session");
    timed::sign(&signer, payload, time)
}

fn packed(bytes: &[u8]) -> String {
    let mut packed = Vec::new();
    let mut encoder = ZlibEncoder::new(bytes, Compression::best());
    encoder.read_to_end(&mut packed).unwrap();
    format!(".{}", BASE64.encode(packed))
}

/// Bytes that hyper lets through in a header.
fn header_bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![Just(b'\t'), b' '..=b'~', 0x80..=0xffu8];
    prop::collection::vec(byte, 0..200)
}

#[test]
#[ignore = "takes minutes: cargo test --release -p step05-login-app --test long -- --ignored"]
fn no_random_cookie_is_believed() {
    Search::new().run(header_bytes(), |search, bytes| {
        assert!(!search.believes(&bytes));
        assert!(
            search
                .page(&bytes)
                .contains("<h1>You are not logged in</h1>")
        );
    });
}

/// One to eight changes: a byte replaced, put in, taken out, or the rest cut off.
#[test]
#[ignore = "takes minutes: cargo test --release -p step05-login-app --test long -- --ignored"]
fn no_mutation_is_believed() {
    let change = (0..8u8, any::<Index>(), "[!-~&&[^;%\"]]");
    let changes = prop::collection::vec(change, 1..8);
    let valid = sign("eyJ1c2VybmFtZSI6ImFsaWNlIn0", timed::now());
    Search::new().run(changes, |search, changes| {
        let mut mutated = valid.clone();
        for (kind, at, new) in changes {
            mutate(&mut mutated, kind, at, &new);
        }
        assert!(mutated == valid || !search.believes(&mutated), "{mutated}");
    });
}

fn mutate(text: &mut String, kind: u8, at: Index, new: &str) {
    let at = at.index(text.len() + 1);
    let end = (at + 1).min(text.len());
    match kind {
        0..=3 => text.replace_range(at..end, new),
        4..=5 => text.insert_str(at, new),
        6 => text.replace_range(at..end, ""),
        _ => text.truncate(at),
    }
}

#[test]
#[ignore = "takes minutes: cargo test --release -p step05-login-app --test long -- --ignored"]
fn no_signed_nonsense_is_believed() {
    let nonsense = (any::<Vec<u8>>(), "[!-~&&[^;%\"]]{0,99}");
    Search::new().run(nonsense, |search, (bytes, text)| {
        for payload in [
            BASE64.encode(&bytes),
            format!(".{}", BASE64.encode(&bytes)),
            packed(&bytes),
            text,
        ] {
            assert!(!search.believes(sign(&payload, timed::now())), "{payload}");
        }
    });
}

/// A broken stream of zlib: what it gives before it breaks is not believed.
#[test]
#[ignore = "takes minutes: cargo test --release -p step05-login-app --test long -- --ignored"]
fn no_broken_zlib_is_a_stumbling_block() {
    let session = json!({"username": "alice", "note": "a".repeat(500)}).to_string();
    let packed = BASE64.decode(&packed(session.as_bytes())[1..]).unwrap();
    let changes = prop::collection::vec(any::<(Index, u8)>(), 1..8);
    Search::new().run((changes, any::<Index>()), |search, (changes, end)| {
        let mut broken = packed.clone();
        for (at, new) in changes {
            broken[at.index(packed.len())] = new;
        }
        broken.truncate(end.index(2 * packed.len()));
        let payload = format!(".{}", BASE64.encode(&broken));
        let dict = payload::decode(&payload).unwrap_or_default();
        let is_login = dict.get("username").is_some_and(Value::is_string);
        assert_eq!(search.believes(sign(&payload, timed::now())), is_login);
    });
}

/// What the app itself could have signed, with anything under the keys that it reads.
#[test]
#[ignore = "takes minutes: cargo test --release -p step05-login-app --test long -- --ignored"]
fn a_signed_session_is_believed_just_when_it_should_be() {
    Search::new().run((session(), age()), |search, (session, age)| {
        let now = timed::now();
        let believed = search.believes(sign(&payload::encode(&session), now.wrapping_sub(age)));
        let is_fresh = age <= IDLE_LIMIT;
        let has_name = session.get("username").is_some_and(Value::is_string);
        let login_at = session.get("login_at").map_or(Some(now), Value::as_u64);
        let since = login_at.and_then(|login_at| now.checked_sub(login_at));
        let is_recent = since.is_some_and(|since| since <= ABSOLUTE_LIMIT);
        assert_eq!(believed, is_fresh && has_name && is_recent, "{session:?}");
    });
}

/// Not within a minute of a limit, where the clock decides while the test runs.
fn age() -> impl Strategy<Value = u64> {
    prop_oneof![
        8 => 0..IDLE_LIMIT - 60,
        1 => IDLE_LIMIT + 60..u64::MAX - 60,
    ]
}

fn session() -> impl Strategy<Value = Map<String, Value>> {
    let recent = (0..2 * ABSOLUTE_LIMIT).prop_map(|ago| json!(timed::now() + 60 - ago));
    let distance = |value: &Value| value.as_u64().map_or(0, |at| timed::now().abs_diff(at));
    let clear = move |value: &Value| {
        let distance = distance(value);
        distance > 120 && distance.abs_diff(ABSOLUTE_LIMIT) > 60
    };
    let login_at = prop_oneof![recent.prop_filter("not at a limit", clear), value()];
    let name = prop_oneof!["\\PC{1,20}".prop_map(Value::from), value()];
    let pairs = [
        ("username", name.boxed()),
        ("login_at", login_at.boxed()),
        ("visits", value().boxed()),
        ("theme", value().boxed()),
        ("_permanent", value().boxed()),
        ("_flashes", value().boxed()),
    ];
    let pairs =
        pairs.map(|(key, value)| prop::option::of(value).prop_map(move |value| (key, value)));
    pairs.to_vec().prop_map(|pairs| {
        let pairs = pairs
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_string(), value?)));
        pairs.collect()
    })
}

/// Any JSON, small enough for its session to fit into a cookie.
fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        Just(json!([{" t": ["message", "Hi"]}])),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    scalar.prop_recursive(3, 8, 3, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from);
        let dict = prop::collection::btree_map("\\PC{0,5}", inner, 0..3);
        let dict = dict.prop_map(|dict| Value::Object(dict.into_iter().collect()));
        prop_oneof![list, dict]
    })
}
