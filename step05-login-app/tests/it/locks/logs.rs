//! The log helps whoever runs the app, and is worth nothing to a thief who reads it.

use serde_json::json;

use super::size::noise;
use crate::cookies::{signed, value};
use crate::program::Program;
use crate::support::{SECRET_KEY, get, log_in, pair, post, set_cookie};

const FALLBACK: &str = "the key of last month: 32 bytes long";

/// Runs the program, telling all it can, and returns its log and the cookies that went through.
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

/// A line of the log is a line: no path and no name begins another one.
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
