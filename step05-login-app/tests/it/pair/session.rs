//! One session, which goes from Flask to Rust and back.

use reqwest::Client;

use super::{KEY, Site, client, text};
use crate::chromium::Browser;

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn one_session_goes_from_flask_to_rust_and_back() {
    let site = Site::start(&[KEY]);
    let url = &site.url;
    let visitor = Client::builder().cookie_store(true).build().unwrap();
    let login = visitor.post(format!("{url}/account/login"));
    let page = text(login.form(&[("username", "Zoë")]).send().await.unwrap()).await;
    assert!(page.contains("Flask has logged you in."), "{page}");
    assert!(page.contains("<h1>Logged in as Zoë</h1>"), "{page}");
    let theme = visitor.post(format!("{url}/theme"));
    let page = text(theme.form(&[("theme", "dark")]).send().await.unwrap()).await;
    assert!(page.contains("Visits: 2"), "{page}");
    let account = text(visitor.get(format!("{url}/account")).send().await.unwrap()).await;
    for line in [
        "<h1>Zoë's account</h1>",
        "<p id=\"theme\">Theme: dark</p>",
        "<p id=\"visits\">Visits: 2</p>",
        "<p id=\"since\">Logged in 2",
    ] {
        assert!(account.contains(line), "{line}: {account}");
    }
    visitor.post(format!("{url}/logout")).send().await.unwrap();
    let account = text(visitor.get(format!("{url}/account")).send().await.unwrap()).await;
    assert!(account.contains("<h1>Log in with Flask</h1>"), "{account}");
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn a_message_from_rust_is_shown_by_flask() {
    let site = Site::start(&[KEY]);
    let cookie = site.log_in("/login", "Zoë").await;
    let account = text(site.get("/account", &cookie).await).await;
    let message = "<p role=\"status\">Welcome, Zoë.</p>";
    assert!(account.contains(message), "{account}");
    assert!(account.contains("Logged in in Rust"), "{account}");
}

/// Over https the cookie has another name, and both sides must use it.
#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn with_https_both_sides_use_the_cookie_with_the_prefix() {
    let site = Site::start(&[KEY, ("HTTPS", "true")]);
    for (path, other) in [("/account/login", "/"), ("/login", "/account")] {
        let login = client().post(format!("{}{path}", site.url));
        let login = login.form(&[("username", "Zoë")]).send().await.unwrap();
        let cookie = login.headers()["set-cookie"].to_str().unwrap();
        let (pair, attributes) = cookie.split_once(';').unwrap();
        assert!(pair.starts_with("__Host-session="), "{cookie}");
        for attribute in ["; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"] {
            assert!(format!(";{attributes}").contains(attribute), "{cookie}");
        }
        assert!(site.knows(other, pair, "Zoë").await, "{other}");
    }
}

#[tokio::test]
#[ignore = "needs Flask, nginx and Chromium: see book/chapters/next-to-flask.md; apt-get install chromium chromium-driver"]
async fn a_browser_takes_its_session_to_rust_and_back() {
    let (site, browser) = (Site::start(&[KEY]), Browser::start().await);
    browser.open(format!("{}/account", site.url)).await;
    browser.expect_heading("Log in with Flask").await;
    browser.type_into("username", "Zoë <b>").await;
    browser.click("Log in").await;
    browser.expect_heading("Logged in as Zoë <b>").await;
    let message = "document.querySelector('[role=status]')?.textContent";
    browser.expect(message, "Flask has logged you in.").await;
    browser.click("Dark").await;
    let class = "document.documentElement.className";
    browser.expect(class, "dark").await;
    browser.open(format!("{}/account", site.url)).await;
    browser.expect_heading("Zoë <b>'s account").await;
    browser.expect(class, "dark").await;
    let visits = "document.querySelector('#visits').textContent";
    browser.expect(visits, "Visits: 2").await;
    browser.click("To the first page").await;
    browser.click("Log out").await;
    browser.expect_heading("You are not logged in").await;
    browser.open(format!("{}/account", site.url)).await;
    browser.expect_heading("Log in with Flask").await;
}
