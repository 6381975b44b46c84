//! The laboratory in a real browser: it reads what Flask wrote, and signs what step 4 accepts.

use serde_json::{Value, json};

use super::open;

/// What was recorded from Flask for the steps.
fn vectors() -> Vec<Value> {
    let text = include_str!("../../../../step04-session-dict/tests/vectors.json");
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_session_of_flask_signed_anew_is_accepted_by_step_4() {
    let (book, page) = open("laboratory.html").await;
    let mut flask = vectors().into_iter();
    let flask = flask.find(|row| row["name"] == "sorted keys");
    page.decode(&flask.unwrap()).await;
    page.verdict("✗ Refused: the signature holds, but").await;
    page.fill("#lab-secret", "supersecretkey").await;
    page.verdict("the signature does not hold").await;
    page.click("Now").await;
    page.click("Sign again").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    page.fill("#lab-step", "step04-session-dict").await;
    page.click("Put into the jar").await;
    page.open(&book.page("step04-session-dict.html")).await;
    page.run("b jar", "Run GET /").await;
    page.answer_has("Logged in as alice\nVisits: 1").await;
    page.answer_has("set-cookie: session=").await;
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_laboratory_reads_every_cookie_recorded_from_flask() {
    let (_book, page) = open("laboratory.html").await;
    for row in vectors() {
        page.decode(&row).await;
        page.verdict("✗ Refused: the signature holds, but").await;
        let time = row["timestamp"].to_string();
        page.expect_value("#lab-time", &time).await;
        let is_old = row["digest"] == "sha1";
        let other = if is_old { "SHA-256" } else { "SHA-1" };
        page.fill("#lab-digest", other).await;
        page.verdict("the signature does not hold").await;
    }
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_changed_payload_and_a_flipped_bit_break_the_signature() {
    let (_book, page) = open("laboratory.html").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    page.click("Flip one bit").await;
    page.verdict("the signature does not hold").await;
    let alicd = r#"{"username":"alicd"}"#;
    page.expect_value("#lab-payload", alicd).await;
    page.click("Flip one bit").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    let admin = r#"{"username": "admin"}"#;
    page.fill("#lab-payload", admin).await;
    page.verdict("the signature does not hold").await;
    page.click("Sign again").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    page.expect_value("#lab-payload", admin).await;
    page.is_silent().await;
}

/// A link can name any digest, and the page that is open takes it without being loaded anew.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_link_with_another_digest_makes_the_verdict_fail() {
    let (_book, page) = open("laboratory.html").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    let rest = "ZVPxAA.0byJAuaE--oG-76uW7wIyOjAaGuVOW2s418O5A_uuNk";
    let right = format!("eyJ1c2VybmFtZSI6ImFsaWNlIn0.{rest}");
    let forged = format!("eyJ1c2VybmFtZSI6ImFkbWluIn0.{rest}");
    for digest in ["MD5", "SHA-512", "sha-256", ""] {
        let (none, old) = (
            "✗ Not checked: the digest",
            "✗ Refused: the signature holds",
        );
        for (cookie, digest, words) in [(&forged, digest, none), (&right, "SHA-256", old)] {
            let link = format!("cookie={cookie}&secret=supersecretkey&digest={digest}");
            page.eval(&format!("location.hash = '{link}'")).await;
            page.expect_value("#lab-cookie", cookie).await;
            page.verdict(words).await;
        }
    }
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn what_is_no_session_is_said_in_words() {
    let (_book, page) = open("laboratory.html").await;
    let bomb = "return living.cookie.encode(' '.repeat(256 * 1024 + 1))";
    let bomb = page.eval(bomb).await;
    let bomb = bomb.as_str().unwrap();
    for (payload, note) in [
        ("e!J9", "The payload is not base64url: “!” at place 2."),
        ("eyJhI", "The payload is not base64url: a letter is missing"),
        (".eyJhIjoxfQ", "The payload is not zlib, though it begins"),
        ("_w", "The payload is not UTF-8 text."),
        ("YWI", "This is not JSON: "),
        (bomb, "The payload is a zip bomb: it unpacks to more than"),
    ] {
        let cookie = format!("{payload}.ZVPxAA.x");
        page.fill("#lab-cookie", &cookie).await;
        page.expect_text("#lab-payload-note", note).await;
    }
    page.is_silent().await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_link_of_chapter_3_opens_the_laboratory_with_its_signed_name() {
    let (_book, page) = open("step03-signed.html").await;
    page.click("the laboratory").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    page.expect_value("#lab-payload", "alice").await;
    page.fill("#lab-payload", "a; Domain=evil.example").await;
    page.click("Sign again").await;
    page.verdict("✓ Accepted: the signature holds.").await;
    let begins = "value.startsWith('a%3B%20Domain%3Devil.example.')";
    page.holds(&format!("document.querySelector('#lab-cookie').{begins}"))
        .await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_widgets_fit_a_phone_and_have_names() {
    let (book, page) = open("index.html").await;
    for path in [
        "laboratory",
        "step02-cookie",
        "step04-session-dict",
        "ru/laboratory",
        "ru/step02-cookie",
    ] {
        let script = include_str!("phone.js");
        let address = json!(book.page(&format!("{path}.html"))).to_string();
        let found = page.eval(&script.replace("arguments[0]", &address)).await;
        assert_eq!(found, json!([true, []]), "{path}");
    }
    page.is_silent().await;
}

/// A signed name may have dots: the salt tells it from a session.
#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_kinds_of_cookies_are_told_apart() {
    let (_book, page) = open("laboratory.html").await;
    let (session, signed) = ("cookie-session", "itsdangerous.Signer");
    let whole = "Set-Cookie: session=eyJhIjoxfQ.ZVPxAA.x; Path=/";
    let cases = [
        (session, "eyJhIjoxfQ.ZVPxAA.x", "Payload: JSON"),
        (session, "eyJhIjoxfQ..x", "Payload: JSON"),
        (session, whole, "Payload: JSON"),
        (signed, ".eJyrVkpUsjKsBQAJgQIV.ZVPxAA.x", "Payload: JSON"),
        (signed, "john.doe.x", "Value"),
        (session, "alice.x", "Value"),
        (session, "alice", "Value"),
    ];
    for (salt, cookie, label) in cases {
        page.fill("#lab-cookie", "").await;
        page.fill("#lab-salt", salt).await;
        page.fill("#lab-cookie", cookie).await;
        let shown = "document.querySelector('#lab-payload').labels[0].firstChild.textContent";
        page.expect(shown, json!(label)).await;
    }
}
