//! Both sides end a session at the same limits, which they read from the same settings.

use serde_json::{Value, json};
use step05_login_app::timed::now;

use super::{KEY, SECRET_KEY, Site, contents, set_cookie, signed};

const DAY: u64 = 24 * 60 * 60;
const PAGES: [&str; 2] = ["/", "/account"];

fn alice(login_at: impl Into<Value>) -> Value {
    json!({"username": "alice", "login_at": login_at.into(), "_permanent": true})
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_have_the_same_limits() {
    let short = [KEY, ("IDLE_LIMIT", "1000"), ("ABSOLUTE_LIMIT", "5000")];
    let (site, short) = (Site::start(&[KEY]), Site::start(&short));
    for path in PAGES {
        for (site, idle, absolute) in [(&site, 7 * DAY, 30 * DAY), (&short, 1000, 5000)] {
            for (login, signature, open) in [
                (absolute - 100, idle - 100, true),
                (absolute + 100, 0, false),
                (idle + 100, idle + 100, false),
            ] {
                let cookie = signed(&alice(now() - login), signature);
                let known = site.knows(path, &cookie, "alice").await;
                assert_eq!(known, open, "{path}: {login} s, {signature} s");
            }
        }
    }
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
            let cookie = signed(&alice(login_at.clone()), 0);
            let known = site.knows(path, &cookie, "alice").await;
            assert!(!known, "{path}: {login_at}");
        }
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn flask_deletes_the_cookie_of_a_login_that_is_too_old() {
    let site = Site::start(&[KEY]);
    let response = site.get("/account", &signed(&alice(1), 0)).await;
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
