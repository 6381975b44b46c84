//! The server keeps two limits: one counts from the last visit, the other from the login. Nothing
//! that the browser sends can move either.

use std::time::Duration;

use serde_json::{Value, json};
use step05_login_app::timed::now;
use tokio::time::sleep;

use crate::cookies::{contents, signed, signed_by};
use crate::support::sets_no_cookie;
use crate::support::{SECRET_KEY, get, is_alice, log_in, pair, post, serve_with, set_cookie};

const LIMITS: [&str; 4] = ["--idle-limit", "100", "--absolute-limit", "1000"];

fn alice(login_at: impl Into<Value>) -> Value {
    json!({"username": "alice", "login_at": login_at.into()})
}

fn signed_ago(contents: &Value, age: u64) -> String {
    format!("session={}", signed_by(SECRET_KEY, contents, age))
}

#[tokio::test]
async fn an_unused_session_ends() {
    let server = serve_with(&LIMITS).await;
    assert!(is_alice(&server, &signed_ago(&alice(now() - 500), 50)).await);
    assert!(!is_alice(&server, &signed_ago(&alice(now() - 500), 150)).await);
}

#[tokio::test]
async fn a_session_ends_however_much_it_is_used() {
    let server = serve_with(&LIMITS).await;
    assert!(is_alice(&server, &signed(&alice(now() - 900))).await);
    assert!(!is_alice(&server, &signed(&alice(now() - 1100))).await);
}

#[tokio::test]
async fn what_an_ended_session_held_does_not_come_back() {
    let server = serve_with(&LIMITS).await;
    let ended = json!({"username": "alice", "login_at": 1, "cart": [1], "_permanent": true});
    let after = contents(&set_cookie(&get(&server, &signed(&ended)).await));
    assert_eq!(after, json!({"visits": 1}));
}

#[tokio::test]
async fn a_visit_starts_the_one_clock_and_not_the_other() {
    let server = serve_with(&LIMITS).await;
    let login_at = now() - 500;
    let mut cookie = signed_ago(&alice(login_at), 90);
    for visits in 1..4 {
        let visit = set_cookie(&get(&server, &cookie).await);
        let contents = contents(&visit);
        assert_eq!(contents["login_at"], login_at);
        assert_eq!(contents["visits"], visits);
        cookie = pair(&visit).into();
    }
}

#[tokio::test]
async fn no_form_but_the_login_moves_the_moment_of_login() {
    let server = serve_with(&LIMITS).await;
    let login_at = now() - 500;
    let cookie = signed(&alice(login_at));
    let theme = post(&format!("{server}/theme"), &cookie, &[("theme", "dark")]).await;
    assert_eq!(contents(&set_cookie(&theme))["login_at"], login_at);
    let login = format!("{server}/login");
    let login = post(&login, &cookie, &[("username", "alice")]).await;
    let login_at = contents(&set_cookie(&login))["login_at"].as_u64().unwrap();
    assert!(now() - login_at < 60, "{login_at}");
}

#[tokio::test]
async fn a_moment_of_login_that_cannot_be_is_refused() {
    let server = serve_with(&LIMITS).await;
    for login_at in [
        json!(now() + 3600),
        json!(u64::MAX),
        json!(-1),
        json!(now() as f64 - 0.5),
        json!(now().to_string()),
        json!([now()]),
        json!(true),
        json!(null),
    ] {
        let cookie = signed(&alice(login_at.clone()));
        assert!(!is_alice(&server, &cookie).await, "{login_at}");
    }
}

#[tokio::test]
async fn a_login_at_flask_gets_its_moment_on_the_first_visit() {
    let server = serve_with(&LIMITS).await;
    let flasks = signed(&json!({"username": "alice"}));
    assert!(is_alice(&server, &flasks).await);
    let visit = contents(&set_cookie(&get(&server, &flasks).await));
    let login_at = visit["login_at"].as_u64().unwrap();
    assert!(now() - login_at < 60, "{login_at}");
}

#[tokio::test]
async fn every_cookie_of_a_remembered_login_outlives_the_browser() {
    let server = serve_with(&LIMITS).await;
    let login = [("username", "alice"), ("remember", "on")];
    let login = post(&format!("{server}/login"), "", &login).await;
    let cookie = set_cookie(&login);
    let home = get(&server, pair(&cookie)).await;
    let theme = [("theme", "dark")];
    let theme = post(&format!("{server}/theme"), pair(&cookie), &theme).await;
    for response in [login, home, theme] {
        let cookie = set_cookie(&response);
        assert!(cookie.ends_with("; Max-Age=100"), "{cookie}");
    }
}

/// The login page changes nothing in the session. It renews a signature that is older than a
/// tenth of the idle limit, and leaves a younger one.
#[tokio::test]
async fn reading_renews_a_session() {
    let login = format!("{}/login", serve_with(&LIMITS).await);
    for is_remembered in [false, true] {
        let mut session = alice(now() - 500);
        session["_permanent"] = is_remembered.into();
        for age in [15, 90] {
            let visit = set_cookie(&get(&login, &signed_ago(&session, age)).await);
            assert_eq!(contents(&visit), session, "{age}");
            assert_eq!(visit.contains("Max-Age=100"), is_remembered, "{visit}");
        }
        let visit = get(&login, &signed_ago(&session, 5)).await;
        assert!(sets_no_cookie(&visit));
    }
}

/// A visitor who only reads stays logged in for three idle limits, by the clock of the system.
#[tokio::test]
async fn who_only_reads_stays_logged_in() {
    let server = serve_with(&["--idle-limit", "2"]).await;
    let mut cookie = pair(&set_cookie(&log_in(&server, "alice").await)).to_owned();
    for _ in 0..6 {
        sleep(Duration::from_secs(1)).await;
        let visit = get(&format!("{server}/login"), &cookie).await;
        cookie = pair(&set_cookie(&visit)).into();
    }
    assert!(is_alice(&server, &cookie).await);
}

/// Browsers that restore their windows keep such a cookie, so the server ends the login itself.
#[tokio::test]
async fn a_login_that_is_not_remembered_ends_sooner() {
    let server = serve_with(&[&LIMITS[..], &["--short-limit", "200"]].concat()).await;
    let mut session = alice(now() - 300);
    assert!(!is_alice(&server, &signed(&session)).await);
    session["_permanent"] = true.into();
    assert!(is_alice(&server, &signed(&session)).await);
    assert!(is_alice(&server, &signed(&alice(now() - 100))).await);
}

#[tokio::test]
async fn who_is_not_remembered_is_forgotten_with_the_browser() {
    let server = serve_with(&LIMITS).await;
    let login = set_cookie(&log_in(&server, "alice").await);
    let home = set_cookie(&get(&server, pair(&login)).await);
    for cookie in [&login, &home] {
        assert!(!cookie.contains("Max-Age"), "{cookie}");
        assert!(!cookie.contains("Expires"), "{cookie}");
    }
    let form = get(&format!("{server}/login"), pair(&home)).await;
    assert!(sets_no_cookie(&form));
}
