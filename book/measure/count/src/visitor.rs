//! A visitor without a network: requests go straight into the app, cookies stay in a jar.

use anyhow::ensure;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jar::Jar;
use tower::ServiceExt;

use crate::apps::App;

/// What a visitor brings to an app that sets no cookie, so that each request has one: as long as
/// what step 4 sends to alice.
const SESSION: &str = "session=eyJ1c2VybmFtZSI6ImFsaWNlIiwidmlzaXRzIjoxfQ.ZVPxAA.\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub struct Visitor {
    app: App,
    jar: Jar,
}

impl Visitor {
    pub fn new(app: App) -> Self {
        let jar = if app.remembers {
            Jar::default()
        } else {
            Jar::holding(SESSION)
        };
        Self { app, jar }
    }

    pub async fn login(&mut self) -> anyhow::Result<()> {
        let request =
            Request::post("/login").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = self.send(request, "username=alice".into()).await?;
        let status = response.status();
        ensure!(
            status == StatusCode::SEE_OTHER,
            "the login answers {status}"
        );
        Ok(())
    }

    pub async fn visit(&mut self) -> anyhow::Result<()> {
        let response = self.send(Request::get("/"), Body::empty()).await?;
        let status = response.status();
        ensure!(status == StatusCode::OK, "the page answers {status}");
        let page = to_bytes(response.into_body(), usize::MAX).await?;
        let page = str::from_utf8(&page)?;
        let knows = page.contains("alice");
        ensure!(knows || !self.app.remembers, "the page forgets: {page}");
        Ok(())
    }

    async fn send(&mut self, mut request: Builder, body: Body) -> anyhow::Result<Response> {
        if let Some(cookies) = self.jar.header() {
            request = request.header(COOKIE, cookies);
        }
        let request = request.body(body)?;
        let response = self.app.router.clone().oneshot(request).await?;
        self.jar.keep(response.headers());
        Ok(response)
    }
}
