//! A headless Chromium, driven over WebDriver: it types, clicks, and waits for what it expects.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::str::FromStr;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::cookies::Cookie;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use tokio::time::sleep;

/// Far more than a page takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// An unexpected prompt stays open, so that the next step fails.
fn capabilities() -> Capabilities {
    let options = json!({
        "binary": "/usr/bin/chromium",
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--window-size=1200,900",
        ],
    });
    let capabilities = [
        ("goog:chromeOptions", options),
        ("goog:loggingPrefs", json!({"browser": "ALL"})),
        ("unhandledPromptBehavior", json!("ignore")),
    ];
    capabilities
        .map(|(name, value)| (name.into(), value))
        .into_iter()
        .collect()
}

/// chromedriver on a port of its own. It gives each browser a fresh profile and deletes it.
struct Driver {
    process: Child,
    port: u16,
    /// Kept open, because chromedriver may write more to it.
    _stdout: BufReader<ChildStdout>,
}

impl Driver {
    fn start() -> Self {
        let mut command = Command::new("chromedriver");
        let command = command.arg("--port=0").stdout(Stdio::piped());
        let mut process = command.spawn().expect("chromedriver is installed");
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let port = stdout.by_ref().lines().find_map(|line| {
            let line = line.unwrap();
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        Self {
            process,
            port: port.expect("chromedriver says its port"),
            _stdout: stdout,
        }
    }

    /// Also ends the browsers, which a signal would leave behind.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let shut_down = self.shut_down();
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        if let Err(error) = shut_down {
            eprintln!("Chromium may still run: {error}");
        }
    }
}

/// One browser with one window, closed when dropped.
pub struct Browser {
    pub client: Client,
    _driver: Driver,
}

impl Browser {
    pub async fn start() -> Self {
        let driver = Driver::start();
        let address = format!("http://127.0.0.1:{}", driver.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let builder = builder.capabilities(capabilities());
        let client = builder.connect(&address).await;
        Self {
            client: client.expect("Chromium starts"),
            _driver: driver,
        }
    }

    pub async fn open(&self, url: impl AsRef<str>) {
        self.client.goto(url.as_ref()).await.unwrap();
    }

    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Clicks the link, button, label or summary with this text.
    pub async fn click(&self, text: &str) {
        let kinds = "self::a or self::button or self::label or self::summary";
        let path = format!("//*[{kinds}][normalize-space() = '{text}']");
        let element = self.client.find(Locator::XPath(&path)).await;
        let element = element.unwrap_or_else(|error| panic!("no {text:?} to click: {error}"));
        element.click().await.unwrap();
    }

    /// Types into the field with this id.
    pub async fn type_into(&self, id: &str, text: &str) {
        let field = self.client.find(Locator::Id(id)).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses and releases a key, whatever has the focus.
    pub async fn press(&self, key: impl Into<char>) {
        let value = key.into();
        let keys = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Returns what a script in the page returns.
    pub async fn eval(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until the whole page is there and the expression has this value. A click returns
    /// before the next page is there, and until then a script may fail.
    pub async fn expect(&self, expression: &str, value: impl Into<Value>) {
        let script =
            format!("return document.readyState === 'complete' ? {expression} : 'loading'");
        let (value, start) = (value.into(), Instant::now());
        loop {
            let seen = self.client.execute(&script, Vec::new()).await;
            if seen.as_ref().is_ok_and(|seen| *seen == value) {
                return;
            }
            let patient = start.elapsed() < PATIENCE;
            assert!(patient, "{expression} is {seen:?} instead of {value}");
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits for the page with this heading.
    pub async fn expect_heading(&self, heading: &str) {
        let expression = "document.querySelector('h1')?.textContent";
        self.expect(expression, heading).await;
    }

    /// The cookie with all its attributes, which pages cannot see.
    pub async fn cookie(&self, name: &str) -> Option<Cookie<'static>> {
        let cookies = self.client.get_all_cookies().await.unwrap();
        cookies.into_iter().find(|cookie| cookie.name() == name)
    }

    /// The lines of the console since the last call, with those on refused resources and violated
    /// policies.
    pub async fn console(&self) -> Vec<String> {
        let log = self.client.issue_cmd(ReadConsole).await.unwrap();
        let lines = log.as_array().unwrap().iter();
        lines
            .map(|line| line["message"].as_str().unwrap().into())
            .collect()
    }
}

/// chromedriver's own command: WebDriver has none for the console.
#[derive(Debug)]
struct ReadConsole;

impl WebDriverCompatibleCommand for ReadConsole {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/se/log", session.unwrap()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}
