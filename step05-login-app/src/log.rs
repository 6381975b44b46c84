//! The log: a line for each request, without its headers and without control characters.

use std::io::{self, IsTerminal};
use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use tracing::Span;
use tracing::level_filters::LevelFilter;

/// Writes all later lines of this level and above to the standard error output.
pub fn to_stderr(level: LevelFilter) {
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .init();
}

/// Names the request in every line that is logged during it. Anyone can send line breaks and other
/// control characters in the target. Written as they are, they could make one line look like two,
/// or control a terminal.
pub fn request(request: &Request) -> Span {
    let target = request.uri().to_string();
    let target = utf8_percent_encode(&target, CONTROLS);
    tracing::info_span!("request", method = %request.method(), %target)
}

/// Logs the status, and the time that the answer took in microseconds.
pub fn response(response: &Response, latency: Duration, _: &Span) {
    let status = response.status().as_u16();
    tracing::info!(status, micros = latency.as_micros(), "answered");
}
