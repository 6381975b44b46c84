//! The home page shows a visitor their own cookie, and never so much of it that it could be used.

use html_escape::decode_html_entities;
use serde_json::json;

use crate::cookies::signed_by;
use crate::support::{SECRET_KEY, get, log_in, page, pair, serve, serve_with, set_cookie};

const SUMMARY: &str = "<summary>Your cookie</summary>";

#[tokio::test]
async fn it_shows_the_parts_the_content_and_the_age() {
    let session = json!({"note": "<script>alert(1)</script>", "visits": 7});
    let value = signed_by(SECRET_KEY, &session, 3 * 60 + 20);
    let html = page(&serve().await, &format!("session={value}")).await;
    assert!(
        html.contains(SUMMARY) && !html.contains("<script"),
        "{html}"
    );
    let text = decode_html_entities(&html);
    let mut parts = value.split('.');
    for shown in [
        format!(
            "It has {} of the 4,096 bytes",
            "session".len() + value.len()
        ),
        format!("<span class=\"payload\">{}</span>", parts.next().unwrap()),
        format!("<span class=\"timestamp\">{}</span>", parts.next().unwrap()),
        "{\n  \"note\": \"<script>alert(1)</script>\",\n  \"visits\": 7\n}".into(),
        "signed it 3 minutes ago".into(),
        "this cookie itself, 7 days after".into(),
    ] {
        assert!(text.contains(&shown), "{shown} is not in {text}");
    }
}

/// A script that got into the page could read what `HttpOnly` keeps from it.
#[tokio::test]
async fn it_does_not_give_the_cookie_away() {
    let server = serve().await;
    let login = set_cookie(&log_in(&server, "alice").await);
    let answer = get(&server, pair(&login)).await;
    let next = set_cookie(&answer);
    let html = answer.text().await.unwrap();
    assert!(html.contains(SUMMARY));
    for cookie in [login, next] {
        let (_, signature) = pair(&cookie).rsplit_once('.').unwrap();
        assert!(!html.contains(&signature[..10]), "{html}");
    }
}

#[tokio::test]
async fn a_cookie_that_was_refused_is_not_shown() {
    let server = serve().await;
    let forged = signed_by("another key for tests", &json!({"note": "forged"}), 0);
    let old = signed_by(SECRET_KEY, &json!({"note": "old"}), 8 * 24 * 60 * 60);
    for value in ["", "garbage", &forged, &old] {
        let html = page(&server, &format!("session={value}")).await;
        assert!(
            html.contains("Visits: 1<") && !html.contains(SUMMARY),
            "{value}"
        );
    }
}

/// zlib packs a long text into a cookie that is short.
#[tokio::test]
async fn content_that_is_far_longer_than_its_cookie_is_left_out() {
    let long = json!({"note": "long ".repeat(20_000)});
    let value = signed_by(SECRET_KEY, &long, 0);
    let html = page(&serve().await, &format!("session={value}")).await;
    assert!(html.contains("(too long to be shown here)"));
    assert!(html.len() < 10_000, "{} bytes", html.len());
}

#[tokio::test]
async fn the_prefix_of_the_name_counts_and_so_does_a_limit_of_one_minute() {
    let server = serve_with(&["--https", "--idle-limit", "60"]).await;
    let value = signed_by(SECRET_KEY, &json!({"note": "short"}), 0);
    let html = page(&server, &format!("__Host-session={value}")).await;
    let bytes = "__Host-session".len() + value.len();
    assert!(html.contains(&format!("It has {bytes} of")), "{html}");
    assert!(html.contains("itself, 1 minute after"), "{html}");
}
