//! What a `curl` line of a chapter asks for: the one parser of the replay and of the Run buttons.

use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde::Serialize;

/// The address that every step prints when it starts.
pub const ADDRESS: &str = "http://127.0.0.1:3000";

/// The options that the chapters use. Any other is refused: the page could not run it.
#[derive(Debug, Parser)]
#[command(name = "curl", no_binary_name = true, disable_help_flag = true)]
struct Options {
    #[arg(short, long)]
    include: bool,
    #[arg(short, long)]
    silent: bool,
    #[arg(short, long, allow_hyphen_values = true)]
    data: Vec<String>,
    #[arg(short = 'H', long)]
    header: Vec<String>,
    #[arg(short = 'b', long)]
    cookie: Vec<String>,
    #[arg(short = 'c', long)]
    cookie_jar: Option<String>,
    #[arg(short = 'X', long)]
    request: Option<String>,
    #[arg(short, long, value_parser = ["/dev/null"])]
    output: Option<String>,
    #[arg(short, long)]
    write_out: Option<String>,
    url: String,
}

/// The request of a `curl` line, as the page gets it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Request {
    /// `GET`, or `POST` where there is data, or what `-X` names.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The lines of `-H`.
    pub headers: Vec<String>,
    /// The form.
    pub body: String,
    /// The cookies that the line writes out, `name=value`.
    pub cookies: String,
    /// Whether it sends the cookies of a jar.
    pub jar: bool,
    /// Whether the page's jar keeps what the answer sets: with `-c`, or where no cookies are named.
    pub keep: bool,
}

impl Request {
    /// Reads the words after `curl`.
    ///
    /// # Errors
    ///
    /// If the page could not run it: an unknown option, data from a file, another address.
    pub fn read(words: &[String]) -> Result<Self> {
        let options = Options::try_parse_from(words)?;
        let file = options.data.iter().find(|data| data.starts_with('@'));
        ensure!(file.is_none(), "`-d @file` cannot be run on the page");
        let path = options.url.strip_prefix(ADDRESS);
        let path = path.filter(|path| path.starts_with('/'));
        let path = path.with_context(|| format!("{} is not below {ADDRESS}/", options.url))?;
        let (literal, jars): (Vec<_>, Vec<_>) =
            options.cookie.into_iter().partition(|it| it.contains('='));
        let method = if options.data.is_empty() {
            "GET"
        } else {
            "POST"
        };
        Ok(Self {
            method: options.request.unwrap_or_else(|| method.to_owned()),
            path: path.to_owned(),
            headers: options.header,
            body: options.data.join("&"),
            jar: !jars.is_empty(),
            keep: options.cookie_jar.is_some() || (literal.is_empty() && jars.is_empty()),
            cookies: literal.join("; "),
        })
    }
}
