//! A signed cookie with a cut-off date: *log out everywhere* without a store of sessions.
//!
//!     cargo run -p step05-login-app --example log_out_everywhere
//!
//! The server keeps one time for each user. Logins up to that time no longer count.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Form, Router};
use step05_login_app::config::Config;
use step05_login_app::session::{Session, Settings};
use step05_login_app::{Login, locks, names, timed};
use tokio::net::TcpListener;

struct Users {
    settings: Arc<Settings>,
    /// In Unix seconds, for each name. A real app keeps them in its table of users: if they are
    /// lost, the logins that they ended count again.
    cut_offs: Mutex<HashMap<String, u64>>,
}

impl Users {
    /// A login in the same second as the cut-off has ended, too.
    fn has_ended(&self, session: &Session) -> bool {
        let name = session["username"].as_str().unwrap_or_default();
        let cut_offs = self.cut_offs.lock().unwrap();
        let cut_off = cut_offs.get(name);
        cut_off.is_some_and(|cut_off| session.get("login_at") <= Some(*cut_off))
    }
}

/// A session. If its login has ended, it is empty, and the browser's cookie is deleted.
struct Current(Session);

impl FromRequestParts<Arc<Users>> for Current {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(
        parts: &mut Parts,
        users: &Arc<Users>,
    ) -> Result<Self, Self::Rejection> {
        let mut session = Session::from_request_parts(parts, &users.settings).await?;
        if users.has_ended(&session) {
            session.clear();
        }
        Ok(Self(session))
    }
}

/// The routes, with the locks of step 5.
pub fn app(config: &Config) -> Router {
    let settings = Arc::new(Settings::new(config));
    let users = Users {
        settings: settings.clone(),
        cut_offs: Mutex::default(),
    };
    let routes = Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .route("/logout-everywhere", post(log_out_everywhere))
        .with_state(Arc::new(users));
    locks::lock(locks::lock_cookies(routes), config, Some(settings))
}

async fn index(Current(session): Current) -> String {
    match session["username"].as_str() {
        Some(name) => format!("Logged in as {name}\n"),
        None => "You are not logged in\n".into(),
    }
}

async fn login(Current(mut session): Current, Form(form): Form<Login>) -> Redirect {
    if let Ok(username) = names::check(&form.username) {
        session.log_in(&username);
    }
    Redirect::to("/")
}

/// Ends all sessions of this user, on every device, and all copies of their cookies.
async fn log_out_everywhere(
    State(users): State<Arc<Users>>,
    Current(mut session): Current,
) -> Redirect {
    if let Some(name) = session.get("username") {
        users.cut_offs.lock().unwrap().insert(name, timed::now());
    }
    session.clear();
    Redirect::to("/")
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let config = Config::load();
    let listener = TcpListener::bind((config.address, config.port)).await?;
    println!("serving on http://{}", listener.local_addr()?);
    axum::serve(listener, app(&config)).await
}
