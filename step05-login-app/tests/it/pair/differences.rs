//! What remains different between the two sides, as the chapter lists it.

use serde_json::json;
use step05_login_app::signer::Signer;
use step05_login_app::timed::{now, sign};

use super::{KEY, SECRET_KEY, Site, client, signed, text};

const FIVE_DAYS: u64 = 5 * 24 * 60 * 60;

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn a_page_of_flask_that_only_reads_renews_no_session_but_a_remembered_one() {
    let site = Site::start(&[KEY]);
    for remembered in [false, true] {
        let alice = json!({"username": "alice", "login_at": now(), "_permanent": remembered});
        let visit = site.get("/account", &signed(&alice, FIVE_DAYS)).await;
        let renewed = visit.headers().contains_key("set-cookie");
        assert_eq!(renewed, remembered);
        let page = text(visit).await;
        assert!(page.contains("<h1>alice's account</h1>"), "{page}");
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn flask_sends_a_cookie_that_browsers_drop() {
    let site = Site::start(&[KEY]);
    // Too many different characters to pack them into less.
    let name: String = ('\u{4e00}'..'\u{5e00}').collect();
    let cookie = site.log_in("/account/login", &name).await;
    assert!(cookie.len() > 4096, "{} bytes", cookie.len());
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn a_session_that_is_a_list_is_an_error_of_flask_alone() {
    let site = Site::start(&[KEY]);
    let signer = Signer::new(SECRET_KEY.as_bytes(), "cookie-session");
    // [1,2]
    let cookie = format!("session={}", sign(&signer, "WzEsMl0", now()));
    for (path, status) in [("/account", 500), ("/", 200)] {
        assert_eq!(site.get(path, &cookie).await.status(), status, "{path}");
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn of_two_cookies_flask_takes_the_first_and_rust_the_last() {
    let site = Site::start(&[KEY]);
    let alice = site.log_in("/login", "alice").await;
    let bob = site.log_in("/account/login", "bob").await;
    let both = format!("{alice}; {bob}");
    assert!(site.knows("/account", &both, "alice").await);
    assert!(site.knows("/", &both, "bob").await);
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn a_name_that_rust_refuses_is_taken_by_flask_and_read_by_both() {
    let site = Site::start(&[KEY]);
    let form = [("username", "a\u{200b}b")];
    let login = client().post(format!("{}/login", site.url)).form(&form);
    assert_eq!(login.send().await.unwrap().status(), 422);
    let cookie = site.log_in("/account/login", form[0].1).await;
    for path in ["/", "/account"] {
        assert!(site.knows(path, &cookie, "a\u{200b}b").await, "{path}");
    }
}
