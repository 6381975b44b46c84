//! How long a session lives, and what a visitor reads when the store does not answer.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use step05_login_app::config::Config;
use step05_login_app::timed;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, Session, session};

/// Ends a session that is too old, and renews one that is not, even if it is only read.
pub async fn limit(
    State(config): State<Config>,
    session: Session,
    request: Request,
    next: Next,
) -> Result<Response, Unavailable> {
    let (now, idle_limit) = (timed::now(), u64::from(config.idle_limit));
    let idle = now.saturating_sub(session.get("seen_at").await?.unwrap_or(now));
    let age = now.saturating_sub(session.get("login_at").await?.unwrap_or(now));
    let limit = match session.get("remember").await? {
        Some(true) => config.absolute_limit,
        _ => config.absolute_limit.min(config.short_limit),
    };
    if idle > idle_limit || age > limit.into() {
        session.flush().await?;
        // Otherwise, what the handler inserts would be saved under the old id.
        session.cycle_id().await?;
    }
    let response = next.run(request).await;
    if (session.is_modified() || idle > idle_limit / 10) && !session.is_empty().await {
        session.insert("seen_at", now).await?;
        // The store does not keep the expiry: without this, the next cookie would have none.
        if session.get("remember").await? == Some(true) {
            let limit = Duration::seconds(config.idle_limit.into());
            session.set_expiry(Some(Expiry::OnInactivity(limit)));
        }
    }
    Ok(response)
}

/// The store did not answer in time, or the session ended while the request ran. The cookie stays.
pub struct Unavailable;

impl From<session::Error> for Unavailable {
    fn from(error: session::Error) -> Self {
        tracing::error!("cannot reach the session: {error}");
        Self
    }
}

impl IntoResponse for Unavailable {
    fn into_response(self) -> Response {
        let reason = "Your session cannot be reached just now. Please try again in a moment.";
        (StatusCode::SERVICE_UNAVAILABLE, reason).into_response()
    }
}

/// Mends two answers of `SessionManagerLayer`: an empty error 500 when it could not save, and a
/// deleted cookie without `Secure`, which browsers ignore for a name with `__Host-`.
pub async fn mend(State(config): State<Config>, mut response: Response) -> Response {
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        return Unavailable.into_response();
    }
    for (name, value) in response.headers_mut() {
        if config.https && name == SET_COOKIE && value.as_bytes().ends_with(b"GMT") {
            let secure = [value.as_bytes(), b"; Secure"].concat();
            *value = HeaderValue::from_bytes(&secure).expect("only text was added");
        }
    }
    response
}
