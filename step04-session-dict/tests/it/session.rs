//! What a handler can do with a session, and which cookie the browser gets.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use serde_json::{Value, json};
use step04_session_dict::session::Session;
use step04_session_dict::{payload, timed};
use tower::ServiceExt;
use tower_cookies::CookieManagerLayer;

use crate::support::{signer, state};

/// Runs the view on a session that opens with these contents. Returns the `Set-Cookie` header and
/// the contents in it.
async fn visit(contents: Value, view: fn(Session)) -> Option<(String, Value)> {
    let payload = payload::encode(contents.as_object().unwrap());
    let cookie = timed::sign(&signer(), &payload, timed::now());
    let app = Router::new()
        .route("/", get(async move |session: Session| view(session)))
        .layer(CookieManagerLayer::new())
        .with_state(state());
    let request = Request::get("/").header("cookie", format!("session={cookie}"));
    let request = request.body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let header = response.headers().get("set-cookie")?.to_str().unwrap();
    let value = header.split([';', '=']).nth(1).unwrap();
    let payload = timed::unsign(&signer(), value, timed::now(), 60);
    let contents = payload.and_then(payload::decode).unwrap_or_default();
    Some((header.into(), contents.into()))
}

/// The contents that the view leaves in the cookie.
async fn contents_after(contents: Value, view: fn(Session)) -> Value {
    visit(contents, view).await.expect("no cookie was set").1
}

#[tokio::test]
async fn a_key_is_set_by_index() {
    let after = contents_after(json!({}), |mut session| session["n"] = 1.into()).await;
    assert_eq!(after, json!({"n": 1}));
}

#[tokio::test]
async fn a_nested_edit_is_seen() {
    let before = json!({"cart": {"n": 4}});
    let after = contents_after(before, |mut session| session["cart"]["n"] = 5.into()).await;
    assert_eq!(after, json!({"cart": {"n": 5}}));
}

#[tokio::test]
async fn a_new_key_can_be_nested_at_once() {
    let after = contents_after(json!({}), |mut session| session["a"]["b"] = 1.into()).await;
    assert_eq!(after, json!({"a": {"b": 1}}));
}

#[tokio::test]
async fn it_has_what_a_map_has() {
    let view = |mut session: Session| {
        assert_eq!(session.len(), 2);
        assert_eq!(session.remove("a"), Some(json!(1)));
        assert_eq!(session.insert("c".into(), json!(3)), None);
        assert!(session.contains_key("b") && !session.is_empty());
        let keys: Vec<_> = session.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["b", "c"]);
    };
    let after = contents_after(json!({"a": 1, "b": 2}), view).await;
    assert_eq!(after, json!({"b": 2, "c": 3}));
}

#[tokio::test]
async fn reading_sends_nothing() {
    let view = |session: Session| {
        assert_eq!(session.get("name"), Some("Zoë"));
        assert_eq!(session.get("name"), Some("Zoë".to_string()));
        assert_eq!(session.get::<u64>("name"), None);
        assert_eq!(session.get("big"), Some(u64::MAX));
        assert_eq!(session.get("list"), Some(vec![1.5, -2.0]));
        assert_eq!(session["missing"], Value::Null);
        assert_eq!(session["name"], "Zoë");
        assert!(!session.contains_key("missing"));
    };
    let before = json!({"name": "Zoë", "big": u64::MAX, "list": [1.5, -2.0]});
    assert_eq!(visit(before, view).await, None);
}

#[tokio::test]
async fn emptying_it_deletes_the_cookie_with_the_attributes_it_was_set_with() {
    let deletion = visit(json!({"a": 1}), |mut session| session.clear()).await;
    let (header, _) = deletion.unwrap();
    let attributes = "session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Expires=";
    assert!(header.starts_with(attributes), "{header}");
}

#[tokio::test]
async fn other_keys_come_back_unchanged() {
    let text = r#"{"b":{" b":"/wBhYmM="},"big":1e+16,"f":[{" t":["message","Hi"]}],"float":0.1234567890123456789,"int":[-9223372036854775808,18446744073709551615,123456789012345678901234567890],"u":{" u":"12345678123456781234567812345678"},"zero":-0.0}"#;
    let before: Value = serde_json::from_str(text).unwrap();
    let after = contents_after(before, |mut session| session["a"] = 1.into()).await;
    assert_eq!(after.to_string(), text.replacen('{', r#"{"a":1,"#, 1));
}
