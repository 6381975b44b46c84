//! tower-sessions with its store in memory: the cookie holds a number, the server the rest.

use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Form, Router};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::Error;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

use crate::Login;

pub fn app() -> Router {
    let layer = SessionManagerLayer::new(MemoryStore::default())
        .with_secure(false)
        .with_same_site(SameSite::Lax);
    Router::new()
        .route(
            "/",
            get(async |session| count(session).await.map_err(broken)),
        )
        .route(
            "/read",
            get(async |session| read(session).await.map_err(broken)),
        )
        .route("/login", post(login))
        .layer(layer)
}

async fn count(session: Session) -> Result<String, Error> {
    let visits = session
        .get("visits")
        .await?
        .unwrap_or(0_u64)
        .saturating_add(1);
    session.insert("visits", visits).await?;
    let greeting = read(session).await?;
    Ok(format!("{greeting}\nVisits: {visits}"))
}

async fn read(session: Session) -> Result<String, Error> {
    let username: Option<String> = session.get("username").await?;
    Ok(format!("Logged in as {}", username.unwrap_or_default()))
}

async fn login(session: Session, Form(form): Form<Login>) -> Result<Redirect, StatusCode> {
    let inserted = session.insert("username", form.username).await;
    inserted.map_err(broken)?;
    Ok(Redirect::to("/"))
}

fn broken(_: Error) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}
