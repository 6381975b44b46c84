//! The part of curl's command line that the chapters use.

use anyhow::{Context, Result, ensure};
use clap::Parser;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// curl's arguments.
#[derive(Debug, Parser)]
#[command(name = "curl", no_binary_name = true, disable_help_flag = true)]
pub struct Arguments {
    /// Print the status line and the headers too.
    #[arg(short, long)]
    pub include: bool,
    /// Accepted; there is no progress meter to silence.
    #[arg(short, long)]
    pub silent: bool,
    /// Accepted, for `-sS`.
    #[arg(short = 'S', long)]
    pub show_error: bool,
    /// A form field; makes the request a POST.
    #[arg(short, long, allow_hyphen_values = true)]
    pub data: Vec<String>,
    /// A header, `Name: value`.
    #[arg(short = 'H', long)]
    pub header: Vec<String>,
    /// Cookies, `name=value`, or the name of a jar file.
    #[arg(short = 'b', long)]
    pub cookie: Vec<String>,
    /// The jar file to write.
    #[arg(short = 'c', long)]
    pub cookie_jar: Option<String>,
    /// The method.
    #[arg(short = 'X', long)]
    pub request: Option<String>,
    /// Where the answer goes; only `/dev/null`.
    #[arg(short, long)]
    pub output: Option<String>,
    /// What to print afterwards, such as `%{http_code}`.
    #[arg(short, long)]
    pub write_out: Option<String>,
    /// The address.
    pub url: String,
}

impl Arguments {
    /// Parses the words after `curl`.
    pub fn parse(words: &[String]) -> Result<Self> {
        let parsed = Self::try_parse_from(encoded(words)?)?;
        let file = parsed.data.iter().find(|data| data.starts_with('@'));
        ensure!(file.is_none(), "`-d @file` cannot be replayed");
        let output = parsed.output.as_deref();
        ensure!(
            matches!(output, None | Some("/dev/null")),
            "only `-o /dev/null` can be replayed"
        );
        Ok(parsed)
    }

    /// The method that curl would use.
    pub fn method(&self) -> &str {
        match &self.request {
            Some(method) => method,
            None if self.data.is_empty() => "GET",
            None => "POST",
        }
    }
}

/// `--data-urlencode name=value` as the `--data` that it stands for, so that the order is kept.
fn encoded(words: &[String]) -> Result<Vec<String>> {
    let mut plain = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--data-urlencode" => {
                let data = words.next().context("--data-urlencode needs a value")?;
                plain.push("--data".to_owned());
                plain.push(url_encoded(data));
            }
            word => plain.push(word.to_owned()),
        }
    }
    Ok(plain)
}

fn url_encoded(data: &str) -> String {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    match data.split_once('=') {
        Some(("", value)) => encode(value).to_string(),
        Some((name, value)) => format!("{name}={}", encode(value)),
        None => encode(data).to_string(),
    }
}
