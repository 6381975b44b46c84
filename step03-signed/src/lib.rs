//! Step 3: a server that signs the name. It no longer believes a false one.
//! The chapter of the same name in the book explains every line of it.

pub mod signer;

use axum::Form;
use axum::Router;
use axum::extract::State;
use axum::response::Redirect;
use axum::routing::{get, post};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tower_cookies::cookie::SameSite;
use tower_cookies::{Cookie, CookieManagerLayer, Cookies};

use crate::signer::Signer;

/// The login form as a browser sends it: one field.
#[derive(Deserialize)]
struct Login {
    username: String,
}

/// All characters except the unreserved ones of RFC 3986. Then no name can end the value and
/// add an attribute, and a name that is not ASCII is not lost.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Insecure: anyone who can read this source can forge sessions. Step 5 reads the key from
/// the environment.
const SECRET_KEY: &[u8] = b"supersecretkey";

/// The default of itsdangerous.
const SALT: &str = "itsdangerous.Signer";

/// The whole app: two routes, a layer that reads and writes cookies, and the signer they share.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .layer(CookieManagerLayer::new())
        .with_state(Signer::new(SECRET_KEY, SALT))
}

async fn index(State(signer): State<Signer>, cookies: Cookies) -> String {
    match recall(&cookies, &signer) {
        Some(username) => format!("Logged in as {username}"),
        None => "You are not logged in".into(),
    }
}

async fn login(
    State(signer): State<Signer>,
    cookies: Cookies,
    Form(form): Form<Login>,
) -> Redirect {
    remember(&cookies, &signer, &form.username);
    Redirect::to("/")
}

fn remember(cookies: &Cookies, signer: &Signer, username: &str) {
    let signed = signer.sign(username);
    let value = utf8_percent_encode(&signed, UNSAFE).to_string();
    let cookie = Cookie::build(("username", value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax);
    cookies.add(cookie.build());
}

fn recall(cookies: &Cookies, signer: &Signer) -> Option<String> {
    let cookie = cookies.get("username")?;
    let username = signer.unsign(cookie.value())?;
    Some(username.into())
}
