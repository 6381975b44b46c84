//! The routes of step 5. Below `app`, each line is the same: a handler does not see where its
//! session is kept.

use std::sync::Arc;

use axum::Form;
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;
use step05_login_app::config::Config;
use step05_login_app::locks;

use crate::flash::flash;
use crate::keep::{Settings, keep};
use crate::pages::{Frame, Home, LoginForm, Theme, page};
use crate::session::Session;
use crate::store::Store;
use crate::{assets, names};

/// The login form, as a browser sends it: a box that is not checked is not sent at all.
#[derive(Deserialize)]
struct Login {
    #[serde(default)]
    username: String,
    remember: Option<String>,
}

/// The two buttons of the theme.
#[derive(Deserialize)]
struct ThemeChoice {
    theme: Theme,
}

/// The whole app: the routes, the layer that keeps their sessions, and the locks of step 5.
pub fn app(config: Config, store: Store) -> Router {
    let settings = Arc::new(Settings::new(&config, store));
    let routes = Router::new()
        .route("/", get(index))
        .route("/login", get(login_form).post(login))
        .route("/logout", post(logout))
        .route("/theme", post(choose_theme))
        .layer(from_fn_with_state(settings, keep))
        .route("/static/style.css", get(assets::style))
        .route("/static/icon.svg", get(assets::icon));
    locks::lock(routes, &config)
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
        Err(refusal) => return refuse_login(session, form, refusal),
    };
    // Here a password would be checked, against a hash made by a slow function such as Argon2.
    session.log_in(&username);
    if form.remember.is_some() {
        session["_permanent"] = true.into();
    }
    flash(&mut session, &format!("Welcome, {username}."));
    Redirect::to("/").into_response()
}

/// Shows the form again, with what was typed and the reason for refusing it.
fn refuse_login(mut session: Session, form: Login, refusal: &'static str) -> Response {
    let form = LoginForm {
        frame: Frame::new(&mut session),
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
