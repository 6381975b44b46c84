//! Tells the page what the `curl` lines of a transcript ask for, so that it can run them.
//!
//! A block gets a `<div class="console">` around it with its step and its requests as data. They
//! are read by the parser that replays the transcripts; what the reader sees stays as it was.

use std::collections::HashMap;

use anyhow::{Context, Result};
use reqwest::Url;
use serde_json::{Value, json};

use crate::html::escape;
use crate::markdown::code_blocks;
use crate::transcript::curl_args::Arguments;
use crate::transcript::parse::{Exchange, exchanges};
use crate::transcript::start::Start;
use crate::workspace::Workspace;

/// Wraps the `console` blocks of a chapter whose text is `lines`.
pub fn wrap(workspace: &Workspace, path: &str, text: &str, lines: &mut [String]) -> Result<()> {
    let exchanges = exchanges(workspace, path, text);
    let mut settings = HashMap::new();
    for block in code_blocks(text) {
        let inside = |one: &&Exchange| block.lines.contains(&one.command_lines.start);
        let mut requests = Vec::new();
        for exchange in exchanges.iter().filter(inside) {
            let place = || format!("book/chapters/{path}:{}", exchange.command_lines.start + 1);
            requests.extend(request(exchange, &mut settings).with_context(place)?);
        }
        let step = exchanges.iter().find(inside).and_then(|it| it.step.clone());
        let (Some(step), false) = (step, requests.is_empty()) else {
            continue;
        };
        let (first, last) = (block.lines.start - 1, block.lines.end);
        let indent = indent(&lines[first]).to_owned();
        let head = head(&step, requests);
        lines[first] = format!("\n{indent}{head}\n\n{}", lines[first]);
        lines[last] = format!("{}\n\n{indent}</div>\n", lines[last]);
    }
    Ok(())
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

fn head(step: &str, requests: Vec<Value>) -> String {
    let requests = escape(&Value::from(requests).to_string());
    let step = escape(step);
    format!("<div class=\"console\" data-step=\"{step}\" data-requests=\"{requests}\">")
}

/// The request of a `curl` command. A start of the step sends none, but sets what follows.
fn request(
    exchange: &Exchange,
    settings: &mut HashMap<Option<String>, Vec<String>>,
) -> Result<Option<Value>> {
    let words = shlex::split(&exchange.command).context("unbalanced quotes")?;
    if let Some(start) = Start::read(&words) {
        settings.insert(exchange.step.clone(), start.settings);
    }
    match words.split_first() {
        Some((curl, arguments)) if curl == "curl" => {
            let settings = settings.get(&exchange.step).cloned().unwrap_or_default();
            let request = of_curl(&Arguments::parse(arguments)?, settings)?;
            Ok(Some(request))
        }
        _ => Ok(None),
    }
}

fn of_curl(curl: &Arguments, settings: Vec<String>) -> Result<Value> {
    let url = Url::parse(&curl.url).with_context(|| curl.url.clone())?;
    let query = url.query().map(|query| format!("?{query}"));
    let (literal, jars): (Vec<_>, Vec<_>) = curl.cookie.iter().partition(|it| it.contains('='));
    let mut request = json!({
        "method": curl.method(),
        "path": format!("{}{}", url.path(), query.unwrap_or_default()),
        "headers": curl.header,
        "body": curl.data.join("&"),
        "cookies": literal.iter().map(|it| it.as_str()).collect::<Vec<_>>().join("; "),
        "jar": !jars.is_empty(),
        "keep": curl.cookie_jar.is_some() || curl.cookie.is_empty(),
        "settings": settings,
    });
    if let Some(fields) = request.as_object_mut() {
        fields.retain(|_, value| *value != "" && *value != json!([]) && *value != false);
    }
    Ok(request)
}
