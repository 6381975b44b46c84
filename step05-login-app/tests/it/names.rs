//! A name that can be seen comes back whole and stays inside the cookie's value; any other is
//! refused.

use html_escape::decode_html_entities;

use crate::support::sets_no_cookie;
use crate::support::{client, greets, log_in, page, pair, post, send, serve, set_cookie};

const NAMES: [&str; 5] = [
    "; Max-Age=0",
    "%00%0d%0a",
    "\"quoted\"",
    "' onfocus='alert(1)",
    "https://example.org/?a=b&c=d#e",
];

const REFUSED: [&str; 15] = [
    "",
    " ",
    "\u{a0}\u{3000}",
    "\t",
    "a\tb",
    "a\n",
    "a\r\nSet-Cookie: b=c",
    "\0",
    "a\u{7f}b",
    "a\u{85}b",
    "\u{202e}olleh",
    "a\u{2066}b",
    "a\u{200b}b",
    "\u{feff}",
    "\u{3164}",
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
async fn no_name_adds_an_attribute() {
    let server = serve().await;
    for name in NAMES {
        let cookie = set_cookie(&log_in(&server, name).await);
        let (_, attributes) = cookie.split_once("; ").unwrap();
        assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/", "{name:?}");
    }
}

#[tokio::test]
async fn a_refused_name_is_shown_again_with_the_reason() {
    let server = serve().await;
    let too_long = "<a>".repeat(22);
    for name in REFUSED.into_iter().chain([too_long.as_str()]) {
        let response = log_in(&server, name).await;
        assert_eq!(response.status(), 422, "{name:?}");
        assert!(sets_no_cookie(&response), "{name:?}");
        let page = response.text().await.unwrap();
        assert!(page.contains(r#"role="alert""#), "{name:?}");
        let typed = format!("value=\"{name}\"");
        assert!(decode_html_entities(&page).contains(&typed), "{name:?}");
    }
}

#[tokio::test]
async fn a_form_without_a_name_asks_for_it() {
    let login = format!("{}/login", serve().await);
    let response = post(&login, "", &[("user", "alice")]).await;
    assert_eq!(response.status(), 422);
    let page = response.text().await.unwrap();
    assert!(page.contains("Please enter a name."), "{page}");
}

#[tokio::test]
async fn a_body_that_is_no_form_is_told_what_is_missing() {
    let login = format!("{}/login", serve().await);
    let response = send(client().post(login).body("username=alice")).await;
    assert_eq!(response.status(), 415);
    let page = response.text().await.unwrap();
    assert!(page.contains("application/x-www-form-urlencoded"), "{page}");
}

#[tokio::test]
async fn one_name_in_two_spellings_is_one_name() {
    let server = serve().await;
    let cookie = set_cookie(&log_in(&server, " Zoe\u{308} ").await);
    assert!(greets(&page(&server, pair(&cookie)).await, "Zoë"));
}
