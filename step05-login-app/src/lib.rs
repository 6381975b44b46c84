//! Step 5: the whole example, a login app that can be served to the public.
//! The chapter of the same name in the book explains every line of it.

pub mod assets;
pub mod config;
mod cookies;
mod errors;
mod flash;
mod headers;
mod inspect;
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
use crate::inspect::CookieParts;
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
    /// Nothing unless a button of the theme sent the form.
    pub theme: Option<Theme>,
}

/// The buttons of the theme on the first page.
#[derive(Deserialize)]
pub struct ThemeChoice {
    /// The theme of the button that was pressed.
    pub theme: Theme,
}

/// The whole app: the pages, the files they need, and the locks around them.
pub fn app(config: Config) -> Router {
    let settings = Arc::new(Settings::new(&config));
    let pages = Router::new()
        .route("/", get(index))
        .route("/login", get(login_form).post(login))
        .route("/logout", post(logout))
        .route("/theme", post(choose_theme))
        .with_state(settings.clone());
    let routes = locks::lock_cookies(pages).merge(assets::routes());
    locks::lock(routes, &config, Some(settings))
}

async fn index(mut session: Session) -> Response {
    let cookie = CookieParts::received(&session);
    let visits = session.get("visits").unwrap_or(0_u64).saturating_add(1);
    session["visits"] = visits.into();
    page(Home {
        frame: Frame::new(&mut session),
        visits,
        cookie,
    })
}

async fn login_form(mut session: Session) -> Response {
    page(LoginForm {
        frame: Frame::new(&mut session),
        ..Default::default()
    })
}

/// A button of the theme sends this form, too. The answer is the form itself, so that what was
/// typed need not wait in the cookie or in an address.
async fn login(mut session: Session, Form(form): Form<Login>) -> Response {
    if let Some(theme) = form.theme {
        set_theme(&mut session, theme);
        return page(LoginForm::again(Frame::new(&mut session), form));
    }
    let username = match names::check(&form.username) {
        Ok(username) => username,
        Err(refusal) => return refuse_login(Frame::new(&mut session), form, refusal),
    };
    let theme = session.get("theme").unwrap_or_default();
    // A real app checks a password here, against a hash made by a slow function such as Argon2.
    session.log_in(&username);
    set_theme(&mut session, theme);
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
        refusal: Some(refusal),
        ..LoginForm::again(frame, form)
    };
    (StatusCode::UNPROCESSABLE_ENTITY, page(form)).into_response()
}

async fn logout(mut session: Session) -> Redirect {
    session.clear();
    Redirect::to("/")
}

async fn choose_theme(mut session: Session, Form(form): Form<ThemeChoice>) -> Redirect {
    set_theme(&mut session, form.theme);
    Redirect::to("/")
}

/// The system's choice needs no entry.
fn set_theme(session: &mut Session, theme: Theme) {
    if theme == Theme::System {
        session.remove("theme");
    } else {
        session["theme"] = json!(theme);
    }
}
