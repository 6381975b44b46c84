//! A visitor without a network: requests go straight into the app, cookies stay in a jar.

use anyhow::ensure;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jar::Jar;
use tower::ServiceExt;

use crate::apps::{App, Page};

/// What a visitor brings to an app that sets no cookie, so that each request has one: as long as
/// what step 4 sends to alice.
const SESSION: &str = "session=eyJ1c2VybmFtZSI6ImFsaWNlIiwidmlzaXRzIjoxfQ.ZVPxAA.\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub struct Visitor {
    app: App,
    jar: Jar,
    name: String,
}

impl Visitor {
    pub fn new(app: App, name: &str) -> Self {
        let jar = match app.page {
            Page::Nothing => Jar::holding(SESSION),
            Page::Name | Page::NameAndVisits => Jar::default(),
        };
        let name = name.into();
        Self { app, jar, name }
    }

    pub async fn login(&mut self) -> anyhow::Result<()> {
        let request =
            Request::post("/login").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("username={}", self.name.replace('@', "%40"));
        let response = self.send(request, form.into()).await?;
        let status = response.status();
        ensure!(
            status == StatusCode::SEE_OTHER,
            "the login answers {status}"
        );
        Ok(())
    }

    /// Returns the page.
    pub async fn visit(&mut self) -> anyhow::Result<Bytes> {
        let response = self.send(Request::get("/"), Body::empty()).await?;
        let status = response.status();
        ensure!(status == StatusCode::OK, "the page answers {status}");
        Ok(to_bytes(response.into_body(), usize::MAX).await?)
    }

    /// Whether the page of the last of so many visits knows what it should. One that has counted them
    /// all was right all the time.
    pub fn check(&self, page: &str, visits: u32) -> anyhow::Result<()> {
        let (name, visits) = (self.name.as_str(), format!("Visits: {visits}"));
        let expected = match self.app.page {
            Page::Nothing => vec!["You are not logged in"],
            Page::Name => vec!["Logged in as", name],
            Page::NameAndVisits => vec!["Logged in as", name, &visits],
        };
        for part in expected {
            ensure!(page.contains(part), "{part:?} is not on the page: {page}");
        }
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
