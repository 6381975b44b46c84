//! Nothing of a session that somebody plants in another person's browser survives the login.

use serde_json::{Value, json};

use crate::cookies::{contents, signed};
use crate::support::{pair, post, serve, set_cookie};

fn planted() -> Value {
    json!({
        "_flashes": [{" t": ["message", "Send me your password."]}],
        "_permanent": true,
        "cart": {"gift for": "mallory"},
        "theme": "dark",
        "visits": 7,
    })
}

async fn logged_in_over(before: &Value) -> Value {
    let login = format!("{}/login", serve().await);
    let response = post(&login, &signed(before), &[("username", "alice")]).await;
    contents(&set_cookie(&response))
}

#[tokio::test]
async fn a_login_starts_from_an_empty_session() {
    let after = logged_in_over(&planted()).await;
    let keys: Vec<_> = after.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["_flashes", "login_at", "theme", "username"]);
    let welcome = json!([{" t": ["message", "Welcome, alice."]}]);
    assert_eq!(after["_flashes"], welcome);
}

/// It is how the visitor wants to see pages. A word that is no theme does not survive.
#[tokio::test]
async fn a_login_keeps_the_theme_and_nothing_in_its_place() {
    for (before, after) in [
        (json!("light"), json!("light")),
        (json!("system"), json!(null)),
        (json!("mallory was here"), json!(null)),
        (json!({"light": 1}), json!(null)),
    ] {
        let session = logged_in_over(&json!({"theme": before})).await;
        assert_eq!(session["theme"], after, "{before}");
    }
}

#[tokio::test]
async fn a_login_over_a_login_takes_nothing_from_it() {
    let before = json!({"username": "mallory", "login_at": 1, "admin": true});
    let after = logged_in_over(&before).await;
    assert_eq!(after["username"], "alice");
    assert_eq!(after.get("admin"), None);
    assert_ne!(after["login_at"], 1);
}

#[tokio::test]
async fn a_logout_leaves_nothing_behind() {
    let server = serve().await;
    let response = post(&format!("{server}/logout"), &signed(&planted()), &[]).await;
    assert_eq!(pair(&set_cookie(&response)), "session=");
}
