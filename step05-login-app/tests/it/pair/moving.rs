//! Nobody is logged out by the move itself, nor by a change of the key during it.

use std::process::Command;

use serde_json::{Value, json};

use super::{KEY, SECRET_KEY, Site, contents, set_cookie, text};

const NEW_KEY: &str = "another key for tests of 32 bytes or more";

/// A cookie that Flask has signed with SHA-1, as it does without our class.
fn stock_session(key: &str, contents: &Value) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/pair/stock.py");
    let mut command = Command::new("python3");
    let output = command.args([script, key, &contents.to_string()]).output();
    let output = output.expect("python3 is installed");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let value = String::from_utf8(output.stdout).unwrap();
    format!("session={}", value.trim_end())
}

fn stock_cookie(key: &str) -> String {
    stock_session(key, &json!({"username": "Zoë", "cart": [1, 2]}))
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn flask_takes_its_own_old_session_and_makes_it_one_that_rust_takes() {
    let site = Site::start(&[KEY]);
    let stock = stock_cookie(SECRET_KEY);
    // Rust alone would put a stranger's session over it.
    let visit = set_cookie(&site.get("/", &stock).await);
    let stranger = json!({"visits": 1});
    assert_eq!(contents(SECRET_KEY, &visit), Some(stranger));
    let visit = site.get("/account", &stock).await;
    let cookie = set_cookie(&visit);
    let session = contents(SECRET_KEY, &cookie).unwrap();
    assert_eq!(session["cart"], json!([1, 2]));
    assert!(text(visit).await.contains("<h1>Zoë's account</h1>"));
    assert!(site.knows("/", &cookie, "Zoë").await);
    assert!(site.knows("/account", &cookie, "Zoë").await);
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn flask_signs_the_old_session_of_a_stranger_again() {
    let site = Site::start(&[KEY]);
    let session = json!({"cart": [1, 2]});
    let visit = site
        .get("/account", &stock_session(SECRET_KEY, &session))
        .await;
    let cookie = set_cookie(&visit);
    assert_eq!(contents(SECRET_KEY, &cookie), Some(session));
    let again = site.get("/account", &cookie).await;
    assert!(!again.headers().contains_key("set-cookie"));
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn an_old_session_that_another_key_has_signed_is_refused() {
    let site = Site::start(&[KEY]);
    let visit = site.get("/account", &stock_cookie(NEW_KEY)).await;
    assert!(!visit.headers().contains_key("set-cookie"));
    assert!(!text(visit).await.contains("Zoë"));
}

/// The old cookie has another name then. Were it left, it would be opened again after a logout.
#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn with_https_the_old_session_moves_to_the_cookie_with_the_prefix() {
    let site = Site::start(&[KEY, ("HTTPS", "true")]);
    let visit = site.get("/account", &stock_cookie(SECRET_KEY)).await;
    let cookies = visit.headers().get_all("set-cookie").iter();
    let cookies: Vec<_> = cookies.map(|cookie| cookie.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    assert!(cookies[0].starts_with("__Host-session="), "{cookies:?}");
    assert!(cookies[1].starts_with("session=;"), "{cookies:?}");
    assert!(cookies[1].contains("Max-Age=0"), "{cookies:?}");
    assert!(site.knows("/", &set_cookie(&visit), "Zoë").await);
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn a_key_is_changed_on_both_sides_and_nobody_is_logged_out() {
    let site = Site::start(&[KEY]);
    let mut cookies = vec![stock_cookie(SECRET_KEY)];
    for path in ["/login", "/account/login"] {
        cookies.push(site.log_in(path, "Zoë").await);
    }
    let new_key = [
        ("SECRET_KEY", NEW_KEY),
        ("SECRET_KEY_FALLBACKS", SECRET_KEY),
    ];
    let site = Site::start(&new_key);
    for cookie in &cookies {
        assert!(site.knows("/account", cookie, "Zoë").await, "{cookie}");
    }
    for cookie in &cookies[1..] {
        assert!(site.knows("/", cookie, "Zoë").await, "{cookie}");
    }
}

/// Flask 3.1.0 signs with the last of the older keys (CVE-2025-47278).
#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn after_a_change_of_the_key_both_sides_sign_with_the_new_one() {
    let site = Site::start(&[
        ("SECRET_KEY", NEW_KEY),
        ("SECRET_KEY_FALLBACKS", SECRET_KEY),
    ]);
    let logins = ["/login", "/account/login"];
    for path in logins {
        let cookie = site.log_in(path, "Zoë").await;
        assert!(contents(NEW_KEY, &cookie).is_some(), "{path}");
        assert!(contents(SECRET_KEY, &cookie).is_none(), "{path}");
    }
}
