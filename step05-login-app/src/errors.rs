//! One page for all errors, no matter which lock or extractor reports them.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::locks::MAX_BODY;
use crate::pages::{ErrorPage, Frame, Theme, page};
use crate::session::Settings;

/// In bytes: the reason for an error fits on a line.
const MAX_REASON: usize = 1024;

/// Turns an error that is not a page into one, with its status and the reason if there is one.
/// The session is read only for such a page, and after all locks, because any of them can refuse.
pub async fn show_error(
    State(settings): State<Option<Arc<Settings>>>,
    request: Request,
    next: Next,
) -> Response {
    let cookies = request.headers().get(COOKIE).cloned();
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_page(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    let page = page(ErrorPage {
        frame: Frame {
            theme: theme(settings, cookies).unwrap_or_default(),
            ..Default::default()
        },
        status,
        reason: reason(status, body).await,
    });
    (status, parts.headers, page).into_response()
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn theme(settings: Option<Arc<Settings>>, cookies: Option<HeaderValue>) -> Option<Theme> {
    let session = settings?.peek(&cookies?)?;
    Theme::deserialize(session.get("theme")?).ok()
}

/// Two errors come from crates that give no reason, or none that helps a visitor.
async fn reason(status: StatusCode, body: Body) -> String {
    match status {
        StatusCode::NOT_FOUND => "There is no page at this address.".into(),
        StatusCode::PAYLOAD_TOO_LARGE => {
            let limit = MAX_BODY / 1024;
            format!("What you sent is too long: a form can have {limit} KiB, with all its fields.")
        }
        _ => read(body).await,
    }
}

async fn read(body: Body) -> String {
    let reason = to_bytes(body, MAX_REASON).await.unwrap_or_default();
    String::from_utf8_lossy(&reason).into_owned()
}
