//! A session that ends when nobody has used it for ten minutes.

use serde_json::json;

use super::{contents, get, post, sets_no_cookie, signed_ago};
use crate::support::{page, pair, serve, set_cookie};

const STRANGER: &str = "You are not logged in";

/// The browser's `Max-Age` would not do: a copied cookie is not bound by it.
#[tokio::test]
#[ignore = "exercise: a session that ends after ten minutes without a visit, and GET /whoami"]
async fn an_unused_session_ends() {
    let server = serve().await;
    let alice = json!({"username": "alice", "visits": 7});
    for (age, greeting) in [(590, "Logged in as alice\nVisits: 8"), (610, STRANGER)] {
        let page = page(&server, &signed_ago(&alice, age)).await;
        assert!(page.starts_with(greeting), "after {age} seconds: {page}");
    }
    let visit = get(&server, &signed_ago(&alice, 610)).await;
    let after = contents(&set_cookie(&visit));
    assert_eq!(after, json!({"visits": 1}), "an ended session came back");
}

#[tokio::test]
#[ignore = "exercise: a session that ends after ten minutes without a visit, and GET /whoami"]
async fn a_visit_that_only_reads_counts_as_use() {
    let whoami = format!("{}/whoami", serve().await);
    let alice = json!({"username": "alice", "cart": {"apple": 1}});
    for age in [90, 590] {
        let answer = get(&whoami, &signed_ago(&alice, age)).await;
        assert_eq!(answer.status(), 200, "there is no GET /whoami");
        assert!(!sets_no_cookie(&answer), "not renewed after {age} seconds");
        assert_eq!(contents(&set_cookie(&answer)), alice);
        assert_eq!(answer.text().await.unwrap(), "Logged in as alice");
    }
    let answer = get(&whoami, &signed_ago(&alice, 5)).await;
    assert!(sets_no_cookie(&answer), "signed again after 5 seconds");
    assert_eq!(answer.text().await.unwrap(), "Logged in as alice");
}

/// Whoever sends one of these must not get a good cookie for it.
#[tokio::test]
#[ignore = "exercise: a session that ends after ten minutes without a visit, and GET /whoami"]
async fn only_a_good_session_is_renewed() {
    let whoami = format!("{}/whoami", serve().await);
    let alice = json!({"username": "alice"});
    let forged = format!("{}x", signed_ago(&alice, 90));
    for cookie in ["", &signed_ago(&alice, 610), &forged] {
        let answer = get(&whoami, cookie).await;
        assert_eq!(answer.status(), 200, "there is no GET /whoami");
        assert!(sets_no_cookie(&answer), "renewed: {cookie:?}");
        assert_eq!(answer.text().await.unwrap(), STRANGER);
    }
}

#[tokio::test]
#[ignore = "exercise: a session that ends after ten minutes without a visit, and GET /whoami"]
async fn a_renewal_does_not_undo_a_logout() {
    let server = serve().await;
    let alice = signed_ago(&json!({"username": "alice"}), 590);
    let renewed = get(&format!("{server}/whoami"), &alice).await;
    assert_eq!(renewed.status(), 200, "there is no GET /whoami");
    let logout = post(&format!("{server}/logout"), &alice, &[]).await;
    assert_eq!(pair(&set_cookie(&logout)), "session=", "after the logout");
}
