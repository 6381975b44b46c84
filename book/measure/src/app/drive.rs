//! A visitor without a network, who logs in once and then sees one page again and again. callgrind
//! counts what that takes, the visitor's own work included, which is the same for all apps.

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::request::Builder;
use axum::http::{HeaderValue, Request, StatusCode};
use tower::ServiceExt;

use crate::NO_SESSION;

struct Visitor {
    app: Router,
    /// The value of the next `Cookie` header.
    cookie: Option<HeaderValue>,
}

/// Logs in and visits the page that often. An error if the login, a visit, or what the last page says
/// of the visitor is not as it should be.
pub async fn drive(app: Router, path: &str, username: &str, visits: u32) -> Result<()> {
    let mut visitor = Visitor { app, cookie: None };
    let form = Request::post("/login").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = format!("username={username}");
    visitor
        .send(form, body.into(), StatusCode::SEE_OTHER)
        .await?;
    let mut page = String::new();
    for _ in 0..visits {
        page = visitor
            .send(Request::get(path), Body::empty(), StatusCode::OK)
            .await?;
    }
    let counted = format!("Visits: {visits}");
    let expected = match path {
        _ if page == NO_SESSION => vec![],
        "/" => vec![username, &counted],
        "/read" => vec![username],
        _ => vec![],
    };
    ensure!(
        expected.iter().all(|part| page.contains(part)),
        "{path}: {page}"
    );
    Ok(())
}

impl Visitor {
    async fn send(
        &mut self,
        mut request: Builder,
        body: Body,
        wanted: StatusCode,
    ) -> Result<String> {
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let response = self.app.clone().oneshot(request.body(body)?).await?;
        let status = response.status();
        ensure!(status == wanted, "the answer is {status}");
        if let Some(line) = response.headers().get(SET_COOKIE) {
            let pair = line.to_str()?.split(';').next().unwrap_or_default();
            self.cookie = Some(pair.try_into()?);
        }
        let body = to_bytes(response.into_body(), usize::MAX).await?;
        Ok(String::from_utf8(body.into())?)
    }
}
