//! Lets in the book's own page, and no other site that the reader has open beside it.

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::refusal::Refusal;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses what does not come from a page of this server, on this machine.
pub async fn from_own_page(
    State(port): State<u16>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let forbidden = |reason| Refusal::new(StatusCode::FORBIDDEN, reason);
    let headers = request.headers();
    // Against DNS rebinding: evil.example can point its name to 127.0.0.1, and its pages are then
    // of the same origin as this server. The name they were opened by still stands in Host.
    let host = one(headers, &HOST).filter(|host| is_own(host, port));
    let host = host.ok_or_else(|| forbidden("ask by the name 127.0.0.1 or localhost"))?;
    if request.uri().authority().is_some() {
        return Err(forbidden("a proxy has no business here"));
    }
    let asks = request.method() == Method::POST;
    if !is_same_origin(headers, host, asks) {
        return Err(forbidden("only the pages of the book may ask"));
    }
    // A form of another site cannot send JSON, and a script there would have to ask first.
    if asks && one(headers, &CONTENT_TYPE) != Some("application/json") {
        let reason = "a question is application/json";
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, reason));
    }
    Ok(next.run(request).await)
}

fn is_own(host: &str, port: u16) -> bool {
    let names = ["127.0.0.1", "localhost", "[::1]"];
    names.iter().any(|name| {
        host == format!("{name}:{port}") || (port == 80 && host.eq_ignore_ascii_case(name))
    })
}

/// A browser says where a request comes from: in `Sec-Fetch-Site`, older ones in `Origin`.
/// To read the list, it is enough that nothing says "from elsewhere".
fn is_same_origin(headers: &HeaderMap, host: &str, asks: bool) -> bool {
    match (one(headers, &SEC_FETCH_SITE), one(headers, &ORIGIN)) {
        (Some("same-origin"), None) => true,
        (Some("none") | None, None) => !asks,
        (Some("same-origin") | None, Some(origin)) => origin == format!("http://{host}"),
        _ => false,
    }
}

/// A header's value, if the header stands there once. Two of them count as a wrong one.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value.to_str().unwrap_or("unreadable")),
        (Some(_), Some(_)) => Some("several"),
        _ => None,
    }
}
