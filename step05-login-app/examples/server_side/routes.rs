//! The routes of step 5 on tower-sessions' `Session`: each access waits, and may fail.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header::SET_COOKIE};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use step05_login_app::config::Config;
use step05_login_app::pages::{Frame, Home, LoginForm, page};
use step05_login_app::{Login, ThemeChoice, assets, locks, names, refuse_login, timed};
use thiserror::Error;
use tower_sessions::cookie::{SameSite, time::Duration};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore, session};

type Result<T> = std::result::Result<T, Unavailable>;

/// The whole app: the routes, the layers that keep their sessions, and the locks of step 5.
pub fn app(config: &Config, store: impl SessionStore + Clone) -> Router {
    let sessions = SessionManagerLayer::new(store)
        .with_name(if config.https { "__Host-id" } else { "id" })
        .with_same_site(SameSite::Lax)
        .with_secure(config.https);
    let settings = config.clone();
    let limits = move |session, request, next| limit(settings.clone(), session, request, next);
    let pages = Router::new()
        .route("/", get(index))
        .route("/login", get(login_form).post(login))
        .route("/logout", post(logout))
        .route("/theme", post(choose_theme))
        .layer((map_response(mend), sessions, from_fn(limits)));
    let routes = locks::lock_cookies(pages).merge(assets::routes());
    locks::lock(routes, config, None)
}

/// Counts the visits of those who have a session. For a stranger, nothing is stored.
async fn index(session: Session) -> Result<Response> {
    let visits = session.get("visits").await?.unwrap_or(0_u64) + 1;
    if session.id().is_some() {
        session.insert("visits", visits).await?;
    }
    Ok(page(Home {
        frame: frame(&session).await?,
        visits,
        cookie: None,
    }))
}

async fn login_form(session: Session) -> Result<Response> {
    Ok(page(LoginForm {
        frame: frame(&session).await?,
        ..Default::default()
    }))
}

pub async fn login(session: Session, Form(form): Form<Login>) -> Result<Response> {
    if let Some(theme) = form.theme {
        session.insert("theme", theme).await?;
        return Ok(page(LoginForm::again(frame(&session).await?, form)));
    }
    let username = match names::check(&form.username) {
        Ok(username) => username,
        Err(refusal) => return Ok(refuse_login(frame(&session).await?, form, refusal)),
    };
    // A new id, and no data of the old session: someone else may have planted or copied them.
    session.cycle_id().await?;
    session.clear().await;
    session.insert("username", &username).await?;
    session.insert("login_at", timed::now()).await?;
    session.insert("remember", form.remember.is_some()).await?;
    let welcome = format!("Welcome, {username}.");
    session.insert("messages", [welcome]).await?;
    tracing::info!(?username, "logged in");
    Ok(Redirect::to("/").into_response())
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
    Ok(Frame {
        theme: session.get("theme").await?.unwrap_or_default(),
        username: session.get("username").await?,
        messages,
    })
}

/// Ends a session that is too old. Renews any other, even if it is only read.
async fn limit(config: Config, session: Session, request: Request, next: Next) -> Result<Response> {
    let (now, idle_limit) = (timed::now(), u64::from(config.idle_limit));
    let idle = now.saturating_sub(session.get("seen_at").await?.unwrap_or(now));
    let age = now.saturating_sub(session.get("login_at").await?.unwrap_or(now));
    let limit = match session.get("remember").await? {
        Some(true) => config.absolute_limit,
        _ => config.absolute_limit.min(config.short_limit),
    };
    if idle > idle_limit || age > limit.into() {
        session.cycle_id().await?;
        session.clear().await;
    }
    let response = next.run(request).await;
    if (session.is_modified() || idle > idle_limit / 10) && !session.is_empty().await {
        session.insert("seen_at", now).await?;
        // The store does not keep this setting. Without it, the next cookie would have no Max-Age.
        if session.get("remember").await? == Some(true) {
            let limit = Duration::seconds(config.idle_limit.into());
            session.set_expiry(Some(Expiry::OnInactivity(limit)));
        }
    }
    Ok(response)
}

/// The store failed, or did not answer in time. tower-sessions logs this, except in `cycle_id`.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct Unavailable(#[from] session::Error);

impl IntoResponse for Unavailable {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// Mends two answers of `SessionManagerLayer`: an empty error 500 when it could not save, and a
/// deletion without `Secure`, which browsers ignore if the name begins with `__Host-`.
async fn mend(mut response: Response) -> Response {
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        let reason = "Your session cannot be reached just now. Please try again in a moment.";
        return (StatusCode::SERVICE_UNAVAILABLE, reason).into_response();
    }
    let cookie = response.headers_mut().get_mut(SET_COOKIE);
    if let Some(cookie) = cookie.filter(|cookie| cookie.as_bytes().starts_with(b"__Host-id=;")) {
        *cookie = HeaderValue::from_static("__Host-id=; Path=/; Max-Age=0; Secure");
    }
    response
}
