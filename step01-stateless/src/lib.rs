//! Step 1: a server that forgets. It receives a name, and loses it when the request ends.
//! The chapter of the same name in the book explains every line of it.

use axum::Form;
use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use serde::Deserialize;

/// The login form as a browser sends it: one field.
#[derive(Deserialize)]
struct Login {
    username: String,
}

/// The whole app: two routes.
pub fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/login", post(login))
}

async fn index() -> &'static str {
    "You are not logged in"
}

async fn login(Form(form): Form<Login>) -> Redirect {
    println!("{:?} logs in", form.username);
    Redirect::to("/")
}
