//! How long a session lives, and the attributes of its cookie.

use std::time::Duration;

use tokio::time::sleep;

use super::{DARK, darken, id_of, start};
use crate::support::{get, is_alice, page, pair, post, set_cookie};

const REMEMBER: &[(&str, &str)] = &[("username", "alice"), ("remember", "on")];

async fn log_in(url: &str, form: &[(&str, &str)]) -> String {
    set_cookie(&post(&format!("{url}/login"), "", form).await)
}

#[tokio::test]
async fn reading_renews_a_session_and_an_idle_one_ends() {
    let server = start(0, &[("IDLE_LIMIT", "3")]);
    let alice = id_of("alice", &server.url).await;
    for _ in 0..5 {
        sleep(Duration::from_millis(1000)).await;
        get(&format!("{}/login", server.url), &alice).await;
    }
    assert!(is_alice(&server.url, &alice).await, "it was read");
    sleep(Duration::from_millis(4100)).await;
    assert!(!is_alice(&server.url, &alice).await, "it was idle");
}

#[tokio::test]
async fn a_login_ends_although_it_is_used_and_sooner_if_it_is_not_remembered() {
    for (limit, remembered_stays) in [("ABSOLUTE_LIMIT", false), ("SHORT_LIMIT", true)] {
        let server = start(0, &[(limit, "1")]);
        let alice = id_of("alice", &server.url).await;
        let remembered = log_in(&server.url, REMEMBER).await;
        assert!(is_alice(&server.url, &alice).await);
        sleep(Duration::from_millis(2100)).await;
        let is_remembered = is_alice(&server.url, pair(&remembered)).await;
        assert_eq!(is_remembered, remembered_stays, "{limit}");
        let id = darken(&server.url, &alice).await;
        let page = page(&server.url, &id).await;
        assert!(id != alice && page.contains(DARK) && !page.contains("alice"));
        assert!(!is_alice(&server.url, &alice).await);
    }
}

#[tokio::test]
async fn a_cookie_outlives_the_browser_only_where_the_visitor_wants_it() {
    let server = start(0, &[]);
    for (form, lifetime) in [(&REMEMBER[..1], ""), (REMEMBER, "; Max-Age=604800")] {
        let login = log_in(&server.url, form).await;
        let visit = set_cookie(&get(&server.url, pair(&login)).await);
        for cookie in [login, visit] {
            let expected = format!("; HttpOnly; SameSite=Lax; Path=/{lifetime}");
            assert_eq!(cookie.strip_prefix(pair(&cookie)), Some(&*expected));
        }
    }
}

/// A browser refuses the prefix without `Secure`, in a removal too, and would keep the cookie.
#[tokio::test]
async fn over_https_the_cookie_and_its_removal_are_secure() {
    let server = start(0, &[("HTTPS", "true")]);
    let cookie = log_in(&server.url, REMEMBER).await;
    let (pair, attributes) = cookie.split_once(';').unwrap();
    assert!(pair.starts_with("__Host-id="), "{cookie}");
    assert!(attributes.contains("; Secure; Path=/"), "{cookie}");
    let lookalike = pair.replace("__Host-id", "%5F%5FHost-id");
    assert!(!is_alice(&server.url, &lookalike).await);
    let removal = set_cookie(&post(&format!("{}/logout", server.url), pair, &[]).await);
    assert_eq!(removal, "__Host-id=; Path=/; Max-Age=0; Secure");
}
