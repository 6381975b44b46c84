//! A site on its way from Flask to axum: a real Flask and the app behind a real nginx, under the
//! files that the book prints, asked over HTTP and in a real browser.

mod flask;

use std::process::Command;

use crate::chromium::Browser;
use crate::nginx::Nginx;
use crate::program::{Program, free_port};
use flask::Flask;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

const KEY: (&str, &str) = ("SECRET_KEY", "a key for tests of 32 bytes or more");

/// All three, stopped when dropped.
struct Site {
    url: String,
    _nginx: Nginx,
    _rust: Program,
    _flask: Flask,
}

impl Site {
    fn start(settings: &[(&str, &str)]) -> Self {
        let [port, rust, flask] = [free_port(), free_port(), free_port()];
        let config = include_str!("../../../flask/nginx.conf");
        let nginx = Nginx::start(config, &[(8080, port), (3000, rust), (5000, flask)]);
        Self {
            url: nginx.url.clone(),
            _nginx: nginx,
            _rust: Program::start(rust, settings),
            _flask: Flask::start(flask, settings),
        }
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: pip install flask==3.1.3, apt-get install nginx-light"]
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
#[ignore = "needs Flask and nginx: pip install flask==3.1.3, apt-get install nginx-light"]
async fn a_message_from_rust_is_shown_by_flask() {
    let site = Site::start(&[KEY]);
    let visitor = Client::builder().cookie_store(true);
    let visitor = visitor.redirect(Policy::none()).build().unwrap();
    let login = visitor.post(format!("{}/login", site.url));
    login.form(&[("username", "Zoë")]).send().await.unwrap();
    let account = visitor.get(format!("{}/account", site.url));
    let account = text(account.send().await.unwrap()).await;
    assert!(
        account.contains("<p role=\"status\">Welcome, Zoë.</p>"),
        "{account}"
    );
    assert!(account.contains("Logged in in Rust"), "{account}");
}

#[tokio::test]
#[ignore = "needs Flask and nginx: pip install flask==3.1.3, apt-get install nginx-light"]
async fn both_sides_turn_away_a_login_from_another_site() {
    let site = Site::start(&[KEY]);
    for path in ["/login", "/account/login"] {
        let request = Client::new().post(format!("{}{path}", site.url));
        let request = request.header("sec-fetch-site", "cross-site");
        let response = request.form(&[("username", "mallory")]).send().await;
        assert_eq!(response.unwrap().status(), 403, "{path}");
    }
}

/// Over https the cookie has another name, and both sides must use it.
#[tokio::test]
#[ignore = "needs Flask and nginx: pip install flask==3.1.3, apt-get install nginx-light"]
async fn with_https_both_sides_use_the_cookie_with_the_prefix() {
    let site = Site::start(&[KEY, ("HTTPS", "true")]);
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    for (path, other) in [("/account/login", "/"), ("/login", "/account")] {
        let login = client.post(format!("{}{path}", site.url));
        let login = login.form(&[("username", "Zoë")]).send().await.unwrap();
        let cookie = login.headers()["set-cookie"].to_str().unwrap();
        let (pair, attributes) = cookie.split_once(';').unwrap();
        assert!(pair.starts_with("__Host-session="), "{cookie}");
        for attribute in ["; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"] {
            assert!(format!(";{attributes}").contains(attribute), "{cookie}");
        }
        let page = client.get(format!("{}{other}", site.url));
        let page = text(page.header("cookie", pair).send().await.unwrap()).await;
        assert!(page.contains("<h1>") && page.contains("Zoë"), "{page}");
    }
}

#[tokio::test]
#[ignore = "needs Flask, nginx and Chromium: pip install flask==3.1.3, apt-get install nginx-light chromium chromium-driver"]
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

/// A name that is a script, a session that is no dict, an edit within a value.
#[test]
#[ignore = "needs Flask: pip install flask==3.1.3"]
fn the_tutorial_does_what_the_book_says() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/pair/tutorial.py");
    let flask = concat!(env!("CARGO_MANIFEST_DIR"), "/flask");
    let output = Command::new("python3").args([script, flask]).output();
    let output = output.expect("python3 is installed");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

async fn text(response: Response) -> String {
    response.error_for_status().unwrap().text().await.unwrap()
}
