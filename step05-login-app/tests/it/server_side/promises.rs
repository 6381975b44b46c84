//! What an id promises and a signed cookie cannot, and what a stranger costs: nothing.

use std::sync::Arc;

use axum::Form;
use axum::body::Body;
use axum::http::Request;
use clap::Parser;
use step05_login_app::Login;
use step05_login_app::config::Config;
use tower::ServiceExt;
use tower_sessions::Session;

use super::example::{Memory, routes};
use super::{DARK, darken, id_of, start};
use crate::support::{greets, is_alice, log_in, page, pair, post, set_cookie};

/// The name itself, and base64 of it at each of the three places it can fall on.
const ALICE_IN_TEXT_AND_BASE64: [&str; 4] = ["alice", "YWxpY2", "FsaWNl", "hbGljZ"];

#[tokio::test]
async fn the_promises_hold_in_memory() {
    hold(&start(0, &[]).url).await;
}

pub async fn hold(url: &str) {
    hides_what_it_stores(url).await;
    ends_a_session_for_good(url).await;
    changes_the_id_at_a_login(url).await;
    behaves_as_the_step(url).await;
}

/// The cookie is an id of 128 bits in base64, another one for the same name.
async fn hides_what_it_stores(url: &str) {
    let alice = id_of("alice", url).await;
    assert_eq!(alice.len(), "id=".len() + 22, "{alice}");
    assert_ne!(alice, id_of("alice", url).await);
    for spelling in ALICE_IN_TEXT_AND_BASE64 {
        assert!(!alice.contains(spelling), "{alice}");
    }
}

async fn ends_a_session_for_good(url: &str) {
    let [alice, phone] = [id_of("alice", url).await, id_of("alice", url).await];
    assert!(is_alice(url, &alice).await);
    let answer = post(&format!("{url}/logout"), &alice, &[]).await;
    assert!(set_cookie(&answer).contains("; Max-Age=0;"));
    assert!(!is_alice(url, &alice).await, "a copy of the id");
    assert!(is_alice(url, &phone).await, "the other device");
}

/// Whoever planted the id before the login must not share the session after it.
async fn changes_the_id_at_a_login(url: &str) {
    let mut ids = vec![darken(url, "").await];
    for _ in 0..2 {
        let form = [("username", "alice")];
        let answer = post(&format!("{url}/login"), ids.last().unwrap(), &form).await;
        ids.push(pair(&set_cookie(&answer)).into());
    }
    let alice = ids.pop().unwrap();
    assert!(!ids.contains(&alice));
    assert!(!page(url, &alice).await.contains(DARK), "what was planted");
    ids.push("id=AAAAAAAAAAAAAAAAAAAAAA".into());
    for old in ids {
        assert!(!is_alice(url, &old).await, "{old}");
        assert_ne!(darken(url, &old).await, old, "an id that we did not make");
    }
    assert!(is_alice(url, &alice).await);
}

async fn behaves_as_the_step(url: &str) {
    let [alice, bob] = [id_of("alice", url).await, id_of("bob", url).await];
    let first = page(url, &alice).await;
    assert!(first.contains("Welcome, alice.") && first.contains("Visits: 1<"));
    darken(url, &alice).await;
    let second = page(url, &alice).await;
    assert!(!second.contains("Welcome") && second.contains("Visits: 2<"));
    assert!(second.contains(DARK) && greets(&second, "alice"));
    assert!(greets(&page(url, &bob).await, "bob"));
    assert_eq!(log_in(url, " ").await.status(), 422);
}

/// Whatever else touches the session in the same request, before the login.
#[tokio::test]
async fn a_planted_id_is_worth_nothing_whatever_else_touched_the_session() {
    for touch in 0..8 {
        let store = Arc::new(Memory::default());
        let planted = Session::new(None, store.clone(), None);
        planted.insert("theme", "dark").await.unwrap();
        planted.save().await.unwrap();
        let session = Session::new(planted.id(), store.clone(), None);
        match touch {
            0 => {}
            1 => drop(session.get_value("theme").await.unwrap()),
            2 => session.insert("planted", true).await.unwrap(),
            3 => session.clear().await,
            4 => session.flush().await.unwrap(),
            5 => session.delete().await.unwrap(),
            6 => session.load().await.unwrap(),
            _ => session.save().await.unwrap(),
        }
        let (username, remember, theme) = ("alice".into(), None, None);
        let form = Form(Login {
            username,
            remember,
            theme,
        });
        let answer = routes::login(session.clone(), form).await.unwrap();
        assert_eq!(answer.status(), 303);
        session.save().await.unwrap();
        assert_ne!(session.id(), planted.id(), "{touch}");
        assert_eq!(session.get_value("planted").await.unwrap(), None);
        assert_eq!(session.get_value("theme").await.unwrap(), None);
        let mallory = Session::new(planted.id(), store.clone(), None);
        let username = mallory.get_value("username").await.unwrap();
        assert_eq!((username, mallory.id()), (None, None), "{touch}");
    }
}

/// Half of the requests bring an id that somebody made up, and some ask for a page that is not there.
#[tokio::test]
async fn ten_thousand_strangers_leave_the_store_empty() {
    let store = Memory::default();
    let app = routes::app(&Config::parse_from(["app"]), store.clone());
    for i in 0..10_000 {
        let path = ["/", "/login", "/nothing", "/static/style.css"][i % 4];
        let mut request = Request::get(path);
        if i % 8 > 3 {
            request = request.header("cookie", format!("id={i:022}"));
        }
        let request = request.body(Body::empty()).unwrap();
        app.clone().oneshot(request).await.unwrap();
    }
    assert_eq!(format!("{store:?}"), format!("{:?}", Memory::default()));
    let login = Request::post("/login").header("content-type", "application/x-www-form-urlencoded");
    let login = login.body(Body::from("username=alice")).unwrap();
    app.oneshot(login).await.unwrap();
    let stored = format!("{store:?}");
    assert!(stored.contains("alice"), "the test sees what is stored");
}
