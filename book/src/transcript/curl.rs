//! A small curl: sends the request that curl would send, from the same jar.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use reqwest::header::{CONTENT_TYPE, COOKIE, HOST, SET_COOKIE, USER_AGENT};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Url};

use super::curl_args::Arguments;
use super::curl_print;
use super::jar::Jar;
use super::shell::plain_name;

/// Runs curl in `directory`; the address in the text is served on `port`.
pub async fn run(arguments: &Arguments, directory: &Path, port: u16) -> Result<String> {
    let url = address(&arguments.url)?;
    let host = url
        .host_str()
        .context("the address has no host")?
        .to_owned();
    let mut jar = load_jar(arguments, directory)?;
    let response = request(arguments, &url, &jar, port)?.send().await?;
    for header in response.headers().get_all(SET_COOKIE) {
        jar.store(
            &String::from_utf8_lossy(header.as_bytes()),
            &host,
            url.path(),
        );
    }
    if let Some(file) = &arguments.cookie_jar {
        fs::write(directory.join(plain_name(file)?), jar.to_string())?;
    }
    curl_print::print(arguments, response).await
}

/// The address as the text gives it; the scheme may be left out.
fn address(text: &str) -> Result<Url> {
    let full = if text.contains("://") {
        text.to_owned()
    } else {
        format!("http://{text}")
    };
    let url = Url::parse(&full).with_context(|| text.to_owned())?;
    let local =
        matches!(url.host_str(), Some("127.0.0.1" | "localhost")) && url.port() == Some(3000);
    ensure!(
        local && url.scheme() == "http",
        "{text}: only http://127.0.0.1:3000 can be reached"
    );
    Ok(url)
}

fn load_jar(arguments: &Arguments, directory: &Path) -> Result<Jar> {
    let mut jar = Jar::default();
    for file in arguments
        .cookie
        .iter()
        .filter(|cookie| !cookie.contains('='))
    {
        // Like curl, take a file that is not there yet for an empty one.
        let text = fs::read_to_string(directory.join(plain_name(file)?)).unwrap_or_default();
        jar.load(&text);
    }
    Ok(jar)
}

fn request(arguments: &Arguments, url: &Url, jar: &Jar, port: u16) -> Result<RequestBuilder> {
    let host = url.host_str().context("the address has no host")?;
    let mut real = url.clone();
    real.set_host(Some("127.0.0.1"))?;
    if real.set_port(Some(port)).is_err() {
        bail!("the address takes no port");
    }
    let client = Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .build()?;
    let mut request = client
        .request(arguments.method().parse()?, real)
        .header(HOST, format!("{host}:3000"))
        .header(USER_AGENT, "curl/8.0.0");
    if let Some(cookies) = cookies(arguments, jar, host, url.path()) {
        request = request.header(COOKIE, cookies);
    }
    if !arguments.data.is_empty() {
        request = request.body(arguments.data.join("&"));
        if !names_header(arguments, CONTENT_TYPE.as_str()) {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
    }
    with_headers(request, arguments)
}

/// The cookies of the jar, then those written out on the command line.
fn cookies(arguments: &Arguments, jar: &Jar, host: &str, path: &str) -> Option<String> {
    let literal = arguments
        .cookie
        .iter()
        .filter(|cookie| cookie.contains('='))
        .cloned();
    let all: Vec<String> = jar
        .matching(host, path)
        .into_iter()
        .chain(literal)
        .collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn names_header(arguments: &Arguments, name: &str) -> bool {
    let named = |header: &String| {
        header
            .split(':')
            .next()
            .is_some_and(|it| it.trim().eq_ignore_ascii_case(name))
    };
    arguments.header.iter().any(named)
}

fn with_headers(mut request: RequestBuilder, arguments: &Arguments) -> Result<RequestBuilder> {
    for header in &arguments.header {
        let (name, value) = header
            .split_once(':')
            .with_context(|| format!("-H '{header}' is not `Name: value`"))?;
        request = request.header(name.trim(), value.trim());
    }
    Ok(request)
}
