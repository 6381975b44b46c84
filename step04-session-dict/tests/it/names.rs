//! Any name that a form can carry comes back whole, and stays inside the cookie's value.

use crate::support::{greets, log_in, page, pair, serve, set_cookie};

const NAMES: [&str; 12] = [
    "\t",
    "a\tb",
    "a\r\nSet-Cookie: b=c",
    "\0",
    "a\0b",
    "a\u{7f}b",
    "; Max-Age=0",
    "%00%0d%0a",
    " both ends ",
    "\"quoted\"",
    "\u{202e}olleh",
    "https://example.org/?a=b&c=d#e",
];

#[tokio::test]
async fn every_name_comes_back_whole() {
    let server = serve().await;
    for name in NAMES {
        let cookie = set_cookie(&log_in(&server, name).await);
        let page = page(&server, pair(&cookie)).await;
        assert!(greets(&page, name), "{name:?}");
    }
}

#[tokio::test]
async fn no_name_adds_an_attribute_or_a_header() {
    let server = serve().await;
    for name in NAMES {
        let response = log_in(&server, name).await;
        let cookie = set_cookie(&response);
        let (_, attributes) = cookie.split_once("; ").unwrap();
        assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/", "{name:?}");
        assert_eq!(response.headers().len(), 4, "{name:?}");
    }
}
