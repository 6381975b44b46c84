//! Of all sessions that the app could have signed, it believes those that are young enough and
//! hold a name.
//!
//! `PROPTEST_CASES=1000000 cargo test --release -p step05-login-app --test it believed hostile`
//! searches for hours.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use step05_login_app::timed::now;

use crate::cookies::signed_by;
use crate::support::{SECRET_KEY, config, is_stranger, max_age};

proptest! {
    #[test]
    fn a_signed_session_is_believed_if_it_is_young_and_has_a_name(session in session(), age in age()) {
        let login_at = session.get("login_at").map_or(Some(now()), Value::as_u64);
        let since = login_at.and_then(|login_at| now().checked_sub(login_at));
        let is_recent = since.is_some_and(|since| since <= login_limit(&session));
        let has_name = session.get("username").is_some_and(Value::is_string);
        let is_believed = age <= max_age() && is_recent && has_name;
        let cookie = signed_by(SECRET_KEY, &session.into(), age);
        prop_assert_eq!(is_stranger(format!("session={cookie}")), !is_believed);
    }
}

/// How old a login may be: longer if it is to be remembered.
fn login_limit(session: &Map<String, Value>) -> u64 {
    match session.get("_permanent") {
        Some(Value::Bool(true)) => config(&[]).absolute_limit.into(),
        _ => config(&[]).short_limit.into(),
    }
}

/// Not within a minute of the limit, where it matters how long the test takes.
fn age() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0..max_age() - 60,
        1 => max_age() + 60..now(),
    ]
}

fn session() -> impl Strategy<Value = Map<String, Value>> {
    let short: u64 = config(&[]).short_limit.into();
    let absolute: u64 = config(&[]).absolute_limit.into();
    let ago = prop_oneof![60..short - 60, short + 60..absolute - 60];
    let login_at = ago.prop_map(|ago| json!(now() - ago));
    let login_at = prop_oneof![4 => login_at, 1 => value()];
    let name = prop_oneof![4 => "\\PC{1,20}".prop_map(Value::from), 1 => value()];
    let pairs = [
        ("username", name.boxed()),
        ("login_at", login_at.boxed()),
        ("visits", value().boxed()),
        ("theme", value().boxed()),
        ("_permanent", value().boxed()),
        ("_flashes", value().boxed()),
    ];
    let optional = |(key, value): (&'static str, _)| {
        prop::option::of(value).prop_map(move |value| Some((key.to_owned(), value?)))
    };
    let pairs = pairs.map(optional).to_vec();
    pairs.prop_map(|pairs| pairs.into_iter().flatten().collect())
}

/// JSON of each kind, small enough for its session to fit into a cookie.
fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!({"a": [{}, []]})),
        Just(json!([{" t": ["message", "Hi"]}])),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ]
}
