//! The log helps the one who runs the app, and is worth nothing to a thief who reads it.

use serde_json::json;

use super::program::Program;
use super::{SECRET_KEY, get, pair, post, set_cookie, signed, value};

const FALLBACK: &str = "the key of last month: 32 bytes long";

/// Runs the program, telling all it can, and returns its log and the cookies that went through.
async fn log_of_a_visit() -> (String, Vec<String>) {
    let fallback = ["--secret-key-fallbacks", FALLBACK];
    let mut program = Program::start(&[&fallback[..], &["--log-level", "trace"]].concat());
    let [login, theme, logout] =
        ["login", "theme", "logout"].map(|path| format!("{}/{path}", program.url()));
    let login = set_cookie(&post(&login, "", &[("username", "alice")]).await);
    let visit = set_cookie(&get(program.url(), pair(&login)).await);
    let theme = set_cookie(&post(&theme, pair(&visit), &[("theme", "dark")]).await);
    get(program.url(), &format!("{}x", pair(&theme))).await;
    get(&logout, pair(&theme)).await;
    post(&logout, pair(&theme), &[]).await;
    program.tell_to_end("-TERM");
    program.status();
    let cookies = [login, visit, theme].map(|cookie| value(&cookie).into());
    (program.output(), cookies.into())
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
    let mut program = Program::start(&[]);
    let notes: Vec<_> = (0..3_000_u64)
        .map(|n| n.wrapping_mul(0x9e37_79b9))
        .collect();
    let cookie = signed(&json!({"notes": notes}));
    assert_eq!(get(program.url(), &cookie).await.status(), 500);
    program.tell_to_end("-TERM");
    program.status();
    let log = program.output();
    assert!(log.contains("ERROR"), "{log}");
    assert!(log.contains("browsers keep 4096"), "{log}");
    assert!(!log.contains(value(&cookie)), "{log}");
}

/// A line of the log is a line: no path and no name begins another one.
#[tokio::test]
async fn no_visitor_adds_a_line() {
    let mut program = Program::start(&["--log-level", "trace"]);
    for path in ["/%0aERROR%20forged", "/?a=%0d%0aERROR%20forged"] {
        get(&format!("{}{path}", program.url()), "").await;
    }
    let login = format!("{}/login", program.url());
    post(&login, "", &[("username", "a\nERROR forged")]).await;
    program.tell_to_end("-TERM");
    program.status();
    let log = program.output();
    assert!(log.contains("forged"), "{log}");
    assert!(!log.contains("ERROR forged"), "{log}");
}
