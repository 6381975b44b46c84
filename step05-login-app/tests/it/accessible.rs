//! What axe-core finds on the app's pages, in each state and both themes: nothing.

use crate::axe::assert_accessible;
use crate::chromium::Browser;
use crate::program::Program;

#[tokio::test]
#[ignore = "needs Chromium and axe-core: apt-get install chromium chromium-driver npm; npm install --prefix target/axe axe-core@4.14.1"]
async fn axe_finds_nothing_on_any_page_in_either_theme() {
    let (app, browser) = (Program::start(0, &[]), Browser::start().await);
    for theme in ["Light", "Dark"] {
        browser.open(&app.url).await;
        browser.click(theme).await;
        let pressed = "document.querySelector('[aria-pressed=true]')?.textContent";
        browser.expect(pressed, theme).await;
        pages(&browser, &app.url).await;
        errors(&browser, &app.url).await;
    }
}

/// Home as a stranger, the form, the form refused, home as a visitor.
async fn pages(browser: &Browser, url: &str) {
    assert_accessible(browser, "home, as a stranger").await;
    browser.open(format!("{url}/login")).await;
    assert_accessible(browser, "the login form").await;
    browser.type_into("username", " ").await;
    browser.click("Log in").await;
    let refused = "!!document.querySelector('[role=alert]')";
    browser.expect(refused, true).await;
    assert_accessible(browser, "a refused login").await;
    browser.type_into("username", "alice").await;
    browser.click("Log in").await;
    browser.expect_heading("Logged in as alice").await;
    let open = "document.querySelectorAll('details').forEach((it) => { it.open = true; })";
    browser.eval(open).await;
    assert_accessible(browser, "home, logged in").await;
    browser.open(format!("{url}/login")).await;
    assert_accessible(browser, "the login form, logged in").await;
    browser.open(url).await;
    browser.click("Log out").await;
    browser.expect_heading("You are not logged in").await;
    assert_accessible(browser, "home, logged out").await;
}

/// The errors that a browser can meet without waiting. They have one template.
async fn errors(browser: &Browser, url: &str) {
    for (status, from, path, field) in [
        ("404", url, "/nowhere", "username"),
        ("405", url, "/", "username"),
        ("403", "data:text/html,another site", "/login", "username"),
        ("413", url, "/login", &"x".repeat(20_000)),
    ] {
        browser.open(from).await;
        let form = format!(
            "const form = document.createElement('form');
            form.method = 'post';
            form.action = '{url}{path}';
            form.innerHTML = '<input name={field}>';
            document.body.append(form);
            form.submit();"
        );
        browser.eval(&form).await;
        let heading = "document.querySelector('h1')?.textContent.slice(0, 3)";
        browser.expect(heading, status).await;
        assert_accessible(browser, status).await;
    }
}
