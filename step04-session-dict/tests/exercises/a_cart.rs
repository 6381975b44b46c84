//! A cart: a dict inside the session, changed in place.

use serde_json::{Value, json};

use super::{contents, get, post, sets_no_cookie, signed_ago};
use crate::support::{log_in, page, pair, serve, set_cookie};

const EMPTY: &str = "Your cart is empty";

/// Sends one form of the cart, and returns the cookie that the browser has after it.
async fn change(server: &str, path: &str, cookie: &str, item: &str) -> String {
    let answer = post(&format!("{server}{path}"), cookie, &[("item", item)]).await;
    assert_eq!(answer.status(), 303, "POST {path} does not change a cart");
    assert_eq!(answer.headers()["location"], "/cart", "POST {path}");
    if sets_no_cookie(&answer) {
        return cookie.into();
    }
    pair(&set_cookie(&answer)).into()
}

async fn cart(server: &str, cookie: &str) -> String {
    page(&format!("{server}/cart"), cookie).await
}

#[tokio::test]
#[ignore = "exercise: a cart in the session, with POST /cart/add, POST /cart/remove and GET /cart"]
async fn it_counts_what_is_put_in_and_taken_out() {
    let server = serve().await;
    let mut cookie = String::new();
    for (path, item, expected) in [
        ("/cart/add", "apple", "apple: 1"),
        ("/cart/add", "pear", "apple: 1\npear: 1"),
        ("/cart/add", "apple", "apple: 2\npear: 1"),
        ("/cart/remove", "pear", "apple: 2"),
        ("/cart/remove", "pear", "apple: 2"),
        ("/cart/remove", "plum", "apple: 2"),
        ("/cart/remove", "apple", "apple: 1"),
        ("/cart/remove", "apple", EMPTY),
        ("/cart/add", "plum", "plum: 1"),
    ] {
        cookie = change(&server, path, &cookie, item).await;
        assert_eq!(cart(&server, &cookie).await, expected, "{path} {item}");
    }
}

/// A cart in the server's memory, or in a cookie that anyone can write, would be no session.
#[tokio::test]
#[ignore = "exercise: a cart in the session, with POST /cart/add, POST /cart/remove and GET /cart"]
async fn it_is_part_of_the_session() {
    let server = serve().await;
    let alice = set_cookie(&log_in(&server, "alice").await);
    let alice = change(&server, "/cart/add", pair(&alice), "apple").await;
    assert_eq!(cart(&server, "").await, EMPTY, "another visitor's cart");
    let expected = json!({"username": "alice", "cart": {"apple": 1}});
    assert_eq!(contents(&alice), expected, "what the session holds");
    let read = get(&format!("{server}/cart"), &alice).await;
    assert!(sets_no_cookie(&read), "GET /cart only reads");
    let logout = post(&format!("{server}/logout"), &alice, &[]).await;
    assert_eq!(pair(&set_cookie(&logout)), "session=", "after the logout");
}

/// Any text as a key would let a visitor fill the cookie, and some keys mean something to Flask.
#[tokio::test]
#[ignore = "exercise: a cart in the session, with POST /cart/add, POST /cart/remove and GET /cart"]
async fn it_takes_only_what_the_shop_has() {
    let server = serve().await;
    let cookie = change(&server, "/cart/add", "", "apple").await;
    for path in ["/cart/add", "/cart/remove"] {
        for item in ["", "Apple", "melon", " t", &"x".repeat(5000)] {
            let answer = post(&format!("{server}{path}"), &cookie, &[("item", item)]).await;
            assert_eq!(answer.status(), 422, "{path} {item:.9?}");
            assert!(sets_no_cookie(&answer), "{path} {item:.9?}");
        }
    }
}

/// Another program with the same key may have signed these.
#[tokio::test]
#[ignore = "exercise: a cart in the session, with POST /cart/add, POST /cart/remove and GET /cart"]
async fn it_starts_anew_if_the_session_holds_no_cart() {
    let server = serve().await;
    for odd in [
        json!("full"),
        json!(["apple"]),
        json!(7),
        json!(null),
        json!({"apple": "many"}),
        json!({"apple": -1}),
        json!({"apple": 1.5}),
        json!({"apple": {"apple": 1}}),
    ] {
        let cookie = signed_ago(&json!({ "cart": odd }), 0);
        assert_eq!(cart(&server, &cookie).await, EMPTY, "{odd}");
        let cookie = change(&server, "/cart/remove", &cookie, "apple").await;
        assert_eq!(cart(&server, &cookie).await, EMPTY, "{odd}");
        let cookie = change(&server, "/cart/add", &cookie, "apple").await;
        assert_eq!(cart(&server, &cookie).await, "apple: 1", "{odd}");
    }
    let full: Value = json!({"cart": {"apple": u64::MAX}});
    let cookie = change(&server, "/cart/add", &signed_ago(&full, 0), "apple").await;
    let page = cart(&server, &cookie).await;
    assert!(page.starts_with("apple: "), "a full cart: {page}");
}
