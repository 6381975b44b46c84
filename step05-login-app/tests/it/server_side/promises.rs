//! What an id promises and a signed cookie cannot, on the store in memory.

use std::sync::Arc;

use tower_sessions::Session;

use super::routes;
use super::server::{self, DARK, darken, id_of};
use super::store::Memory;
use crate::support::{greets, is_alice, log_in, page, pair, post, set_cookie};

/// The name itself, and base64 of it at each of the three places it can fall on.
const ALICE_IN_TEXT_AND_BASE64: [&str; 4] = ["alice", "YWxpY2", "FsaWNl", "hbGljZ"];

#[tokio::test]
async fn hides_what_it_stores() {
    let server = server::start(0, &[]);
    hides(&server.url).await;
}

#[tokio::test]
async fn ends_a_session_for_good() {
    let server = server::start(0, &[]);
    ends(&server.url).await;
}

#[tokio::test]
async fn a_login_changes_the_id_and_the_old_one_is_worth_nothing() {
    let server = server::start(0, &[]);
    changes_the_id(&server.url).await;
}

#[tokio::test]
async fn what_the_step_does_with_a_session_is_done_here() {
    let server = server::start(0, &[]);
    behaves_as_the_step(&server.url).await;
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
        assert!(routes::log_in(&session, "alice").await.is_ok());
        session.save().await.unwrap();
        assert_ne!(session.id(), planted.id(), "{touch}");
        assert_eq!(session.get_value("planted").await.unwrap(), None);
        assert_eq!(session.get_value("theme").await.unwrap(), None);
        let mallory = Session::new(planted.id(), store.clone(), None);
        assert_eq!(
            mallory.get_value("username").await.unwrap(),
            None,
            "{touch}"
        );
        assert_eq!(mallory.id(), None, "{touch}");
    }
}

/// The cookie is an id of 128 bits in base64, another one for the same name.
pub async fn hides(url: &str) {
    let alice = id_of("alice", url).await;
    assert_eq!(alice.len(), "id=".len() + 22, "{alice}");
    assert_ne!(alice, id_of("alice", url).await);
    for spelling in ALICE_IN_TEXT_AND_BASE64 {
        assert!(!alice.contains(spelling), "{alice}");
    }
}

pub async fn ends(url: &str) {
    let [alice, phone] = [id_of("alice", url).await, id_of("alice", url).await];
    assert!(is_alice(url, &alice).await);
    let answer = post(&format!("{url}/logout"), &alice, &[]).await;
    assert!(set_cookie(&answer).contains("; Max-Age=0;"));
    assert!(!is_alice(url, &alice).await, "a copy of the id");
    assert!(is_alice(url, &phone).await, "the other device");
}

/// Who planted the id before the login must not share the session after it.
pub async fn changes_the_id(url: &str) {
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

pub async fn behaves_as_the_step(url: &str) {
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
