//! Both sides end a session at the same limits, which they read from the same settings.

use serde_json::{Value, json};
use step05_login_app::timed::now;

use super::{KEY, SECRET_KEY, Site, contents, set_cookie, signed};

const DAY: u64 = 24 * 60 * 60;
const PAGES: [&str; 2] = ["/", "/account"];

fn alice(login_at: impl Into<Value>, remembered: bool) -> Value {
    json!({"username": "alice", "login_at": login_at.into(), "_permanent": remembered})
}

/// Is it this limit, to a hundred seconds, after which both sides end a login?
async fn assert_login_limit(site: &Site, remembered: bool, limit: u64) {
    for (age, open) in [(limit - 100, true), (limit + 100, false)] {
        let cookie = signed(&alice(now() - age, remembered), 0);
        for path in PAGES {
            let known = site.knows(path, &cookie, "alice").await;
            assert_eq!(known, open, "{path}, {remembered}: {age} s");
        }
    }
}

async fn assert_idle_limit(site: &Site, limit: u64) {
    for (age, open) in [(limit - 100, true), (limit + 100, false)] {
        let cookie = signed(&alice(now() - age, true), age);
        for path in PAGES {
            let known = site.knows(path, &cookie, "alice").await;
            assert_eq!(known, open, "{path}: {age} s");
        }
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_have_the_same_limits_by_default() {
    let site = Site::start(&[KEY]);
    assert_login_limit(&site, true, 30 * DAY).await;
    assert_login_limit(&site, false, DAY / 2).await;
    assert_idle_limit(&site, 7 * DAY).await;
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_read_the_limits_from_the_same_settings() {
    let site = Site::start(&[KEY, ("ABSOLUTE_LIMIT", "5000"), ("IDLE_LIMIT", "1000")]);
    assert_login_limit(&site, true, 5000).await;
    assert_login_limit(&site, false, 5000).await;
    assert_idle_limit(&site, 1000).await;
    let site = Site::start(&[KEY, ("ABSOLUTE_LIMIT", "5000"), ("SHORT_LIMIT", "2000")]);
    assert_login_limit(&site, true, 5000).await;
    assert_login_limit(&site, false, 2000).await;
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_refuse_a_moment_of_login_that_cannot_be() {
    let site = Site::start(&[KEY]);
    for login_at in [
        json!(1),
        json!(-1),
        json!(now() + 3600),
        json!(u64::MAX),
        json!(now() as f64 - 0.5),
        json!(now().to_string()),
        json!([now()]),
        json!(true),
        json!(null),
    ] {
        for path in PAGES {
            let cookie = signed(&alice(login_at.clone(), true), 0);
            let known = site.knows(path, &cookie, "alice").await;
            assert!(!known, "{path}: {login_at}");
        }
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn flask_deletes_the_cookie_of_a_login_that_is_too_old() {
    let site = Site::start(&[KEY]);
    let response = site.get("/account", &signed(&alice(1, true), 0)).await;
    assert_eq!(set_cookie(&response), "session=");
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn flask_notes_the_moment_of_a_login_and_of_an_older_one_the_first_visit() {
    let site = Site::start(&[KEY]);
    let old = signed(&json!({"username": "alice"}), 0);
    for cookie in [
        site.log_in("/account/login", "alice").await,
        set_cookie(&site.get("/account", &old).await),
    ] {
        let contents = contents(SECRET_KEY, &cookie).unwrap();
        let login_at = contents["login_at"].as_u64().unwrap();
        assert!(now() - login_at < 60, "{contents}");
    }
}
