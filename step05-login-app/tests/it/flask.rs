//! A browser takes one session back and forth between a real Flask and our app.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::Client;

use crate::support::{SECRET_KEY, greets, serve};

/// How many sessions with random contents go through both servers.
const SESSIONS: usize = 300;

/// Flask, on a port of its own, stopped when the test ends.
struct Flask {
    process: Child,
    url: String,
}

impl Flask {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/flask_app.py");
        let mut command = Command::new("python3");
        let command = command.args([script, SECRET_KEY]).stdout(Stdio::piped());
        let mut process = command.stderr(Stdio::null()).spawn().unwrap();
        let mut port = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut port).unwrap();
        let url = format!("http://127.0.0.1:{}", port.trim());
        Self { process, url }
    }
}

impl Drop for Flask {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Cookies ignore ports: what a server on 127.0.0.1 sets, the browser sends to both.
fn browser() -> Client {
    Client::builder().cookie_store(true).build().unwrap()
}

async fn page(browser: &Client, url: String) -> String {
    let response = browser.get(url).send().await.unwrap();
    response.error_for_status().unwrap().text().await.unwrap()
}

async fn log_in(browser: &Client, server: &str, name: &str) {
    let request = browser.post(format!("{server}/login"));
    let response = request.form(&[("username", name)]).send().await.unwrap();
    response.error_for_status().unwrap();
}

#[tokio::test]
#[ignore = "needs Flask: python3 -m venv target/flask && target/flask/bin/pip install flask, and target/flask/bin first in PATH"]
async fn who_logs_in_at_one_is_known_to_the_other() {
    let (flask, rust, browser) = (Flask::start(), serve().await, browser());
    log_in(&browser, &flask.url, "Zoë").await;
    let greeting = page(&browser, rust.clone()).await;
    assert!(greets(&greeting, "Zoë"), "{greeting}");
    log_in(&browser, &rust, "Иван").await;
    let greeting = page(&browser, flask.url.clone()).await;
    assert_eq!(greeting, "Logged in as Иван");
}

#[tokio::test]
#[ignore = "needs Flask: python3 -m venv target/flask && target/flask/bin/pip install flask, and target/flask/bin first in PATH"]
async fn what_flask_stored_survives_what_we_change() {
    let (flask, rust) = (Flask::start(), serve().await);
    for seed in 0..SESSIONS {
        let browser = browser();
        page(&browser, format!("{}/fill/{seed}", flask.url)).await;
        page(&browser, rust.clone()).await;
        let verdict = page(&browser, format!("{}/compare/{seed}", flask.url)).await;
        assert_eq!(verdict, "same", "session {seed}");
    }
}
