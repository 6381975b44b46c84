//! The example as it runs: a process of its own, asked by visitors over HTTP.

use std::env;
use std::process::{Command, Stdio};
use std::sync::Arc;

use reqwest::cookie::{CookieStore, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

use crate::program::Program;
use crate::support::greets;

/// Starts the example on a port of its own; the settings are environment variables.
pub fn start(port: u16, settings: &[(&str, &str)]) -> Program {
    let port = port.to_string();
    Program::run(command(settings).env("PORT", port).stderr(Stdio::null()))
}

/// What the example says when it cannot start.
pub fn refusal(settings: &[(&str, &str)]) -> String {
    let output = command(settings).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn command(settings: &[(&str, &str)]) -> Command {
    let tests = env::current_exe().unwrap();
    let target = tests.ancestors().nth(2).unwrap();
    let mut command = Command::new(target.join("examples/server_side"));
    command.env_clear().env("PORT", "0");
    command.envs(settings.iter().copied());
    command
}

/// A browser with cookies of its own.
pub struct Visitor {
    client: Client,
    jar: Arc<Jar>,
    server: String,
}

impl Visitor {
    pub fn new(server: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let client = Client::builder().cookie_provider(jar.clone());
        Self {
            client: client.redirect(Policy::none()).build().unwrap(),
            jar,
            server: server.into(),
        }
    }

    pub fn with_cookie(cookie: &str, server: &str) -> Self {
        let visitor = Self::new(server);
        visitor.jar.add_cookie_str(cookie, &server.parse().unwrap());
        visitor
    }

    pub async fn logged_in_as(name: &str, server: &str) -> Self {
        let visitor = Self::new(server);
        let response = visitor.post("/login", &[("username", name)]).await;
        assert_eq!(response.status(), 303);
        visitor
    }

    pub async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.server));
        request.send().await.unwrap()
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        let request = self.client.post(format!("{}{path}", self.server));
        request.form(form).send().await.unwrap()
    }

    pub async fn page(&self) -> String {
        self.get("/").await.text().await.unwrap()
    }

    pub async fn is_known_as(&self, name: &str) -> bool {
        greets(&self.page().await, name)
    }

    /// The `Cookie` header this browser sends.
    pub fn cookie(&self) -> String {
        let cookies = self.jar.cookies(&self.server.parse().unwrap());
        cookies.map_or_else(String::new, |value| value.to_str().unwrap().into())
    }
}
