//! Step 4: a server with Flask's `session`, a dict in one signed cookie.
//! The chapter of the same name in the book explains every line of it.

pub mod payload;
pub mod session;
pub mod signer;
pub mod timed;

use axum::Form;
use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use serde::Deserialize;
use tower_cookies::CookieManagerLayer;

use crate::session::Session;
use crate::signer::Signer;

/// The login form as a browser sends it: one field.
#[derive(Deserialize)]
struct Login {
    username: String,
}

/// Insecure: anyone who can read this source can forge sessions. Step 5 reads the key from
/// the environment.
const SECRET_KEY: &[u8] = b"supersecretkey";

/// Flask's salt for its sessions.
const SALT: &str = "cookie-session";

/// The whole app: three routes, a layer that reads and writes cookies, and the signer they share.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .route("/logout", post(logout))
        .layer(CookieManagerLayer::new())
        .with_state(Signer::new(SECRET_KEY, SALT))
}

async fn index(mut session: Session) -> String {
    let visits = session.get("visits").unwrap_or(0_u64).saturating_add(1);
    session["visits"] = visits.into();
    match session.get::<&str>("username") {
        Some(username) => format!("Logged in as {username}\nVisits: {visits}"),
        None => format!("You are not logged in\nVisits: {visits}"),
    }
}

async fn login(mut session: Session, Form(form): Form<Login>) -> Redirect {
    session["username"] = form.username.into();
    Redirect::to("/")
}

async fn logout(mut session: Session) -> Redirect {
    session.clear();
    Redirect::to("/")
}
