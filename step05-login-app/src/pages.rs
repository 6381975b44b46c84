//! The pages: one type for each template. askama escapes everything that a visitor typed.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::Login;
use crate::flash;
use crate::inspect::CookieParts;
use crate::session::Session;

/// What every page shows around its content.
#[derive(Default)]
pub struct Frame {
    pub theme: Theme,
    pub username: Option<String>,
    pub messages: Vec<String>,
}

impl Frame {
    /// Takes the messages out of the session.
    pub fn new(session: &mut Session) -> Self {
        Self {
            theme: session.get("theme").unwrap_or_default(),
            username: session.get("username"),
            messages: flash::take(session),
        }
    }

    fn class(&self) -> &'static str {
        match self.theme {
            Theme::System => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// A visitor who has not chosen one gets what their system prefers.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// `GET /`.
#[derive(Template)]
#[template(path = "home.html")]
pub struct Home {
    pub frame: Frame,
    pub visits: u64,
    pub cookie: Option<CookieParts>,
}

/// `GET /login`, and a `POST /login` that does not log in, with what was typed.
#[derive(Default, Template)]
#[template(path = "login.html")]
pub struct LoginForm {
    pub frame: Frame,
    pub username: String,
    pub remember: bool,
    pub refusal: Option<&'static str>,
}

impl LoginForm {
    /// Shows the form as it was sent.
    pub fn again(frame: Frame, form: Login) -> Self {
        Self {
            frame,
            username: form.username,
            remember: form.remember.is_some(),
            refusal: None,
        }
    }
}

/// Anything that went wrong.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub frame: Frame,
    pub status: StatusCode,
    pub reason: String,
}

/// Returns the template as an HTML response.
pub fn page(template: impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!("a template failed: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
