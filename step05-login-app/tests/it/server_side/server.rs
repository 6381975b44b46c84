//! The example as it runs: a process of its own, asked by visitors over HTTP.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{self, Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use reqwest::cookie::{CookieStore, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

/// The example on a port of its own, killed when dropped.
pub struct Server {
    process: Child,
    pub url: String,
}

impl Server {
    /// Returns when it serves; the settings are environment variables.
    pub fn start(port: u16, settings: &[(&str, &str)]) -> Self {
        let tests = env::current_exe().unwrap();
        let target = tests.ancestors().nth(2).unwrap();
        let mut process = Command::new(target.join("examples/server_side"))
            .env_clear()
            .envs(settings.iter().copied())
            .env("PORT", port.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("cargo build --examples has built it");
        let mut line = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("serving on ").unwrap().into();
        Self { process, url }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A port that stays free while a server on it is restarted: below 32768, where the system
/// takes the ports of outgoing connections from.
pub fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    let first = 12_000 + (process::id() % 15_000) as u16;
    loop {
        let port = first + TRIED.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
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
        let page = self.page().await;
        page.contains(&format!(">Logged in as {name}<"))
    }

    /// The `Cookie` header this browser sends.
    pub fn cookie(&self) -> String {
        let cookies = self.jar.cookies(&self.server.parse().unwrap());
        cookies.map_or_else(String::new, |value| value.to_str().unwrap().into())
    }
}
