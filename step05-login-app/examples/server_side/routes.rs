//! The routes of step 5 on tower-sessions' `Session`: each look into it waits, and may fail.

use axum::Form;
use axum::Router;
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use step05_login_app::config::Config;
use step05_login_app::pages::{Frame, Home, LoginForm, page};
use step05_login_app::{Login, ThemeChoice, assets, locks, names, refuse_login, timed};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Session, SessionManagerLayer, SessionStore};

use super::lifetime::{Unavailable, limit, mend};

type Result<T> = std::result::Result<T, Unavailable>;

/// The whole app: the routes, the layer that keeps their sessions, and the locks of step 5.
pub fn app(config: &Config, store: impl SessionStore + Clone) -> Router {
    let name = if config.https { "__Host-id" } else { "id" };
    let sessions = SessionManagerLayer::new(store)
        .with_name(name)
        .with_same_site(SameSite::Lax)
        .with_secure(config.https);
    let pages = Router::new()
        .route("/", get(index))
        .route("/login", get(login_form).post(login))
        .route("/logout", post(logout))
        .route("/theme", post(choose_theme))
        .layer(from_fn_with_state(config.clone(), limit))
        .layer(sessions)
        .layer(map_response_with_state(config.clone(), mend));
    locks::lock(locks::lock_cookies(pages).merge(assets::routes()), config)
}

/// Counts the visits of those who have a session. A stranger gets none, and costs the store nothing.
async fn index(session: Session) -> Result<Response> {
    let visits = session.get("visits").await?.unwrap_or(0_u64) + 1;
    if session.id().is_some() {
        session.insert("visits", visits).await?;
    }
    Ok(page(Home {
        frame: frame(&session).await?,
        username: session.get("username").await?,
        visits,
    }))
}

async fn login_form(session: Session) -> Result<Response> {
    Ok(page(LoginForm {
        frame: frame(&session).await?,
        ..Default::default()
    }))
}

async fn login(session: Session, Form(form): Form<Login>) -> Result<Response> {
    let username = match names::check(&form.username) {
        Ok(username) => username,
        Err(refusal) => return Ok(refuse_login(frame(&session).await?, form, refusal)),
    };
    // A real app checks a password here, against a hash made by a slow function such as Argon2.
    log_in(&session, &username).await?;
    tracing::info!(?username, "logged in");
    session.insert("remember", form.remember.is_some()).await?;
    let welcome = format!("Welcome, {username}.");
    session.insert("messages", [welcome]).await?;
    Ok(Redirect::to("/").into_response())
}

/// A new id and nothing of the old session: whoever planted the id, or copied it, has nothing.
pub async fn log_in(session: &Session, username: &str) -> Result<()> {
    session.cycle_id().await?;
    session.clear().await;
    session.insert("username", username).await?;
    Ok(session.insert("login_at", timed::now()).await?)
}

async fn logout(session: Session) -> Result<Redirect> {
    session.flush().await?;
    Ok(Redirect::to("/"))
}

async fn choose_theme(session: Session, Form(form): Form<ThemeChoice>) -> Result<Redirect> {
    session.insert("theme", form.theme).await?;
    Ok(Redirect::to("/"))
}

/// Takes the messages out of the session: each is shown once.
async fn frame(session: &Session) -> Result<Frame> {
    let messages: Vec<String> = session.get("messages").await?.unwrap_or_default();
    if !messages.is_empty() {
        session.remove_value("messages").await?;
    }
    let theme = session.get("theme").await?;
    Ok(Frame { theme, messages })
}
