//! Tells the page what the `curl` lines of a transcript ask for, so that it can run them.
//!
//! A block gets a `<div class="console">` around it with its step and its requests as data; what the
//! reader sees stays as it was.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::chapter::{Chapter, Kind};
use crate::html::escape;
use crate::transcript::command::Command;
use crate::transcript::curl::Request;
use crate::transcript::parse::{NO_STEP, Transcript, transcript};

/// How each step was started last, as arguments.
type Settings = HashMap<String, Vec<String>>;

/// A request, and how its step was started.
#[derive(Serialize)]
struct Run {
    #[serde(flatten)]
    request: Request,
    settings: Vec<String>,
}

/// Wraps the `console` blocks of a chapter.
///
/// # Errors
///
/// If a command cannot be read; the error names its line.
pub fn wrap(chapter: &mut Chapter) -> Result<()> {
    let mut settings = Settings::new();
    for block in &mut chapter.blocks {
        let Some(transcript) = transcript(&chapter.path, block) else {
            continue;
        };
        let requests = requests(&chapter.path, &transcript, &mut settings)?;
        if let (Kind::Code(code), false) = (&block.kind, requests.is_empty()) {
            let indent = &code.indent;
            let place = || format!("book/chapters/{}:{}", chapter.path, block.line);
            let step = transcript.step.context(NO_STEP).with_context(place)?;
            let head = head(&step, &requests)?;
            let source = &block.source;
            block.source = format!("\n{indent}{head}\n\n{source}\n{indent}</div>\n\n");
        }
    }
    Ok(())
}

fn head(step: &str, requests: &[Run]) -> Result<String> {
    let requests = escape(&serde_json::to_string(requests)?);
    let step = escape(step);
    Ok(format!(
        "<div class=\"console\" data-step=\"{step}\" data-requests=\"{requests}\">"
    ))
}

/// The requests of the `curl` lines; a start of the step sends none, but sets what follows.
fn requests(path: &str, transcript: &Transcript, settings: &mut Settings) -> Result<Vec<Run>> {
    let mut requests = Vec::new();
    for exchange in &transcript.exchanges {
        let place = || format!("book/chapters/{path}:{}", exchange.line);
        match Command::read(&exchange.command()).with_context(place)? {
            Command::Start { step, settings: of } => drop(settings.insert(step, of)),
            Command::Curl(request) => {
                let step = transcript.step.as_ref();
                let settings = step.and_then(|step| settings.get(step));
                let settings = settings.cloned().unwrap_or_default();
                requests.push(Run { request, settings });
            }
            Command::Cat => {}
        }
    }
    Ok(requests)
}
