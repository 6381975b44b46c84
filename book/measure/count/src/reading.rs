//! Step 4's session under a page that reads it and leaves it alone.

use axum::Form;
use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use serde::Deserialize;
use step04_session_dict::session::Session;
use step04_session_dict::signer::Signer;
use tower_cookies::CookieManagerLayer;

#[derive(Deserialize)]
struct Login {
    username: String,
}

/// A login that writes the session, and a page that does not.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .layer(CookieManagerLayer::new())
        .with_state(Signer::new(b"supersecretkey", "cookie-session"))
}

async fn index(session: Session) -> String {
    match session.get::<&str>("username") {
        Some(username) => format!("Logged in as {username}"),
        None => "You are not logged in".into(),
    }
}

async fn login(mut session: Session, Form(form): Form<Login>) -> Redirect {
    session["username"] = form.username.into();
    Redirect::to("/")
}
