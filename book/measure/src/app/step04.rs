//! Step 4, a page that only reads its session, and two that do one part of its work.

use std::hint::black_box;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use step04_session_dict::session::Session;
use step04_session_dict::signer::Signer;
use tower_cookies::cookie::SameSite;
use tower_cookies::{Cookie, CookieManagerLayer, Cookies};

use crate::NO_SESSION;

/// What step 4 signs for alice.
const TEXT: &str = "eyJ1c2VybmFtZSI6ImFsaWNlIiwidmlzaXRzIjoxfQ.ZVPxAA";

pub fn app() -> Router {
    let pages = Router::new()
        .route("/read", get(read))
        .route("/cookie", get(cookie))
        .layer(CookieManagerLayer::new())
        .route("/hmacs", get(hmacs))
        .with_state(Signer::new(b"supersecretkey", "cookie-session"));
    step04_session_dict::app().merge(pages)
}

async fn read(session: Session) -> String {
    match session.get::<&str>("username") {
        Some(username) => format!("Logged in as {username}"),
        None => "You are not logged in".into(),
    }
}

/// A cookie comes and goes, and nothing is done with it.
async fn cookie(cookies: Cookies) -> &'static str {
    if let Some(cookie) = cookies.get("session") {
        let again = Cookie::build(("session", cookie.value().to_owned()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .build();
        cookies.add(again);
    }
    NO_SESSION
}

/// One signature is made and one is checked.
async fn hmacs(State(signer): State<Signer>) -> &'static str {
    let signed = signer.sign(black_box(TEXT));
    black_box(signer.unsign(&signed));
    NO_SESSION
}
