//! The log helps whoever runs the app, and is worth nothing to a thief who reads it.

use std::io::{Read, Write};

use serde_json::json;

use super::size::noise;
use crate::cookies::{signed, signed_by, value};
use crate::program::Program;
use crate::support::{SECRET_KEY, get, log_in, pair, post, set_cookie};

const FALLBACK: &str = "the key of last month: 32 bytes long";

/// Runs the program with the most talkative log. Returns the log and the cookies that were set.
async fn log_of_a_visit() -> (String, Vec<String>) {
    let fallbacks = ("SECRET_KEY_FALLBACKS", FALLBACK);
    let mut program = Program::start_logged(&[fallbacks, ("LOG_LEVEL", "trace")]);
    let [theme, logout] = ["theme", "logout"].map(|path| format!("{}/{path}", program.url));
    let login = set_cookie(&log_in(&program.url, "alice").await);
    let visit = set_cookie(&get(&program.url, pair(&login)).await);
    let theme = set_cookie(&post(&theme, pair(&visit), &[("theme", "dark")]).await);
    get(&program.url, &format!("{}x", pair(&theme))).await;
    get(&logout, pair(&theme)).await;
    post(&logout, pair(&theme), &[]).await;
    let cookies = [login, visit, theme].map(|cookie| value(&cookie).into());
    (program.end(), cookies.into())
}

#[tokio::test]
async fn it_holds_no_key_and_no_cookie_even_when_it_tells_all() {
    let (log, cookies) = log_of_a_visit().await;
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "{log}");
    assert!(log.contains("/login"), "{log}");
    for key in [SECRET_KEY, FALLBACK] {
        assert!(!log.contains(key), "{log}");
    }
    for cookie in cookies {
        let payload = cookie.trim_start_matches('.').split('.').next().unwrap();
        let signature = cookie.rsplit('.').next().unwrap();
        for secret in [cookie.as_str(), payload, signature] {
            assert!(!log.contains(secret), "{secret} in {log}");
        }
    }
}

#[tokio::test]
async fn it_says_that_a_session_is_too_big_and_by_how_much() {
    let mut program = Program::start_logged(&[]);
    let cookie = signed(&json!({"note": noise(8_000)}));
    assert_eq!(get(&program.url, &cookie).await.status(), 500);
    let log = program.end();
    assert!(log.contains("ERROR"), "{log}");
    assert!(log.contains("browsers keep 4096"), "{log}");
    assert!(!log.contains(value(&cookie)), "{log}");
}

/// No path and no name can make one line of the log look like two.
#[tokio::test]
async fn no_visitor_adds_a_line() {
    let mut program = Program::start_logged(&[("LOG_LEVEL", "trace")]);
    for path in ["/%0aERROR%20forged", "/?a=%0d%0aERROR%20forged"] {
        get(&format!("{}{path}", program.url), "").await;
    }
    log_in(&program.url, "a\nERROR forged").await;
    let log = program.end();
    assert!(log.contains("forged"), "{log}");
    assert!(!log.contains("ERROR forged"), "{log}");
}

/// U+0085 and U+2028 end a line for some programs, U+202E turns the text after it around, and C1
/// controls give orders to a terminal. A client can send them as they are.
#[tokio::test]
async fn a_target_is_written_percent_encoded() {
    let mut program = Program::start_logged(&[("LOG_LEVEL", "info")]);
    for bytes in ["\u{85}", "\u{2028}", "\u{202e}", "\u{9b}31m", "é"] {
        let mut stream = program.connect();
        let request =
            format!("GET /{bytes}?{bytes} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        stream.read_to_string(&mut String::new()).unwrap();
    }
    let log = program.end();
    for encoded in ["%C2%85", "%E2%80%A8", "%E2%80%AE", "%C2%9B31m", "%C3%A9"] {
        assert!(
            log.contains(&format!("target=/{encoded}?{encoded}")),
            "{log}"
        );
    }
    assert!(log.is_ascii(), "{log}");
}

#[tokio::test]
async fn a_request_is_one_line() {
    let mut program = Program::start_logged(&[("LOG_LEVEL", "info")]);
    for path in ["", "/nothing", "/static/icon.svg"] {
        get(&format!("{}{path}", program.url), "").await;
    }
    let log = program.end();
    assert_eq!(log.matches("status=").count(), 3, "{log}");
    assert_eq!(log.lines().count(), 3, "{log}");
}

#[tokio::test]
async fn logins_refused_logins_and_forged_cookies_have_a_line_each() {
    let mut program = Program::start_logged(&[("LOG_LEVEL", "info")]);
    let cookie = set_cookie(&log_in(&program.url, "Zoë").await);
    log_in(&program.url, "a\u{202e}b").await;
    get(&program.url, &format!("{}x", pair(&cookie))).await;
    let log = program.end();
    for line in [
        "logged in username=\"Zoë\"",
        "refused a login refusal=\"A name cannot have control characters",
        "a session cookie was refused: no accepted key has signed it",
    ] {
        assert_eq!(log.matches(line).count(), 1, "{line} in {log}");
    }
    assert!(!log.contains('\u{202e}'), "{log}");
}

#[tokio::test]
async fn a_session_that_has_ended_is_no_forgery() {
    let mut program = Program::start_logged(&[("LOG_LEVEL", "info"), ("IDLE_LIMIT", "10")]);
    let idle = signed_by(SECRET_KEY, &json!({"username": "alice"}), 60);
    let ended = signed_by(SECRET_KEY, &json!({"username": "bob", "login_at": 1}), 0);
    for cookie in [idle, ended] {
        get(&program.url, &format!("session={cookie}")).await;
    }
    let log = program.end();
    for line in [
        "a session has passed its idle limit",
        "a login has passed its limit",
    ] {
        assert_eq!(log.matches(line).count(), 1, "{line} in {log}");
    }
    assert!(!log.contains("refused"), "{log}");
}
