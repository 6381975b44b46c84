//! A theme changes how a page looks, and nothing else: not where the visitor is, not what was
//! typed, and not who is logged in.

use html_escape::decode_html_entities;
use reqwest::{Method, Response};
use serde_json::json;

use crate::cookies::{contents, signed, signed_by};
use crate::support::{
    SECRET_KEY, client, get, pair, post, send, serve, set_cookie, sets_no_cookie,
};

const DARK: &str = "<html lang=\"en\" class=\"dark\">";
const SYSTEM: &str = "<html lang=\"en\" class=\"\">";

async fn text(response: Response) -> String {
    response.text().await.unwrap()
}

#[tokio::test]
async fn a_theme_on_the_login_form_brings_it_back_as_it_was() {
    let login = format!("{}/login", serve().await);
    let typed = [("username", "<Zoë>"), ("remember", "on"), ("theme", "dark")];
    let answer = post(&login, "", &typed).await;
    assert_eq!(answer.status(), 200);
    let session = contents(&set_cookie(&answer));
    assert_eq!(
        session,
        json!({"theme": "dark"}),
        "no login, and nothing typed"
    );
    let page = text(answer).await;
    assert!(
        page.contains(DARK) && !page.contains("role=\"alert\""),
        "{page}"
    );
    assert!(page.contains("name=\"remember\" checked"), "{page}");
    assert!(
        decode_html_entities(&page).contains("value=\"<Zoë>\""),
        "{page}"
    );
}

/// A form could name the page to go back to. None does, so no other site can send visitors on.
#[tokio::test]
async fn no_field_decides_where_a_theme_leads() {
    let theme = format!("{}/theme?next=//evil.example", serve().await);
    let form = [
        ("theme", "dark"),
        ("next", "//evil.example"),
        ("page", "//evil.example"),
    ];
    let request = client().post(&theme).form(&form);
    let answer = send(request.header("referer", "https://evil.example/")).await;
    assert_eq!(answer.headers()["location"], "/");
}

#[tokio::test]
async fn the_system_decides_again_without_an_entry() {
    let theme = format!("{}/theme", serve().await);
    let dark = set_cookie(&post(&theme, "", &[("theme", "dark")]).await);
    let system = post(&theme, pair(&dark), &[("theme", "system")]).await;
    assert_eq!(pair(&set_cookie(&system)), "session=");
    let visits = signed(&json!({"theme": "dark", "visits": 7}));
    let system = post(&theme, &visits, &[("theme", "system")]).await;
    assert_eq!(contents(&set_cookie(&system)), json!({"visits": 7}));
}

/// Each of these errors comes from another layer. No cookie is renewed for an error page.
#[tokio::test]
async fn an_error_page_keeps_the_theme() {
    let server = serve().await;
    let cookie = |age| {
        format!(
            "a=b; session={}",
            signed_by(SECRET_KEY, &json!({"theme": "dark"}), age)
        )
    };
    let (young, old) = (cookie(0), cookie(2 * 24 * 60 * 60));
    let long = "x".repeat(16 * 1024 + 1);
    for cookie in [&young, &old] {
        for (method, path, header, body, status) in [
            (Method::GET, "/nowhere", "none", "", 404),
            (Method::PUT, "/", "none", "", 405),
            (Method::POST, "/logout", "cross-site", "", 403),
            (Method::POST, "/login", "none", &long, 413),
        ] {
            let request = client().request(method, format!("{server}{path}"));
            let request = request
                .header("sec-fetch-site", header)
                .header("cookie", cookie);
            let answer = send(request.body(body.to_owned())).await;
            assert_eq!(answer.status(), status);
            assert!(sets_no_cookie(&answer), "{status}");
            let page = text(answer).await;
            assert!(page.contains(DARK), "{status}: {page}");
        }
    }
}

#[tokio::test]
async fn an_error_page_believes_no_cookie_that_a_page_would_refuse() {
    let nowhere = format!("{}/nowhere", serve().await);
    let dark = json!({"theme": "dark"});
    let forged = signed_by("another key for tests", &dark, 0);
    let old = signed_by(SECRET_KEY, &dark, 8 * 24 * 60 * 60);
    let odd = signed_by(SECRET_KEY, &json!({"theme": "dark\"><script>"}), 0);
    for value in ["dark", &forged, &old, &odd] {
        let page = text(get(&nowhere, &format!("session={value}; theme=dark")).await).await;
        assert!(page.contains(SYSTEM), "{value}: {page}");
    }
}

#[tokio::test]
async fn a_missing_page_offers_the_way_back() {
    let page = text(get(&format!("{}/nowhere", serve().await), "").await).await;
    assert!(page.contains("There is no page at this address."), "{page}");
    assert!(
        page.contains("href=\"/\">Back to the first page</a>"),
        "{page}"
    );
}

#[tokio::test]
async fn whoever_is_logged_in_hears_it_on_the_login_form() {
    let login = format!("{}/login", serve().await);
    let page = text(get(&login, &signed(&json!({"username": "<Zoë>"}))).await).await;
    let page = decode_html_entities(&page);
    assert!(
        page.contains("You are logged in as <Zoë>. A new login replaces"),
        "{page}"
    );
    let page = text(get(&login, "").await).await;
    assert!(!page.contains("You are logged in"), "{page}");
}
