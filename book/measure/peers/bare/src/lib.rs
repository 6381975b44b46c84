//! axum alone: the routes and the form, and no session at all.

use axum::Form;
use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use serde::Deserialize;

#[derive(Deserialize)]
struct Login {
    username: String,
}

/// The same routes as its neighbours have, for a visitor whom nobody remembers.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
        .route("/logout", post(logout))
}

async fn index() -> &'static str {
    "You are not logged in\nVisits: 1"
}

async fn login(Form(form): Form<Login>) -> Redirect {
    drop(form.username);
    Redirect::to("/")
}

async fn logout() -> Redirect {
    Redirect::to("/")
}
