//! The files that every page needs, stored inside the program.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

/// Any cache may keep these files for an hour, because they are the same for every visitor.
const CACHING: &str = "public, max-age=3600";

pub async fn style() -> impl IntoResponse {
    let css = include_str!("../static/style.css");
    ([(CONTENT_TYPE, "text/css"), (CACHE_CONTROL, CACHING)], css)
}

pub async fn icon() -> impl IntoResponse {
    let svg = include_str!("../static/icon.svg");
    (
        [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, CACHING)],
        svg,
    )
}
