//! One page for all errors, no matter which lock or extractor reports them.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::pages::{ErrorPage, Frame, page};

/// In bytes: the reason for an error fits on a line.
const MAX_REASON: usize = 1024;

/// Turns an error that is not a page into one, with its status and the reason if there is one.
pub async fn show_error(response: Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_page(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    let page = page(ErrorPage {
        frame: Frame::default(),
        status,
        reason: read(body).await,
    });
    (status, parts.headers, page).into_response()
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

async fn read(body: Body) -> String {
    let reason = to_bytes(body, MAX_REASON).await.unwrap_or_default();
    String::from_utf8_lossy(&reason).into_owned()
}
