//! What a session costs: each part beside its floor, by turns, a hundred times in one run.
//!
//! Where criterion prints `sign/10  time: [1.40 × 1.43 × 1.46 ×]`, signing a session of ten keys takes
//! 1.43 times as long as its floor, one HMAC-SHA-256 of the same bytes. The floor of a whole
//! request is the same request to bare axum, a router without a session.

use std::fmt::Display;
use std::hint::black_box;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::routing::get;
use clap::Parser;
use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value};
use sha2::Sha256;
use step05_login_app::config::Config;
use step05_login_app::signer::Signer;
use step05_login_app::{app, payload, timed};
use tokio::runtime;
use tower::ServiceExt;

const SECRET_KEY: &str = "a key for tests of 32 bytes or more";

/// In seconds: a day, longer than all that is measured here.
const MAX_AGE: u64 = 24 * 60 * 60;

/// How many times as long as the floor, which has no unit.
struct Ratio;

impl Measurement for Ratio {
    type Intermediate = ();
    type Value = f64;

    fn start(&self) {}

    fn end(&self, (): ()) -> f64 {
        unreachable!("every benchmark here is timed by `bench`")
    }

    fn add(&self, one: &f64, other: &f64) -> f64 {
        one + other
    }

    fn zero(&self) -> f64 {
        0.0
    }

    fn to_f64(&self, value: &f64) -> f64 {
        *value
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        self
    }
}

impl ValueFormatter for Ratio {
    fn scale_values(&self, _: f64, _: &mut [f64]) -> &'static str {
        "×"
    }

    fn scale_throughputs(&self, _: f64, _: &Throughput, _: &mut [f64]) -> &'static str {
        "×"
    }

    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "×"
    }
}

/// Prints as `group/name` how many times as long as the floor ours takes.
fn bench(
    criterion: &mut Criterion<Ratio>,
    group: &str,
    name: impl Display,
    mut ours: impl FnMut(),
    mut floor: impl FnMut(),
) {
    let mut group = criterion.benchmark_group(group);
    group.bench_function(name.to_string(), |bencher| {
        bencher.iter_custom(|rounds| {
            let ratio = time(rounds, &mut ours).div_duration_f64(time(rounds, &mut floor));
            // criterion takes what it gets for the sum of all rounds, and divides.
            ratio * rounds as f64
        });
    });
}

fn time(rounds: u64, mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..rounds {
        work();
    }
    start.elapsed()
}

/// The compiler may not leave out the work, though nobody looks at its result.
fn consume<T>(result: T) {
    black_box(result);
}

fn signer() -> Signer {
    Signer::new(SECRET_KEY.as_bytes(), "cookie-session")
}

/// The session of a shop: article numbers, and how many of each.
fn cart(articles: u32) -> Map<String, Value> {
    let article = |n| {
        (
            format!("article-{}", n * 7919 % 100_003),
            Value::from(n % 9),
        )
    };
    (1..=articles).map(article).collect()
}

fn save(signer: &Signer, dict: &Map<String, Value>) -> String {
    timed::sign(signer, &payload::encode(dict), timed::now())
}

fn open(signer: &Signer, signed: &str) -> Map<String, Value> {
    let payload = timed::unsign(signer, signed, timed::now(), MAX_AGE).unwrap();
    payload::decode(payload).unwrap()
}

/// The floor of all that signs: HMAC-SHA-256 of the text, under a key that is already taken in.
fn bare_hmac(text: &str) -> impl FnMut() {
    let keyed = Hmac::<Sha256>::new_from_slice(b"a key").unwrap();
    move || {
        let mac = keyed.clone().chain_update(black_box(text));
        consume(mac.finalize());
    }
}

fn parts(criterion: &mut Criterion<Ratio>) {
    let signer = signer();
    for keys in [1, 10, 50] {
        let dict = cart(keys);
        let signed = save(&signer, &dict);
        let (value, _) = signed.rsplit_once('.').unwrap();
        let mut part = |name, work: &dyn Fn()| bench(criterion, name, keys, work, bare_hmac(value));
        part("sign", &|| consume(signer.sign(value)));
        part("unsign", &|| consume(signer.unsign(&signed).unwrap()));
        part("save", &|| consume(save(&signer, &dict)));
        part("open", &|| consume(open(&signer, &signed)));
    }
}

/// Sees alice's page over and over, each time with the same cookie. An app with a session sends a new one.
fn visits(app: Router, cookie: &str, has_session: bool) -> impl FnMut() {
    let mut runtime = runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    let visit = move || {
        let request = Request::get("/").header(header::COOKIE, cookie);
        let request = request.body(Body::empty()).unwrap();
        runtime.block_on(async {
            let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
            (parts.headers, to_bytes(body, 10_000).await.unwrap())
        })
    };
    let (headers, page) = visit();
    assert!(String::from_utf8_lossy(&page).contains("alice"));
    assert_eq!(headers.contains_key(header::SET_COOKIE), has_session);
    move || consume(visit())
}

fn without_a_session() -> Router {
    Router::new().route("/", get(async || "Logged in as alice\nVisits: 2"))
}

fn a_whole_request(criterion: &mut Criterion<Ratio>) {
    let alice = Map::from_iter([("username".into(), Value::from("alice"))]);
    let cookie = format!("session={}", save(&signer(), &alice));
    let config = Config::parse_from(["app", "--secret-key", SECRET_KEY]);
    let ours = visits(app(config), &cookie, true);
    let floor = visits(without_a_session(), &cookie, false);
    bench(criterion, "request", "whole", ours, floor);
}

/// Carts of growing size, up to the 4096 bytes of name and value that a browser takes: opening and
/// saving one, beside a whole request without a session.
fn growth(criterion: &mut Criterion<Ratio>) {
    let signer = signer();
    for dict in [1, 3, 10, 30, 60, 100, 200, 300, 400, 500, 600, 700].map(cart) {
        let signed = save(&signer, &dict);
        if "session".len() + signed.len() > 4096 {
            break;
        }
        let ours = || {
            consume(open(&signer, &signed));
            consume(save(&signer, &dict));
        };
        let floor = visits(without_a_session(), "", false);
        bench(criterion, "growth", signed.len(), ours, floor);
    }
}

fn quick() -> Criterion<Ratio> {
    Criterion::default()
        .with_measurement(Ratio)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
}

criterion_group! {
    name = benches;
    config = quick();
    targets = parts, a_whole_request, growth
}
criterion_main!(benches);
