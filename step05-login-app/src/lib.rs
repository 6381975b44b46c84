//! Step 5: the whole example, a login app that can be served to the public.

pub mod assets;
pub mod config;
mod cookies;
mod errors;
mod flash;
mod headers;
pub mod locks;
pub mod log;
pub mod names;
#[doc(hidden)]
pub mod pages;
pub mod payload;
pub mod session;
pub mod shutdown;
pub mod signer;
pub mod timed;

use std::sync::Arc;

use axum::Form;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;

use crate::config::Config;
use crate::flash::flash;
use crate::pages::{Frame, Home, LoginForm, Theme, page};
use crate::session::{Session, Settings};

/// The login form as a browser sends it: a box that is not checked is not sent at all.
#[derive(Deserialize)]
pub struct Login {
    /// Empty if the form has no such field.
    #[serde(default)]
    pub username: String,
    /// Nothing if the box is not checked.
    pub remember: Option<String>,
}

/// The two buttons of the theme.
#[derive(Deserialize)]
pub struct ThemeChoice {
    /// The theme of the button that was pressed.
    pub theme: Theme,
}

/// The whole app: the pages, the files they need, and the locks around them.
pub fn app(config: Config) -> Router {
    let pages = Router::new()
        .route("/", get(index))
        .route("/login", get(login_form).post(login))
        .route("/logout", post(logout))
        .route("/theme", post(choose_theme))
        .with_state(Arc::new(Settings::new(&config)));
    locks::lock(locks::lock_cookies(pages).merge(assets::routes()), &config)
}

async fn index(mut session: Session) -> Response {
    let visits = session.get("visits").unwrap_or(0_u64).saturating_add(1);
    session["visits"] = visits.into();
    page(Home {
        frame: Frame::new(&mut session),
        username: session.get("username"),
        visits,
    })
}

async fn login_form(mut session: Session) -> Response {
    page(LoginForm {
        frame: Frame::new(&mut session),
        ..Default::default()
    })
}

async fn login(mut session: Session, Form(form): Form<Login>) -> Response {
    let username = match names::check(&form.username) {
        Ok(username) => username,
        Err(refusal) => return refuse_login(Frame::new(&mut session), form, refusal),
    };
    // A real app checks a password here, against a hash made by a slow function such as Argon2.
    session.log_in(&username);
    tracing::info!(?username, "logged in");
    if form.remember.is_some() {
        session["_permanent"] = true.into();
    }
    flash(&mut session, &format!("Welcome, {username}."));
    Redirect::to("/").into_response()
}

/// Shows the form again, with what was typed and the reason for refusing it. The log gets the
/// reason alone: some people type their password into the wrong field.
pub fn refuse_login(frame: Frame, form: Login, refusal: &'static str) -> Response {
    tracing::info!(refusal, "refused a login");
    let form = LoginForm {
        frame,
        username: form.username,
        remember: form.remember.is_some(),
        refusal: Some(refusal),
    };
    (StatusCode::UNPROCESSABLE_ENTITY, page(form)).into_response()
}

async fn logout(mut session: Session) -> Redirect {
    session.clear();
    Redirect::to("/")
}

async fn choose_theme(mut session: Session, Form(form): Form<ThemeChoice>) -> Redirect {
    session["theme"] = json!(form.theme);
    Redirect::to("/")
}
