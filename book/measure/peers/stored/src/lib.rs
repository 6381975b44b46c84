//! tower-sessions with its in-memory store: the cookie holds a number, the server the rest.

use axum::Form;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};
use serde::Deserialize;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::Error;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

#[derive(Deserialize)]
struct Login {
    username: String,
}

/// The three routes of step 4.
pub fn app() -> Router {
    around(get(index))
}

/// The same with a page that reads the session and leaves it alone.
pub fn reading() -> Router {
    around(get(name))
}

fn around(page: MethodRouter) -> Router {
    let layer = SessionManagerLayer::new(MemoryStore::default())
        .with_secure(false)
        .with_same_site(SameSite::Lax);
    Router::new()
        .route("/", page)
        .route("/login", post(login))
        .route("/logout", post(logout))
        .layer(layer)
}

async fn index(session: Session) -> Result<String, StatusCode> {
    greet(&session).await.map_err(broken)
}

async fn greet(session: &Session) -> Result<String, Error> {
    let visits = session.get("visits").await?.unwrap_or(0_u64);
    let visits = visits.saturating_add(1);
    session.insert("visits", visits).await?;
    Ok(match session.get::<String>("username").await? {
        Some(username) => format!("Logged in as {username}\nVisits: {visits}"),
        None => format!("You are not logged in\nVisits: {visits}"),
    })
}

async fn name(session: Session) -> Result<String, StatusCode> {
    let username = session.get::<String>("username").await.map_err(broken)?;
    Ok(match username {
        Some(username) => format!("Logged in as {username}"),
        None => "You are not logged in".into(),
    })
}

async fn login(session: Session, Form(form): Form<Login>) -> Result<Redirect, StatusCode> {
    let inserted = session.insert("username", form.username).await;
    inserted.map_err(broken)?;
    Ok(Redirect::to("/"))
}

async fn logout(session: Session) -> Result<Redirect, StatusCode> {
    session.flush().await.map_err(broken)?;
    Ok(Redirect::to("/"))
}

fn broken(_: Error) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}
