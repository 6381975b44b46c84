//! The living book in a real browser: its transcripts run, its laboratory signs, its listings
//! switch, and the plain HTML does without the program.

pub mod book;
mod cover;
mod laboratory;
mod page;
mod reach;
mod search;

use crate::chromium::Browser;
use book::{Book, plain_files};
use page::Page;
use serde_json::json;

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn every_transcript_answers_what_it_shows() {
    let (_book, page) = open("index.html").await;
    let links = "return [...document.querySelectorAll('.chapter a[href*=\"/step0\"], .chapter a[href^=step0]')]
        .map(link => link.href)";
    let links = page.eval(links).await;
    assert!(links.as_array().unwrap().len() >= 9, "{links}");
    for link in links.as_array().unwrap() {
        page.open(link.as_str().unwrap()).await;
        page.eval("sessionStorage.clear()").await;
        page.ready_to_run().await;
        let differing = page.eval(include_str!("browser/transcripts.js")).await;
        assert_eq!(differing, json!([]), "{link}");
    }
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_forged_cookie_in_the_jar_is_believed_in_step_2_and_refused_in_step_3() {
    let (book, page) = open("step02-cookie.html").await;
    log_in(&page).await;
    assert_eq!(page.jar().await, json!([["username", "alice"]]));
    forge(&page, "admin").await;
    page.answer_has("Logged in as admin").await;
    page.open(&book.page("step03-signed.html")).await;
    let signed = "admin.YIwJ6tnHr_dfOWz6tX5cw_eA2pvGFKiSThaJhw6CX8M";
    log_in(&page).await;
    forge(&page, signed).await;
    page.answer_has("You are not logged in").await;
    page.is_silent().await;
}

async fn log_in(page: &Page) {
    page.run("c jar", "Run POST /login").await;
    page.answer_has("set-cookie: username=alice").await;
    page.run("c jar", "Run GET /").await;
    page.answer_has("Logged in as alice").await;
}

async fn forge(page: &Page, value: &str) {
    page.edit().await;
    page.fill(".jar td:nth-child(2) input", value).await;
    page.click("Send").await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn step_5_takes_an_edited_request_or_the_page_says_why_it_is_not_sent() {
    let (_book, page) = open("step05-login-app.html").await;
    page.run("c jar", "Run").await;
    page.answer_has("HTTP/1.1 303 See Other").await;
    page.edit().await;
    page.fill_labelled("Path", "/").await;
    page.fill_labelled("Method", "GET").await;
    page.fill_labelled("Form", "").await;
    page.click("Send the cookies of the jar").await;
    page.click("Send").await;
    page.answer_has("<h1>Logged in as alice</h1>").await;
    page.fill_labelled("Method", "POST").await;
    let header = "Sec-Fetch-Site: cross-site";
    page.fill_labelled("Headers, one a line", header).await;
    page.click("Send").await;
    page.answer_has("HTTP/1.1 403 Forbidden").await;
    page.is_silent().await;
    page.fill_labelled("Path", "http://evil.example/").await;
    page.click("Send").await;
    page.answer_has("Not sent: the path begins with a /").await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_listing_switches_to_another_step_and_back() {
    let (_book, page) = open("step03-signed.html").await;
    let listing = "const listing = [...document.querySelectorAll('.listing')].find(it =>
        it.querySelector('figcaption').textContent.includes('/src/lib.rs · recall'));";
    let press = |label: &str| {
        format!("{listing} listing.querySelector('[aria-label^=\"{label}\"]').click()")
    };
    page.eval(&press("Step 2")).await;
    let shown = format!(
        "{listing} return [listing.querySelector('.path').textContent, listing.querySelector('pre').hidden,
        [...listing.querySelectorAll('.version:not([hidden]) ins .line')].map(it => it.textContent)[0]]"
    );
    let first = "fn recall(cookies: &Cookies, signer: &Signer) -> Option<String> {";
    assert_eq!(
        page.eval(&shown).await,
        json!(["step02-cookie/src/lib.rs", true, first])
    );
    page.eval(&press("Step 3")).await;
    assert_eq!(
        page.eval(&shown).await,
        json!(["step03-signed/src/lib.rs", false, null])
    );
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn plain_html_has_no_run_buttons_and_a_laboratory_that_works() {
    let url = plain_files().await;
    let page = Page::new(Browser::start().await);
    page.open(&format!("{url}/step02-cookie.html")).await;
    page.holds("document.querySelectorAll('.hint').length === 1")
        .await;
    let runs = page.eval("return document.querySelectorAll('.run').length");
    assert_eq!(runs.await, 0);
    page.open(&format!("{url}/laboratory.html")).await;
    page.verdict("✓ Accepted: the signature holds.").await;
    page.holds("!document.querySelector('#lab-step')").await;
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_search_finds_the_pages_with_all_of_its_words() {
    let (_book, page) = open("index.html").await;
    page.press('/').await;
    page.type_into("mdbook-searchbar", "session fixation").await;
    let found = "[...document.querySelectorAll('#mdbook-searchresults a')].map(it => it.pathname)";
    let first = format!("{found}.slice(0, 2).includes('/step05-login-app/session.html')");
    page.holds(&first).await;
    page.holds(&format!("{found}.length < 6")).await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_russian_page_runs_requests_and_leads_to_the_same_place_in_english() {
    let (book, page) = open("ru/step02-cookie.html").await;
    page.run("c jar", "Запустить POST /login").await;
    page.answer_has("set-cookie: username=alice").await;
    page.expect_text(".jar caption", "Банка cookie шага step02-cookie")
        .await;
    page.open(&book.page("ru/step03-signed.html#the-signer"))
        .await;
    page.click("English").await;
    let place = "location.pathname + location.hash";
    page.expect(place, json!("/step03-signed.html#the-signer"))
        .await;
    page.click("Русский").await;
    page.expect(place, json!("/ru/step03-signed.html#the-signer"))
        .await;
    page.open(&book.page("ru")).await;
    page.expect(place, json!("/ru/")).await;
    page.open(&book.page("ru/no/such/page")).await;
    page.expect_text("main h1", "Такой страницы нет").await;
    page.open(&book.page("ru/laboratory.html")).await;
    page.verdict("✓ Принят: подпись сходится").await;
    page.click("Перевернуть один бит").await;
    page.verdict("✗ Отклонён: подпись не сходится").await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn pages_tables_and_pictures_fit_a_phone_and_a_desk() {
    let page = Page::new(Browser::start().await);
    let files = plain_files().await;
    let mut all = Vec::new();
    for edition in ["", "ru/"] {
        page.open(&format!("{files}/{edition}index.html")).await;
        let links = "return [...document.querySelectorAll('.chapter a:not([href*=\"#\"])')].map(link => link.href)";
        let links = page.eval(links).await;
        all.extend(links.as_array().unwrap().clone());
    }
    assert!(all.len() > 48, "{all:?}");
    for link in &all {
        page.open(link.as_str().unwrap()).await;
        let found = page.eval(include_str!("browser/screens.js")).await;
        assert_eq!(found, json!([]), "{link}");
    }
}

async fn open(path: &str) -> (Book, Page) {
    let book = Book::serve().await;
    let page = Page::new(Browser::start().await);
    page.open(&book.page(path)).await;
    (book, page)
}
