//! The first minute in a real browser: the cover is tried, the way through the steps is walked.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::open;

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_cover_refuses_a_changed_name_until_it_is_signed() {
    let (_book, page) = open("index.html").await;
    let status = "#cover [role=status]";
    page.expect_text(status, "✓ Believed. This is the").await;
    page.type_into("cover-name", "\u{e003}\u{e003}s/").await;
    page.expect_value("#cover-name", "alis/").await;
    page.expect_text(status, "✗ Refused.").await;
    page.press('\u{e007}').await;
    let signed = "✓ Believed. You know the secret, so you can sign any name. \
        The server answers Logged in as alis/.";
    page.expect_text(status, signed).await;
    page.click("Start again").await;
    page.expect_text(status, "✓ Believed. This is the").await;
    page.is_silent().await;
}

/// The page as it is built has the cover's list and no form, and the list says what is true.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn without_a_script_the_cover_is_a_list_of_cookies() {
    let (_book, page) = open("index.html").await;
    let signed = page.eval(
        "const text = await (await fetch('index.html')).text();
        const cover = new DOMParser().parseFromString(text, 'text/html').querySelector('#cover');
        const { cookie } = living;
        const key = { secret: cookie.utf8('supersecretkey'), salt: 'itsdangerous.Signer', digest: 'SHA-256' };
        const shown = [...cover.querySelectorAll('ul:not([hidden]) > li')].map(async (item) => {
            const [, name, signature] = item.querySelector('code').textContent.match(/=(.*)\\.(.*)/);
            return [item.querySelector('strong').textContent, await cookie.sign(name, key) === signature];
        });
        return [cover.querySelector('form').hidden, await Promise.all(shown)];"
    );
    let list = json!([
        ["✓ Believed.", true],
        ["✗ Refused.", false],
        ["✓ Believed.", true]
    ]);
    assert_eq!(signed.await, json!([true, list]));
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_steps_lead_from_one_to_the_next_by_name() {
    let (_book, page) = open("step05-login-app/locks.html").await;
    let here =
        "[...document.querySelectorAll('.staircase [aria-current]')].map(it => it.innerText)";
    page.expect(here, json!(["5 login app"])).await;
    for (link, title) in [
        ("4 session dict", "Step 4: a session like a dict"),
        ("Back: Step 3, a signed name", "Step 3: a signed name"),
        (
            "Next: Step 4, a session like a dict",
            "Step 4: a session like a dict",
        ),
    ] {
        page.click(link).await;
        page.expect_text("main h1", title).await;
    }
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_part_of_the_picture_leads_to_its_listing_and_back() {
    let (_book, page) = open("step04-session-dict.html").await;
    for part in ["payload-writer", "timestamp-reader", "signature-reader"] {
        let focus = format!("document.querySelector('.picture [id$={part}]').focus()");
        page.eval(&focus).await;
        page.press('\u{e007}').await;
        let back = "document.querySelector('.listing:target .back')";
        page.holds(&format!("!!{back}")).await;
        page.eval(&format!("{back}.click()")).await;
        let target = "document.querySelector('.picture a:target')?.id";
        page.holds(&format!("{target}.endsWith('{part}')")).await;
    }
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn every_page_has_a_description_of_its_own() {
    let (_book, page) = open("index.html").await;
    let described = page.eval(
        "const read = async (path) =>
            new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
        const links = [...(await read('toc.html')).querySelectorAll('a[href]')];
        const pages = links.map(async (link) => {
            const page = await read(link.getAttribute('href'));
            const has = (name) => page.querySelectorAll(`meta[${name}]`)[0]?.content;
            return has('property=\"og:description\"') === has('name=description') && has('name=description');
        });
        return Promise.all(pages);",
    );
    let described = described.await;
    let described = described.as_array().unwrap();
    let long = described
        .iter()
        .filter_map(Value::as_str)
        .filter(|it| it.len() > 40);
    let distinct: HashSet<&str> = long.collect();
    assert_eq!(distinct.len(), described.len(), "{described:#?}");
    assert!(described.len() > 20);
}
