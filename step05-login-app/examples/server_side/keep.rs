//! The layer that opens a session before a handler runs, and saves it afterwards.
//!
//! tower-sessions has such a layer, too. This one says 503 where the store does not answer, knows
//! cookies that end with the browser, and takes a cookie back with the attributes it was set with.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use step05_login_app::config::Config;
use step05_login_app::timed;
use tower_cookies::cookie::SameSite;
use tower_cookies::cookie::time::Duration;
use tower_cookies::{Cookie, Cookies};
use tower_sessions::{Expiry, Session as Stored, session};

use super::session::{After, Dict, Shared, is_permanent};
use super::store::Store;

/// The key in the store under which the dict is kept.
const DICT: &str = "dict";

/// Where sessions are kept, how long they live, and who may see their cookie.
pub struct Settings {
    store: Arc<Store>,
    https: bool,
    idle_limit: Duration,
    absolute_limit: u64,
}

impl Settings {
    pub fn new(config: &Config, store: Store) -> Self {
        Self {
            store: Arc::new(store),
            https: config.https,
            idle_limit: Duration::seconds(config.idle_limit.into()),
            absolute_limit: config.absolute_limit.into(),
        }
    }

    /// The same for setting and for removing: browsers ignore a removal that lacks `Secure`
    /// for a name with this prefix.
    fn cookie(&self) -> Cookie<'static> {
        let name = if self.https { "__Host-id" } else { "id" };
        Cookie::build(name)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.https)
            .build()
    }
}

/// Opens the session of a request, and saves it when the handler has changed it.
pub async fn keep(
    State(settings): State<Arc<Settings>>,
    cookies: Cookies,
    mut request: Request,
    next: Next,
) -> Result<Response, StoreIsDown> {
    let id = cookies.get(settings.cookie().name());
    let id = id.and_then(|cookie| cookie.value().parse().ok());
    let expiry = Expiry::OnInactivity(settings.idle_limit);
    let stored = Stored::new(id, settings.store.clone(), Some(expiry));
    let shared = Shared::default();
    shared.put(open(&stored, &settings).await?, After::Nothing);
    request.extensions_mut().insert(shared.clone());
    let response = next.run(request).await;
    if !response.status().is_server_error() {
        save(&stored, &shared, &settings, &cookies).await?;
    }
    Ok(response)
}

/// What is in the store under this id, unless the login in it is too old.
async fn open(stored: &Stored, settings: &Settings) -> Result<Dict, StoreIsDown> {
    let json: Option<String> = stored.get(DICT).await?;
    let dict: Dict = serde_json::from_str(&json.unwrap_or_default()).unwrap_or_default();
    let login_at = dict.get("login_at").and_then(Value::as_u64);
    let age = login_at.map_or(0, |login_at| timed::now().saturating_sub(login_at));
    if age > settings.absolute_limit {
        stored.clear().await;
        stored.cycle_id().await?;
        return Ok(Dict::new());
    }
    Ok(dict)
}

async fn save(
    stored: &Stored,
    shared: &Shared,
    settings: &Settings,
    cookies: &Cookies,
) -> Result<(), StoreIsDown> {
    let (dict, after) = shared.take();
    match after {
        After::Nothing => return Ok(()),
        After::Change if dict.is_empty() => {
            stored.flush().await?;
            cookies.remove(settings.cookie());
            return Ok(());
        }
        After::Change => {}
        After::Login => stored.cycle_id().await?,
    }
    let mut cookie = settings.cookie();
    cookie.set_value(write(stored, &dict).await?);
    if is_permanent(&dict) {
        cookie.set_max_age(settings.idle_limit);
    }
    cookies.add(cookie);
    Ok(())
}

/// Returns the id. The dict is kept as text: the Redis store would turn its numbers into lists,
/// since `arbitrary_precision` is on.
async fn write(stored: &Stored, dict: &Dict) -> Result<String, StoreIsDown> {
    let json = serde_json::to_string(dict).expect("a dict of values is JSON");
    stored.insert(DICT, json).await?;
    stored.save().await?;
    Ok(stored.id().expect("saved under an id").to_string())
}

/// The store did not answer, or not in time. The visitor keeps the cookie, and with it the session.
pub struct StoreIsDown;

impl From<session::Error> for StoreIsDown {
    fn from(error: session::Error) -> Self {
        tracing::error!("the sessions cannot be reached: {error}");
        Self
    }
}

impl IntoResponse for StoreIsDown {
    fn into_response(self) -> Response {
        let reason = "Your session cannot be reached just now. Please try again in a moment.";
        (StatusCode::SERVICE_UNAVAILABLE, reason).into_response()
    }
}
