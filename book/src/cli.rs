//! The command line: `cargo run -p book -- [build | practice | check | …]`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;
use crate::{builder, practice, preprocess, propagate, serve, transcript};

/// Builds the book "Sessions from Scratch" and serves it on a local page, until you press Ctrl-C.
#[derive(Debug, Parser)]
#[command(name = "book", version)]
pub struct Cli {
    /// The port to serve the book on
    #[arg(long, env = "PORT", default_value_t = 4000)]
    port: u16,
    /// Open the book in the browser
    #[arg(long)]
    open: bool,
    /// The directory that holds the steps and the book [default: the current one, or one above]
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the book into target/book and check it: coverage, pictures, links, transcripts, translation
    Build {
        /// Build also where the translation is older than the text, and say so on its pages
        #[arg(long)]
        allow_stale: bool,
    },
    /// Renew the template of the translations and merge it into them, with gettext's msgmerge
    Extract,
    /// Run every transcript again with curl; rewrite those that differ, and the README's promises
    Refresh,
    /// Make practice/STEP: the step with its functions taken out, for you to write
    Practice {
        /// The step, such as step03-signed
        step: String,
        /// One part of it alone, such as payload
        #[arg(long)]
        part: Option<String>,
        /// Begin anew and keep the old one beside it
        #[arg(long)]
        fresh: bool,
    },
    /// Say how far your practices are, and what to do next
    Check {
        /// The step, if you have practices of several [default: all]
        step: Option<String>,
        /// Check again whenever you save a file, until Ctrl-C
        #[arg(long)]
        watch: bool,
        /// Show the hints for the next function, up to this depth
        #[arg(long, value_name = "1-3", value_parser = clap::value_parser!(u8).range(1..=3), num_args = 0..=1, default_missing_value = "1")]
        hint: Option<u8>,
    },
    /// Carry what has changed in a step into every later one, by git's three-way merge
    Propagate {
        /// The step, such as `step03-signed`
        step: String,
        /// The commit since which it has changed
        #[arg(long, value_name = "COMMIT", default_value = "HEAD")]
        since: String,
        /// Merge into later steps, too, that have changes which are not committed
        #[arg(long)]
        force: bool,
    },
    /// Speak mdBook's preprocessor protocol, for `mdbook build book`
    Preprocess {
        #[command(subcommand)]
        question: Option<Question>,
    },
}

#[derive(Debug, Subcommand)]
enum Question {
    /// Say by the exit code whether a renderer is supported
    Supports {
        /// The renderer's name
        renderer: String,
    },
}

/// Runs what the command line asks for.
///
/// # Errors
///
/// If it cannot be done; the error says why.
pub async fn run() -> Result<ExitCode> {
    let cli = Cli::parse();
    let workspace = match cli.workspace {
        Some(root) => {
            let found = root.canonicalize();
            Workspace::around(&found.with_context(|| root.display().to_string())?)?
        }
        None => Workspace::find()?,
    };
    match cli.command {
        None => read(&workspace, cli.port, cli.open).await,
        Some(Command::Build { allow_stale }) => build(&workspace, allow_stale).await,
        Some(Command::Extract) => builder::extract(&workspace),
        Some(Command::Refresh) => transcript::refresh(&workspace).await,
        Some(Command::Practice { step, part, fresh }) => {
            practice::make::make(&workspace, &step, part.as_deref(), fresh)
        }
        Some(Command::Check { step, watch, hint }) => {
            let (step, depth) = (step.as_deref(), hint.unwrap_or(0));
            if watch {
                practice::watch::watch(&workspace, step, depth)?;
            }
            let done = practice::report::report(&workspace, step, depth)?;
            return Ok(ExitCode::from(u8::from(!done)));
        }
        Some(Command::Propagate { step, since, force }) => {
            propagate::run(&workspace, &step, &since, force)
        }
        Some(Command::Preprocess { question: None }) => preprocess::run(&workspace),
        Some(Command::Preprocess {
            question: Some(Question::Supports { renderer }),
        }) => supports(&renderer),
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn read(workspace: &Workspace, port: u16, open: bool) -> Result<()> {
    let listener = serve::listen(port).await?;
    let built = builder::build(workspace)?;
    for error in [built.require_whole(), built.require_translation()] {
        if let Err(error) = error {
            eprintln!("warning: {error}");
        }
    }
    if open {
        serve::open(&listener)?;
    }
    serve::serve(listener, &built.pages).await
}

async fn build(workspace: &Workspace, allow_stale: bool) -> Result<()> {
    let own = workspace.clone();
    let building = tokio::task::spawn_blocking(move || builder::build(&own));
    let chapters = transcript::chapters(workspace)?;
    let (built, differences) = tokio::join!(building, transcript::differences(&chapters));
    let built = built??;
    built.report();
    match differences {
        Ok(stale) if stale.is_empty() => {}
        Ok(stale) => println!("`refresh` would rewrite\n{}", stale.concat()),
        Err(error) => println!("the transcripts are not compared: {error:#}"),
    }
    built.require_whole()?;
    match built.require_translation() {
        Err(error) if allow_stale => println!("warning: {error}"),
        translated => return translated,
    }
    Ok(())
}

fn supports(renderer: &str) -> Result<()> {
    anyhow::ensure!(renderer == "html", "only html is supported");
    Ok(())
}
