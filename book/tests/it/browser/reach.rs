//! Readers who see badly, or use the keyboard alone: axe-core finds nothing, and every widget works
//! without a pointer.

use fantoccini::key::Key;

use super::{Page, open};
use crate::axe::assert_accessible;

/// One page of each kind.
const KINDS: [&str; 11] = [
    "index",
    "step03-signed",
    "step05-login-app/session",
    "next-to-flask",
    "costs",
    "reference/cookie-format",
    "security",
    "laboratory",
    "diffs/step02-step03",
    "404",
    "ru/step03-signed",
];

#[tokio::test]
#[ignore = "needs Chromium and axe-core: apt-get install chromium chromium-driver npm; npm install --prefix target/axe axe-core@4.14.1"]
async fn axe_finds_nothing_on_any_kind_of_page_in_any_theme() {
    let (book, page) = open("index.html").await;
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        let choose = format!("localStorage.setItem('mdbook-theme', '{theme}')");
        page.eval(&choose).await;
        for kind in KINDS {
            page.open(&book.page(&format!("{kind}.html"))).await;
            page.ready_to_run().await;
            page.eval(include_str!("use.js")).await;
            assert_accessible(&page, &format!("{kind}, {theme}")).await;
        }
    }
}

/// A window as narrow as it gets, where more scrolls sideways.
#[tokio::test]
#[ignore = "needs Chromium and axe-core: apt-get install chromium chromium-driver npm; npm install --prefix target/axe axe-core@4.14.1"]
async fn axe_finds_nothing_in_a_narrow_window() {
    let (book, page) = open("index.html").await;
    page.client.set_window_size(500, 900).await.unwrap();
    for kind in KINDS {
        page.open(&book.page(&format!("{kind}.html"))).await;
        page.ready_to_run().await;
        page.eval(include_str!("use.js")).await;
        assert_accessible(&page, kind).await;
    }
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_transcript_is_run_by_the_keyboard_alone() {
    let (_book, page) = open("step02-cookie.html").await;
    page.ready_to_run().await;
    skip_to_the_text(&page).await;
    tab_to(&page, "Run POST /login: curl -i").await;
    page.press(Key::Enter).await;
    page.answer_has("HTTP/1.1 303 See Other").await;
    tab_to(&page, "Edit the request").await;
    page.press(Key::Enter).await;
    tab_to(&page, "Headers").await;
    page.press('x').await;
    tab_to(&page, "Send").await;
    page.press(Key::Enter).await;
    page.answer_has("Not sent: the header “x” has no colon")
        .await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_cookie_is_signed_by_the_keyboard_alone() {
    let (_book, page) = open("laboratory.html").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    skip_to_the_text(&page).await;
    tab_to(&page, "Payload: JSON").await;
    page.press(' ').await;
    page.verdict("✗ Refused: the signature does not hold").await;
    tab_to(&page, "Sign again").await;
    page.press(Key::Enter).await;
    page.verdict("✓ Accepted: the signature holds.").await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_listing_is_switched_and_copied_by_the_keyboard_alone() {
    let (_book, page) = open("step03-signed.html").await;
    skip_to_the_text(&page).await;
    tab_to(&page, "Copy step03-signed/src/lib.rs · app").await;
    let app = copied(&page).await;
    assert!(app.starts_with("/// The whole app: two routes"), "{app}");
    assert!(app.ends_with("\n}\n") && !app.contains('…'), "{app}");
    let group = "step03-signed/src/lib.rs · recall in the other steps";
    tab_to(&page, &format!("{group}: Step 3")).await;
    page.press(Key::Left).await;
    tab_to(&page, "Copy step03-signed/src/lib.rs · recall of step 2").await;
    let recall = copied(&page).await;
    assert!(recall.contains("Some(cookie.value().into())"), "{recall}");
    assert!(!recall.contains("signer"), "{recall}");
    tab_to(&page, "Copy the commands").await;
    assert_eq!(copied(&page).await, "cargo run -p step03-signed");
}

/// The first stop of each page leads past the contents.
async fn skip_to_the_text(page: &Page) {
    page.press(Key::Tab).await;
    assert_eq!(focused(page).await, "Skip to the text");
    page.press(Key::Enter).await;
}

/// Presses Tab until what has this name has the focus.
async fn tab_to(page: &Page, name: &str) {
    for _ in 0..150 {
        page.press(Key::Tab).await;
        if focused(page).await.starts_with(name) {
            return;
        }
    }
    panic!("the Tab key does not lead to {name:?}");
}

/// The name of what has the focus, behind that of its group.
async fn focused(page: &Page) -> String {
    let script = "const it = document.activeElement;
        const group = it.closest('[role=radiogroup]')?.ariaLabel;
        const name = it.ariaLabel ?? it.labels?.[0]?.textContent ?? it.textContent;
        return group ? `${group}: ${name}` : name";
    page.eval(script).await.as_str().unwrap().to_owned()
}

/// Presses the copy button that has the focus, and returns what the browser then pastes.
async fn copied(page: &Page) -> String {
    page.press(Key::Enter).await;
    let said = "document.activeElement.previousElementSibling.textContent";
    page.expect(said, "Copied").await;
    page.eval("document.activeElement.after(Object.assign(document.createElement('textarea'), { id: 'paste' }))")
        .await;
    page.type_into("paste", &format!("{}v", char::from(Key::Control)))
        .await;
    let take = "const paste = document.getElementById('paste');
        paste.previousElementSibling.focus();
        paste.remove();
        return paste.value";
    page.eval(take).await.as_str().unwrap().to_owned()
}
