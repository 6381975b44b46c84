//! The files that every page needs, stored inside the program.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;

/// Any cache may keep these files for an hour, because they are the same for every visitor.
const CACHING: &str = "public, max-age=3600";

/// The routes to the files. They need no session.
pub fn routes() -> Router {
    Router::new()
        .route("/static/style.css", get(style))
        .route("/static/icon.svg", get(icon))
}

async fn style() -> impl IntoResponse {
    let css = include_str!("../static/style.css");
    ([(CONTENT_TYPE, "text/css"), (CACHE_CONTROL, CACHING)], css)
}

async fn icon() -> impl IntoResponse {
    let svg = include_str!("../static/icon.svg");
    (
        [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, CACHING)],
        svg,
    )
}
