//! Browsers silently drop a cookie of more than 4096 bytes. Instead, the app tells the visitor, who
//! keeps the session from before.

use serde_json::{Value, json};

use super::headers::assert_headers;
use crate::cookies::{contents, signed_by};
use crate::support::{SECRET_KEY, get, pair, post, serve_with, set_cookie, sets_no_cookie};

const NAME: &str = "__Host-session";
const LIMIT: usize = 4096;

/// The bytes of name and value when this session is signed.
fn size(session: &Value) -> usize {
    NAME.len() + signed_by(SECRET_KEY, session, 0).len()
}

/// Text that zlib cannot make much shorter. It is the same every time.
pub fn noise(length: usize) -> String {
    let mut state = 1_u64;
    let next = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
        char::from(b'0' + (state >> 33) as u8 % 64)
    });
    next.take(length).collect()
}

/// A session whose cookie has exactly that size after the theme is added.
fn full(size_with_theme: usize) -> Value {
    let mut sessions = (3_600..4_200).map(|length| json!({"note": noise(length), "theme": "dark"}));
    let mut session = sessions.find(|session| size(session) == size_with_theme);
    let session = session.as_mut().expect("no noise fits");
    session.as_object_mut().unwrap().remove("theme");
    session.take()
}

async fn choose_theme(server: &str, session: &Value) -> reqwest::Response {
    let cookie = format!("{NAME}={}", signed_by(SECRET_KEY, session, 0));
    post(&format!("{server}/theme"), &cookie, &[("theme", "dark")]).await
}

#[tokio::test]
async fn a_cookie_of_4096_bytes_is_set() {
    let server = serve_with(&["--https"]).await;
    let session = full(LIMIT);
    let response = choose_theme(&server, &session).await;
    assert_eq!(response.status(), 303);
    let cookie = set_cookie(&response);
    assert_eq!(pair(&cookie).len(), LIMIT + "=".len());
    assert_eq!(contents(&cookie)["note"], session["note"]);
}

#[tokio::test]
async fn a_cookie_of_4097_bytes_is_an_error_and_the_old_one_stays() {
    let server = serve_with(&["--https"]).await;
    let response = choose_theme(&server, &full(LIMIT + 1)).await;
    assert_eq!(response.status(), 500);
    assert_headers(&response);
    assert!(sets_no_cookie(&response));
    let page = response.text().await.unwrap();
    assert!(page.contains("Your session is full"), "{page}");
}

#[tokio::test]
async fn a_session_that_is_too_big_can_still_be_ended() {
    let server = serve_with(&["--https"]).await;
    let value = signed_by(SECRET_KEY, &json!({"note": noise(8_000)}), 0);
    let cookie = format!("{NAME}={value}");
    assert_eq!(get(&server, &cookie).await.status(), 500);
    let logout = post(&format!("{server}/logout"), &cookie, &[]).await;
    assert_eq!(logout.status(), 303);
    assert!(set_cookie(&logout).starts_with("__Host-session=; "));
}
