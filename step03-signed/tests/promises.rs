//! What the finished app promises, tested over real HTTP. The list is the same in every step.
//!
//! If a step cannot keep a promise yet, the test must fail with the message in its attribute.

use std::future::IntoFuture;
use std::sync::Arc;

use reqwest::cookie::{CookieStore, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use step03_signed::app;
use tokio::net::TcpListener;

#[tokio::test]
async fn greets_a_stranger() {
    let page = Visitor::new(&serve().await).page().await;
    assert!(page.contains("You are not logged in"), "no greeting");
}

#[tokio::test]
async fn remembers_a_visitor() {
    let alice = Visitor::logged_in_as("alice", &serve().await).await;
    assert!(alice.is_known_as("alice").await, "the login was forgotten");
}

#[tokio::test]
async fn keeps_two_visitors_apart() {
    let server = serve().await;
    let alice = Visitor::logged_in_as("alice", &server).await;
    let bob = Visitor::logged_in_as("bob", &server).await;
    assert!(alice.is_known_as("alice").await, "alice was forgotten");
    assert!(bob.is_known_as("bob").await, "bob was forgotten");
}

#[tokio::test]
async fn brings_any_name_back_whole() {
    let server = serve().await;
    for name in NAMES {
        let visitor = Visitor::logged_in_as(name, &server).await;
        let known = visitor.is_known_as(name).await;
        assert!(known, "{name:?} came back as something else");
    }
}

#[tokio::test]
async fn shows_a_hostile_name_harmlessly() {
    let script = "<script>alert(1)</script>";
    let mallory = Visitor::logged_in_as(script, &serve().await).await;
    let response = mallory.get("/").await;
    let is_text = header(&response, "content-type").starts_with("text/plain");
    let page = response.text().await.unwrap();
    assert!(is_text || !page.contains(script), "the script would run");
}

#[tokio::test]
async fn refuses_a_forged_name() {
    let server = serve().await;
    let admin = Visitor::logged_in_as("admin", &server).await.cookie();
    let mallory = Visitor::logged_in_as("mallory", &server).await.cookie();
    for forged in ["username=admin".into(), splice(&admin, &mallory)] {
        let page = Visitor::with_cookie(&forged, &server).page().await;
        let believed = page.contains("Logged in as admin");
        assert!(!believed, "a forged name was believed");
    }
}

#[tokio::test]
#[should_panic(expected = "a stale cookie was believed")]
async fn forgets_a_stale_cookie() {
    let server = serve().await;
    for stale in COOKIES_OF_2023 {
        let page = Visitor::with_cookie(stale, &server).page().await;
        let believed = page.contains("Logged in as alice");
        assert!(!believed, "a stale cookie was believed");
    }
}

#[tokio::test]
#[should_panic(expected = "the visits were not counted")]
async fn remembers_more_than_a_name() {
    let alice = Visitor::logged_in_as("alice", &serve().await).await;
    for visits in ["Visits: 1", "Visits: 2"] {
        let page = alice.page().await;
        assert!(page.contains(visits), "the visits were not counted");
    }
}

#[tokio::test]
#[should_panic(expected = "there is no way out")]
async fn lets_a_visitor_leave() {
    let alice = Visitor::logged_in_as("alice", &serve().await).await;
    let response = alice.post("/logout", &[]).await;
    assert_eq!(response.status(), 303, "there is no way out");
    let page = alice.page().await;
    assert!(page.contains("You are not logged in"), "still logged in");
}

/// reads and writes Flask's sessions
#[tokio::test]
#[should_panic(expected = "Flask cannot read it")]
async fn reads_and_writes_flasks_sessions() {
    let server = serve().await;
    let alice = Visitor::logged_in_as("alice", &server).await.cookie();
    let session = alice.strip_prefix("session=").unwrap_or_default();
    assert_eq!(session.split('.').count(), 3, "Flask cannot read it");
}

#[tokio::test]
#[should_panic(expected = "too big, and nobody was told")]
async fn says_when_a_session_is_too_big() {
    let visitor = Visitor::new(&serve().await);
    let response = visitor.login(&"x".repeat(5000)).await;
    let status = response.status();
    assert!(!status.is_redirection(), "too big, and nobody was told");
}

/// turns away a cross-site login
#[tokio::test]
#[should_panic(expected = "a foreign page logged us in")]
async fn turns_away_a_cross_site_login() {
    let server = serve().await;
    let request = Client::new().post(format!("{server}/login"));
    let request = request.header("sec-fetch-site", "cross-site");
    let response = request.form(&[("username", "mallory")]).send();
    let status = response.await.unwrap().status();
    assert_eq!(status, 403, "a foreign page logged us in");
}

#[tokio::test]
#[should_panic(expected = "a cache may keep the page")]
async fn tells_caches_to_stay_away() {
    let response = Visitor::new(&serve().await).get("/").await;
    let caching = header(&response, "cache-control");
    assert!(caching.contains("no-store"), "a cache may keep the page");
}

#[tokio::test]
#[should_panic(expected = "the cookie tells the name to its bearer")]
async fn hides_what_it_stores() {
    let server = serve().await;
    let cookie = Visitor::logged_in_as("alice", &server).await.cookie();
    for spelling in ALICE_IN_TEXT_AND_BASE64 {
        let readable = cookie.contains(spelling);
        assert!(!readable, "the cookie tells the name to its bearer");
    }
}

/// ends a session for good (no replay after logout)
#[tokio::test]
#[should_panic(expected = "a copied cookie outlives the logout")]
async fn ends_a_session_for_good() {
    let server = serve().await;
    let alice = Visitor::logged_in_as("alice", &server).await;
    let copy = alice.cookie();
    alice.post("/logout", &[]).await;
    let page = Visitor::with_cookie(&copy, &server).page().await;
    let believed = page.contains("Logged in as alice");
    assert!(!believed, "a copied cookie outlives the logout");
}

const NAMES: [&str; 9] = [
    "Иван",
    "山田 太郎 😀",
    "a; Domain=evil.example",
    "100%41",
    "Conan \"the\" O'Brien",
    "a,b=c&d+e",
    "back\\slash",
    "<b>&amp;</b>",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl",
];

/// Alice's cookie as steps 2, 3 and 4 write it, on 14 November 2023.
const COOKIES_OF_2023: [&str; 3] = [
    "username=alice",
    "username=alice.YIwJ6tnHr_dfOWz6tX5cw_eA2pvGFKiSThaJhw6CX8M",
    "session=eyJ1c2VybmFtZSI6ImFsaWNlIn0.ZVPxAA.0byJAuaE--oG-76uW7wIyOjAaGuVOW2s418O5A_uuNk",
];

/// The name itself, and its base64, which depends on where the name starts: there are three ways.
const ALICE_IN_TEXT_AND_BASE64: [&str; 4] = ["alice", "YWxpY2", "FsaWNl", "hbGljZ"];

/// Serves the app on a free port and returns its URL.
async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app()).into_future());
    format!("http://{address}")
}

/// A browser with cookies of its own.
struct Visitor {
    client: Client,
    jar: Arc<Jar>,
    server: String,
}

impl Visitor {
    fn new(server: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let client = Client::builder().cookie_provider(jar.clone());
        let client = client.redirect(Policy::none()).build().unwrap();
        let server = server.into();
        Self {
            client,
            jar,
            server,
        }
    }

    fn with_cookie(cookie: &str, server: &str) -> Self {
        let visitor = Self::new(server);
        visitor.jar.add_cookie_str(cookie, &server.parse().unwrap());
        visitor
    }

    async fn logged_in_as(name: &str, server: &str) -> Self {
        let visitor = Self::new(server);
        let response = visitor.login(name).await;
        assert_eq!(response.status(), 303);
        assert_eq!(header(&response, "location"), "/");
        visitor
    }

    async fn login(&self, name: &str) -> Response {
        self.post("/login", &[("username", name)]).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        let request = self.client.post(format!("{}{path}", self.server));
        request.form(form).send().await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.server));
        request.send().await.unwrap()
    }

    /// The text of the home page.
    async fn page(&self) -> String {
        self.get("/").await.text().await.unwrap()
    }

    async fn is_known_as(&self, name: &str) -> bool {
        let page = self.page().await;
        page.lines()
            .any(|line| line == format!("Logged in as {name}"))
    }

    /// The `Cookie` header this browser sends.
    fn cookie(&self) -> String {
        let cookies = self.jar.cookies(&self.server.parse().unwrap());
        cookies.map_or_else(String::new, |value| value.to_str().unwrap().into())
    }
}

fn header(response: &Response, name: &str) -> String {
    let value = response.headers().get(name);
    value.map_or_else(String::new, |value| value.to_str().unwrap().into())
}

/// The content of one cookie over the signature of another.
fn splice(content: &str, signature: &str) -> String {
    let content = content.rsplit_once('.').map_or(content, |(left, _)| left);
    let signature = signature.rsplit_once('.').map_or("", |(_, right)| right);
    format!("{content}.{signature}")
}
