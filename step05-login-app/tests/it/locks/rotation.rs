//! A key can be changed without logging anybody out, and removed after it has leaked.

use serde_json::json;

use crate::cookies::{contents_by, signed_by};
use crate::support::{
    SECRET_KEY, get, is_alice, post, serve, serve_with, set_cookie, sets_no_cookie,
};

const OLD: &str = "the key of last month: 32 bytes long";
const OLDER: &str = "the key before that: 32 bytes or more";

async fn serve_rotated() -> String {
    serve_with(&["--secret-key-fallbacks", &format!("{OLD},{OLDER}")]).await
}

fn alice_under(key: &str) -> String {
    let alice = json!({"username": "alice", "cart": [1, 2]});
    format!("session={}", signed_by(key, &alice, 0))
}

#[tokio::test]
async fn what_an_older_key_signed_is_believed() {
    let server = serve_rotated().await;
    for key in [SECRET_KEY, OLD, OLDER] {
        assert!(is_alice(&server, &alice_under(key)).await, "{key}");
    }
}

#[tokio::test]
async fn the_next_write_is_signed_by_the_newest_key_alone() {
    let server = serve_rotated().await;
    for key in [OLD, OLDER] {
        let visit = set_cookie(&get(&server, &alice_under(key)).await);
        let contents = contents_by(SECRET_KEY, &visit).unwrap();
        assert_eq!(contents["username"], "alice");
        assert_eq!(contents["cart"], json!([1, 2]));
        assert_eq!(contents_by(key, &visit), None);
    }
}

#[tokio::test]
async fn a_removed_key_is_not_believed() {
    let server = serve_with(&["--secret-key-fallbacks", OLD]).await;
    assert!(is_alice(&server, &alice_under(OLD)).await);
    assert!(!is_alice(&server, &alice_under(OLDER)).await);
    assert!(!is_alice(&serve().await, &alice_under(OLD)).await);
}

/// The login page changes nothing in the session.
#[tokio::test]
async fn reading_is_enough_to_sign_with_the_newest_key() {
    let login = format!("{}/login", serve_rotated().await);
    for key in [OLD, OLDER] {
        let visit = set_cookie(&get(&login, &alice_under(key)).await);
        let contents = contents_by(SECRET_KEY, &visit).unwrap();
        assert_eq!(contents["username"], "alice");
    }
    assert!(sets_no_cookie(&get(&login, &alice_under(SECRET_KEY)).await));
}

#[tokio::test]
async fn a_session_under_an_older_key_can_be_ended() {
    let logout = format!("{}/logout", serve_rotated().await);
    let deletion = set_cookie(&post(&logout, &alice_under(OLD), &[]).await);
    assert!(deletion.starts_with("session=; "), "{deletion}");
}
