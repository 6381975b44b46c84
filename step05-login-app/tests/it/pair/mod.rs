//! A site on its way from Flask to axum: a real Flask and the app behind a real nginx, under the
//! files that the book prints, asked over HTTP and in a real browser.

mod csrf;
mod differences;
mod flask;
mod headers;
mod limits;
mod moving;
mod session;
mod tutorial;

use crate::nginx::Nginx;
use crate::program::{Program, free_port};
use flask::Flask;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::Value;
use step05_login_app::signer::Signer;
use step05_login_app::{payload, timed};

const SECRET_KEY: &str = "a key for tests of 32 bytes or more";
const KEY: (&str, &str) = ("SECRET_KEY", SECRET_KEY);

/// All three, stopped when dropped.
struct Site {
    url: String,
    _nginx: Nginx,
    _rust: Program,
    _flask: Flask,
}

impl Site {
    fn start(settings: &[(&str, &str)]) -> Self {
        let [port, rust, flask] = [free_port(), free_port(), free_port()];
        let config = include_str!("../../../flask/nginx.conf");
        let nginx = Nginx::start(config, &[(8080, port), (3000, rust), (5000, flask)]);
        Self {
            url: nginx.url.clone(),
            _nginx: nginx,
            _rust: Program::start(rust, settings),
            _flask: Flask::start(flask, settings),
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Response {
        let request = client().get(format!("{}{path}", self.url));
        request.header("cookie", cookie).send().await.unwrap()
    }

    /// Logs in at a path of one of the two, and returns the cookie.
    async fn log_in(&self, path: &str, name: &str) -> String {
        let request = client().post(format!("{}{path}", self.url));
        let response = request.form(&[("username", name)]).send().await.unwrap();
        set_cookie(&response)
    }

    /// Does the page at this path, of one of the two, greet the visitor by name?
    async fn knows(&self, path: &str, cookie: &str, name: &str) -> bool {
        let page = text(self.get(path, cookie).await).await;
        let (_, heading) = page.split_once("<h1>").unwrap();
        let (heading, _) = heading.split_once("</h1>").unwrap();
        heading.contains(name)
    }
}

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

async fn text(response: Response) -> String {
    response.error_for_status().unwrap().text().await.unwrap()
}

/// `name=value` of the first cookie that is set, as a browser sends it back.
fn set_cookie(response: &Response) -> String {
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().into()
}

/// A cookie with these contents, signed that many seconds ago.
fn signed(contents: &Value, age: u64) -> String {
    let signer = Signer::new(SECRET_KEY.as_bytes(), "cookie-session");
    let payload = payload::encode(contents.as_object().unwrap());
    let value = timed::sign(&signer, &payload, timed::now() - age);
    format!("session={value}")
}

/// What a cookie holds that this key signed within the last minute, with SHA-256.
fn contents(key: &str, cookie: &str) -> Option<Value> {
    let signer = Signer::new(key.as_bytes(), "cookie-session");
    let (_, value) = cookie.split_once('=')?;
    let payload = timed::unsign(&signer, value, timed::now(), 60)?;
    payload::decode(payload).map(Value::from)
}
