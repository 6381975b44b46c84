//! The app in a real browser: Chromium types, clicks, reloads and goes back.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use fantoccini::cookies::Cookie;
use fantoccini::key::Key;
use serde_json::json;

use crate::chromium::Browser;
use crate::program::{Program, free_port};

const OTHER_KEY: (&str, &str) = ("SECRET_KEY", "another key for tests as long as that");

/// Names that try to break out of the text of a page or out of an attribute. A script that runs
/// changes the title.
const SCRIPTS: [&str; 4] = [
    "<script>document.title = 'owned'</script>",
    "\"><img src=x onerror=\"document.title = 'owned'\">",
    "\" autofocus onfocus=\"document.title = 'owned'",
    "' autofocus onfocus='alert(document.title = 1)",
];

/// For each part of the cookie that is shown: its contrast with the page, and the lines under it.
const CONTRASTS: &str = "
    const channels = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(value => value / 255);
    const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const light = colour => {
        const [red, green, blue] = channels(colour).map(linear);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    const sheet = light(getComputedStyle(document.querySelector('main')).backgroundColor);
    return [...document.querySelectorAll('.cookie span')].map(part => {
        const style = getComputedStyle(part);
        const text = light(style.color);
        const seen = part.checkVisibility() ? Math.max(text, sheet) / Math.min(text, sheet) : 0;
        return [seen, style.textDecorationLine + style.textDecorationStyle];
    })";

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_visitor_logs_in_is_remembered_and_logs_out() {
    let (app, browser) = start().await;
    browser.open(&app.url).await;
    browser.expect_heading("You are not logged in").await;
    browser.click("Log in").await;
    browser.expect_heading("Log in").await;
    browser.type_into("username", "Zoë").await;
    browser.click("Log in").await;
    browser.expect_heading("Logged in as Zoë").await;
    browser.reload().await;
    browser.expect_heading("Logged in as Zoë").await;
    browser.click("Log out").await;
    browser.expect_heading("You are not logged in").await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_login_outlives_a_restart_with_the_same_key_only() {
    let (port, browser) = (free_port(), Browser::start().await);
    let app = Program::start(port, &[]);
    log_in(&browser, &app, "alice").await;
    drop(app);
    let app = Program::start(port, &[]);
    browser.reload().await;
    browser.expect_heading("Logged in as alice").await;
    drop(app);
    let _app = Program::start(port, &[OTHER_KEY]);
    browser.reload().await;
    browser.expect_heading("You are not logged in").await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_theme_changes_the_colours_and_stays() {
    let (app, browser) = start().await;
    browser.open(&app.url).await;
    let light = background(&browser, "Light").await;
    let dark = background(&browser, "Dark").await;
    assert_ne!(light, dark);
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_system_chooses_the_theme_again() {
    let (app, browser) = start().await;
    browser.open(&app.url).await;
    let colour = "return getComputedStyle(document.body).backgroundColor";
    let system = browser.eval(colour).await;
    background(&browser, "Dark").await;
    browser.click("System").await;
    let pressed = "document.querySelector('[aria-pressed=true]').textContent";
    browser.expect(pressed, "System").await;
    assert_eq!(browser.eval(colour).await, system);
}

/// The Enter key presses the first button of a form: it must log in, and not choose a theme.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_theme_leaves_what_was_typed_into_the_login_form() {
    let (app, browser) = start().await;
    browser.open(format!("{}/login", app.url)).await;
    browser.type_into("username", "Zoë").await;
    browser.click("Remember me").await;
    for theme in ["Dark", "Light"] {
        browser.click(theme).await;
        let class = "document.documentElement.className";
        browser.expect(class, theme.to_lowercase()).await;
    }
    let form = "return [location.pathname, document.querySelector('#username').value,
        document.querySelector('[name=remember]').checked]";
    assert_eq!(browser.eval(form).await, json!(["/login", "Zoë", true]));
    browser.press(Key::Enter).await;
    browser.expect_heading("Logged in as Zoë").await;
    let class = "return document.documentElement.className";
    assert_eq!(browser.eval(class).await, "light");
}

/// The colour after the button was clicked, and after a reload.
async fn background(browser: &Browser, theme: &str) -> String {
    let class = "document.documentElement.className";
    let colour = "return getComputedStyle(document.body).backgroundColor";
    browser.click(theme).await;
    browser.expect(class, theme.to_lowercase()).await;
    let clicked = browser.eval(colour).await;
    browser.reload().await;
    assert_eq!(browser.eval(colour).await, clicked, "{theme} did not stay");
    clicked.to_string()
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_welcome_is_shown_once() {
    let (app, browser) = start().await;
    let messages = "return [...document.querySelectorAll('[role=status]')].map(m => m.textContent)";
    log_in(&browser, &app, "alice").await;
    assert_eq!(browser.eval(messages).await, json!(["Welcome, alice."]));
    browser.reload().await;
    browser.expect_heading("Logged in as alice").await;
    assert_eq!(browser.eval(messages).await, json!([]));
}

/// Text is readable from a contrast of 4.5 on (WCAG 1.4.3), and the parts of the cookie differ in
/// more than their colour (WCAG 1.4.1).
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_parts_of_the_cookie_can_be_told_apart_in_every_theme() {
    let (app, browser) = start().await;
    log_in(&browser, &app, "alice").await;
    for theme in ["Light", "Dark"] {
        browser.click(theme).await;
        let class = "document.documentElement.className";
        browser.expect(class, theme.to_lowercase()).await;
        browser.click("Your cookie").await;
        let parts = browser.eval(CONTRASTS).await;
        let parts = parts.as_array().unwrap();
        let lines: HashSet<_> = parts.iter().map(|part| part[1].as_str()).collect();
        assert_eq!((parts.len(), lines.len()), (3, 3), "{parts:?}");
        for part in parts {
            assert!(part[0].as_f64().unwrap() >= 4.5, "{theme}: {parts:?}");
        }
    }
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_cookie_outlives_the_browser_only_where_the_visitor_wants_it() {
    let (app, browser) = start().await;
    log_in(&browser, &app, "alice").await;
    let cookie = browser.cookie("session").await.unwrap();
    assert_eq!(lifetime(&cookie), None);
    browser.open(format!("{}/login", app.url)).await;
    browser.click("Remember me").await;
    fill_in(&browser, "alice").await;
    browser.expect_heading("Logged in as alice").await;
    let cookie = browser.cookie("session").await.unwrap();
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    let left = lifetime(&cookie).unwrap();
    assert!(left.abs_diff(week) < Duration::from_secs(60), "{left:?}");
}

/// How long the browser will keep the cookie, or nothing if it goes when the browser closes.
fn lifetime(cookie: &Cookie) -> Option<Duration> {
    let expires = cookie.expires()?.datetime()?;
    let left = SystemTime::from(expires).duration_since(SystemTime::now());
    Some(left.unwrap())
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_back_button_shows_nothing_private_after_the_logout() {
    let (app, browser) = start().await;
    log_in(&browser, &app, "alice").await;
    browser.click("Log out").await;
    browser.expect_heading("You are not logged in").await;
    for heading in ["You are not logged in", "Log in"] {
        browser.client.back().await.unwrap();
        browser.expect_heading(heading).await;
        let page = browser.client.source().await.unwrap();
        assert!(!page.contains("alice"), "{page}");
    }
}

/// When browsers come back to a page, they fill its fields again, even if no cache may keep it.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_back_button_does_not_bring_back_the_name_that_was_typed() {
    let (app, browser) = start().await;
    log_in(&browser, &app, "alice").await;
    browser.click("Log out").await;
    browser.expect_heading("You are not logged in").await;
    for heading in ["You are not logged in", "Log in"] {
        browser.client.back().await.unwrap();
        browser.expect_heading(heading).await;
    }
    let typed = browser.eval("return document.querySelector('#username').value");
    assert_eq!(typed.await, "");
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_script_as_a_name_is_text() {
    let (app, browser) = start().await;
    for script in SCRIPTS {
        log_in(&browser, &app, script).await;
        assert_nothing_ran(&browser, "Home").await;
    }
}

/// As if a template had forgotten to escape: the policy is the second lock.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_script_that_gets_into_a_page_does_not_run() {
    let (app, browser) = start().await;
    browser.open(&app.url).await;
    let script = "const script = document.createElement('script');
        script.textContent = 'document.title = \"owned\"';
        const link = document.createElement('a');
        link.setAttribute('onclick', script.textContent);
        document.body.append(script, link);
        link.click();
        return document.title";
    let title = "Home · Sessions from Scratch";
    assert_eq!(browser.eval(script).await, title);
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_script_in_the_field_of_a_refused_name_is_text() {
    let (app, browser) = start().await;
    for script in SCRIPTS {
        let name = format!("{script}{}", "x".repeat(64));
        be_refused(&browser, &app, &name).await;
        let typed = browser.eval("return document.querySelector('#username').value");
        assert_eq!(typed.await, name);
        assert_nothing_ran(&browser, "Login refused").await;
    }
}

/// No script has run, and none would without the Content-Security-Policy.
async fn assert_nothing_ran(browser: &Browser, title: &str) {
    let planted = "return document.querySelectorAll('script, img, [onerror], [onfocus]').length";
    assert_eq!(browser.eval(planted).await, 0);
    let seen = browser.client.title().await.unwrap();
    assert_eq!(seen, format!("{title} · Sessions from Scratch"));
    assert!(browser.client.get_alert_text().await.is_err());
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn no_script_can_read_the_cookie() {
    let (app, browser) = start().await;
    log_in(&browser, &app, "alice").await;
    assert!(browser.cookie("session").await.is_some());
    assert_eq!(browser.eval("return document.cookie").await, "");
    let cookie = browser.cookie("session").await.unwrap();
    browser.reload().await;
    let page = browser.client.source().await.unwrap();
    let (start, signature) = cookie.value().rsplit_once('.').unwrap();
    let (_, timestamp) = start.rsplit_once('.').unwrap();
    assert!(page.contains(timestamp) && !page.contains(signature));
}

/// Browsers drop a cookie with the prefix `__Host-` unless its attributes are right.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_browser_takes_the_cookie_for_https() {
    let browser = Browser::start().await;
    let mut app = Program::start(0, &[("HTTPS", "true")]);
    // Chromium takes a Secure cookie without https only from localhost.
    app.url = app.url.replace("127.0.0.1", "localhost");
    log_in(&browser, &app, "alice").await;
    let cookie = browser.cookie("__Host-session").await.unwrap();
    assert_eq!(cookie.secure(), Some(true));
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_page_of_another_site_cannot_log_the_visitor_in() {
    let (app, browser) = start().await;
    let form = format!("<form method=post action={}/login>", app.url);
    let input = "<input name=username value=mallory><button>Win a prize</button>";
    browser.open(format!("data:text/html,{form}{input}")).await;
    browser.click("Win a prize").await;
    browser.expect_heading("403 Forbidden").await;
    assert!(browser.cookie("session").await.is_none());
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn nothing_scrolls_sideways_on_a_phone() {
    let (app, browser) = start().await;
    browser.client.set_window_size(390, 800).await.unwrap();
    for page in ["/", "/login", "/nowhere"] {
        browser.open(format!("{}{page}", app.url)).await;
        assert_fits(&browser).await;
    }
    log_in(&browser, &app, &"W".repeat(64)).await;
    browser.click("Your cookie").await;
    assert_fits(&browser).await;
    be_refused(&browser, &app, &"W".repeat(65)).await;
    assert_fits(&browser).await;
}

async fn assert_fits(browser: &Browser) {
    assert_eq!(browser.eval("return innerWidth").await, 390);
    let hidden = "return document.documentElement.scrollWidth
        - document.documentElement.clientWidth";
    let url = browser.client.current_url().await.unwrap();
    assert_eq!(browser.eval(hidden).await, 0, "{url} scrolls sideways");
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_keyboard_is_enough() {
    let (app, browser) = start().await;
    browser.open(&app.url).await;
    tab_to(&browser, "Dark").await;
    browser.press(Key::Enter).await;
    browser
        .expect("document.documentElement.className", "dark")
        .await;
    tab_to(&browser, "Log in").await;
    browser.press(Key::Enter).await;
    browser.expect_heading("Log in").await;
    assert_eq!(focused(&browser).await, "Name");
    browser.press('Z').await;
    tab_to(&browser, "Remember me").await;
    browser.press(' ').await;
    tab_to(&browser, "Log in").await;
    browser.press(Key::Enter).await;
    browser.expect_heading("Logged in as Z").await;
    let cookie = browser.cookie("session").await.unwrap();
    assert!(lifetime(&cookie).is_some(), "the box was not checked");
    tab_to(&browser, "Log out").await;
    browser.press(Key::Enter).await;
    browser.expect_heading("You are not logged in").await;
}

/// Presses Tab until this text has the focus, which must be visible at each stop.
async fn tab_to(browser: &Browser, text: &str) {
    for _ in 0..10 {
        browser.press(Key::Tab).await;
        if focused(browser).await == text {
            return;
        }
    }
    panic!("the Tab key does not lead to {text:?}");
}

/// The text or label of the element that has the focus, which must be visible.
async fn focused(browser: &Browser) -> String {
    let script = "const focused = document.activeElement;
        const label = focused.labels?.[0] ?? focused;
        const style = getComputedStyle(focused);
        const seen = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2;
        return [label.textContent.trim(), seen]";
    let answer = browser.eval(script).await;
    assert_eq!(answer[1], true, "the focus cannot be seen on {}", answer[0]);
    answer[0].as_str().unwrap().into()
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_refused_name_is_announced_and_can_be_mended() {
    let (app, browser) = start().await;
    be_refused(&browser, &app, &"x".repeat(65)).await;
    let script = "const field = document.querySelector('#username');
        const reason = document.getElementById(field.getAttribute('aria-describedby'));
        return [reason.role, reason.textContent, field.ariaInvalid, field.value]";
    let reason = "A name can have 64 characters at the most.";
    let expected = json!(["alert", reason, "true", "x".repeat(65)]);
    assert_eq!(browser.eval(script).await, expected);
    browser.press(Key::End).await;
    browser.press(Key::Backspace).await;
    browser.press(Key::Enter).await;
    let heading = format!("Logged in as {}", "x".repeat(64));
    browser.expect_heading(&heading).await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn everything_on_a_page_has_a_name() {
    let (app, browser) = start().await;
    for page in ["/", "/login", "/nowhere"] {
        browser.open(format!("{}{page}", app.url)).await;
        assert_named(&browser).await;
    }
    be_refused(&browser, &app, " ").await;
    assert_named(&browser).await;
    log_in(&browser, &app, "alice").await;
    assert_named(&browser).await;
}

async fn assert_named(browser: &Browser) {
    let script = "const all = selector => [...document.querySelectorAll(selector)];
        const named = element => [...element.labels ?? [], element].some(e => e.textContent.trim());
        const nameless = all('input, select, textarea, button, a, h1').filter(e => !named(e));
        return [document.documentElement.lang, document.title.length > 25,
            all('h1').length, all('main').length, nameless.map(e => e.outerHTML)]";
    let url = browser.client.current_url().await.unwrap();
    let expected = json!(["en", true, 1, 1, []]);
    assert_eq!(browser.eval(script).await, expected, "{url}");
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_console_stays_silent() {
    let (app, browser) = start().await;
    browser.open(&app.url).await;
    browser.click("Dark").await;
    browser
        .expect("document.documentElement.className", "dark")
        .await;
    log_in(&browser, &app, SCRIPTS[1]).await;
    browser.click("Log out").await;
    browser.expect_heading("You are not logged in").await;
    let said = browser.console().await;
    assert!(said.is_empty(), "{said:#?}");
}

/// Chromium notes every page whose status is an error. There must be nothing else.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_console_knows_no_more_of_an_error_than_its_status() {
    let (app, browser) = start().await;
    browser.open(format!("{}/nowhere", app.url)).await;
    browser.expect_heading("404 Not Found").await;
    be_refused(&browser, &app, " ").await;
    let said = browser.console().await;
    assert_eq!(said.len(), 2, "{said:#?}");
    for (line, status) in said.iter().zip([404, 422]) {
        let note = "Failed to load resource: the server responded with a status of";
        assert!(line.contains(&format!("{note} {status} (")), "{line}");
    }
}

async fn start() -> (Program, Browser) {
    (Program::start(0, &[]), Browser::start().await)
}

async fn log_in(browser: &Browser, app: &Program, name: &str) {
    browser.open(format!("{}/login", app.url)).await;
    fill_in(browser, name).await;
    browser
        .expect_heading(&format!("Logged in as {name}"))
        .await;
}

async fn be_refused(browser: &Browser, app: &Program, name: &str) {
    browser.open(format!("{}/login", app.url)).await;
    fill_in(browser, name).await;
    browser
        .expect("!!document.querySelector('#refusal')", true)
        .await;
}

async fn fill_in(browser: &Browser, name: &str) {
    browser.type_into("username", name).await;
    browser.click("Log in").await;
}
