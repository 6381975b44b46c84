//! What an id promises and a signed cookie cannot, on the store in memory.

use std::sync::Arc;

use tower_sessions::Session;

use super::routes::log_in;
use super::server::{self, Visitor};
use super::store::Memory;

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
        assert!(log_in(&session, "alice").await.is_ok());
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
    let alice = Visitor::logged_in_as("alice", url).await.cookie();
    let again = Visitor::logged_in_as("alice", url).await.cookie();
    assert_eq!(alice.len(), "id=".len() + 22, "{alice}");
    assert_ne!(alice, again);
    for spelling in ALICE_IN_TEXT_AND_BASE64 {
        assert!(!alice.contains(spelling), "{alice}");
    }
}

pub async fn ends(url: &str) {
    let alice = Visitor::logged_in_as("alice", url).await;
    let phone = Visitor::logged_in_as("alice", url).await;
    let copy = alice.cookie();
    assert!(Visitor::with_cookie(&copy, url).is_known_as("alice").await);
    alice.post("/logout", &[]).await;
    assert_eq!(alice.cookie(), "");
    assert!(!Visitor::with_cookie(&copy, url).is_known_as("alice").await);
    assert!(phone.is_known_as("alice").await, "the other device");
}

/// Who planted the id before the login must not share the session after it.
pub async fn changes_the_id(url: &str) {
    let alice = Visitor::new(url);
    alice.post("/theme", &[("theme", "dark")]).await;
    let planted = alice.cookie();
    alice.post("/login", &[("username", "alice")]).await;
    assert!(
        !alice.page().await.contains(r#"class="dark""#),
        "what was planted is kept"
    );
    let first = alice.cookie();
    alice.post("/login", &[("username", "alice")]).await;
    assert!(planted != first && first != alice.cookie());
    for old in [planted, first, "id=AAAAAAAAAAAAAAAAAAAAAA".into()] {
        let mallory = Visitor::with_cookie(&old, url);
        assert!(!mallory.is_known_as("alice").await);
        assert_eq!(
            mallory.cookie(),
            "",
            "an id that leads nowhere is taken back"
        );
        mallory.post("/theme", &[("theme", "dark")]).await;
        assert_ne!(mallory.cookie(), old, "an id that we did not make");
    }
    assert!(alice.is_known_as("alice").await);
}

pub async fn behaves_as_the_step(url: &str) {
    let alice = Visitor::logged_in_as("alice", url).await;
    let bob = Visitor::logged_in_as("bob", url).await;
    let first = alice.page().await;
    assert!(first.contains("Welcome, alice.") && first.contains("Visits: 1<"));
    alice.post("/theme", &[("theme", "dark")]).await;
    let second = alice.page().await;
    assert!(!second.contains("Welcome") && second.contains("Visits: 2<"));
    assert!(second.contains(r#"class="dark""#) && second.contains(">Logged in as alice<"));
    assert!(bob.is_known_as("bob").await);
    let refused = bob.post("/login", &[("username", " ")]).await;
    assert_eq!(refused.status(), 422);
}
