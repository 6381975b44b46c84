//! How long a session lives, and the attributes of its cookie.

use std::time::Duration;

use tokio::time::sleep;

use super::server::{self, Visitor};
use crate::support::set_cookie;

#[tokio::test]
async fn reading_renews_a_session_and_an_idle_one_ends() {
    let server = server::start(0, &[("IDLE_LIMIT", "3")]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    for _ in 0..5 {
        sleep(Duration::from_millis(1000)).await;
        assert_eq!(alice.get("/login").await.status(), 200);
    }
    assert!(alice.is_known_as("alice").await, "it was read");
    sleep(Duration::from_millis(4100)).await;
    assert!(!alice.is_known_as("alice").await, "it was idle too long");
}

#[tokio::test]
async fn a_login_ends_although_it_is_used() {
    let server = server::start(0, &[("ABSOLUTE_LIMIT", "1")]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    let id = alice.cookie();
    assert!(alice.is_known_as("alice").await);
    sleep(Duration::from_millis(2100)).await;
    alice.post("/theme", &[("theme", "dark")]).await;
    assert!(alice.page().await.contains(r#"class="dark""#));
    assert!(!alice.is_known_as("alice").await);
    assert_ne!(alice.cookie(), id, "the old id is kept");
}

/// And when it was not to be remembered, it ends earlier.
#[tokio::test]
async fn a_login_that_is_not_remembered_has_a_shorter_limit() {
    let server = server::start(0, &[("SHORT_LIMIT", "1")]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    let bob = Visitor::new(&server.url);
    bob.post("/login", &[("username", "bob"), ("remember", "on")])
        .await;
    sleep(Duration::from_millis(2100)).await;
    assert!(!alice.is_known_as("alice").await);
    assert!(bob.is_known_as("bob").await);
}

#[tokio::test]
async fn a_cookie_outlives_the_browser_only_where_the_visitor_wants_it() {
    let server = server::start(0, &[]);
    let visitor = Visitor::new(&server.url);
    for (form, lifetime) in [
        (&[("username", "alice")][..], ""),
        (
            &[("username", "alice"), ("remember", "on")],
            "; Max-Age=604800",
        ),
    ] {
        let login = visitor.post("/login", form).await;
        for response in [login, visitor.get("/").await] {
            let cookie = set_cookie(&response);
            let (_, attributes) = cookie.split_once(';').unwrap();
            let expected = format!(" HttpOnly; SameSite=Lax; Path=/{lifetime}");
            assert_eq!(attributes, expected);
        }
    }
}

/// A browser refuses the prefix without `Secure`, in a removal too, and would keep the cookie.
#[tokio::test]
async fn over_https_the_cookie_and_its_removal_are_secure() {
    let server = server::start(0, &[("HTTPS", "true")]);
    let login = Visitor::new(&server.url);
    let cookie = set_cookie(&login.post("/login", &[("username", "alice")]).await);
    let (pair, attributes) = cookie.split_once(';').unwrap();
    assert!(pair.starts_with("__Host-id="), "{cookie}");
    assert_eq!(attributes, " HttpOnly; SameSite=Lax; Secure; Path=/");
    let lookalike = pair.replace("__Host-id", "%5F%5FHost-id");
    for (pair, is_known) in [(&*lookalike, false), (pair, true)] {
        let alice = Visitor::with_cookie(pair, &server.url);
        assert_eq!(alice.is_known_as("alice").await, is_known, "{pair}");
    }
    let alice = Visitor::with_cookie(pair, &server.url);
    let removal = set_cookie(&alice.post("/logout", &[]).await);
    assert!(
        removal.starts_with("__Host-id=; Path=/; Max-Age=0; Expires="),
        "{removal}"
    );
    assert!(removal.ends_with("; Secure"), "{removal}");
}
