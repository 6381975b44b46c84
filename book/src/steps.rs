//! The five steps, in order. A new step is one entry here: the builder, the replay of transcripts,
//! the program behind the page and the laboratory know the steps from this list.

use anyhow::{Context, Result, ensure};
use axum::Router;
use clap::{CommandFactory, FromArgMatches};
use serde::Serialize;

/// A step. Its name is that of its crate, its directory and its chapter.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Step {
    /// The name, such as `step03-signed`.
    pub name: &'static str,
    /// The cookie it sets.
    pub cookie: Option<&'static str>,
    /// What signs its cookie.
    pub signed: Option<Signed>,
    /// The arguments that the book starts it with, such as `--secret-key` and its value.
    #[serde(skip)]
    pub settings: &'static [(&'static str, &'static str)],
    /// Makes its app from arguments.
    #[serde(skip)]
    pub app: fn(&[String]) -> Result<Router>,
}

/// The secret and the salt that a step's key is derived from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Signed {
    /// The secret key.
    pub secret: &'static str,
    /// The salt.
    pub salt: &'static str,
}

/// Step 5 makes a random key where none is set, and a transcript could not be replayed then.
const DEMO_KEY: &str = "for-the-transcripts-of-the-book-only";

/// The steps, first to last.
pub const STEPS: &[Step] = &[
    Step {
        name: "step01-stateless",
        cookie: None,
        signed: None,
        settings: &[],
        app: |settings| without_settings(settings, step01_stateless::app),
    },
    Step {
        name: "step02-cookie",
        cookie: Some("username"),
        signed: None,
        settings: &[],
        app: |settings| without_settings(settings, step02_cookie::app),
    },
    Step {
        name: "step03-signed",
        cookie: Some("username"),
        signed: Some(Signed {
            secret: "supersecretkey",
            salt: "itsdangerous.Signer",
        }),
        settings: &[],
        app: |settings| without_settings(settings, step03_signed::app),
    },
    Step {
        name: "step04-session-dict",
        cookie: Some("session"),
        signed: Some(Signed {
            secret: "supersecretkey",
            salt: "cookie-session",
        }),
        settings: &[],
        app: |settings| without_settings(settings, step04_session_dict::app),
    },
    Step {
        name: "step05-login-app",
        cookie: Some("session"),
        signed: Some(Signed {
            secret: DEMO_KEY,
            salt: "cookie-session",
        }),
        settings: &[("--secret-key", DEMO_KEY)],
        app: |settings| {
            let config: step05_login_app::config::Config = read(settings)?;
            config.check_keys().map_err(anyhow::Error::msg)?;
            Ok(step05_login_app::app(config))
        },
    },
];

impl Step {
    /// The step of that name.
    pub fn named(name: &str) -> Result<&'static Self> {
        let step = STEPS.iter().find(|step| step.name == name);
        step.with_context(|| format!("there is no step `{name}`"))
    }

    /// The number in its name, such as `03`.
    pub fn number(&self) -> &'static str {
        let digits = self.name.trim_start_matches("step");
        digits.split('-').next().unwrap_or(digits)
    }

    /// Whether it is explained by the chapter at that path: `NAME.md`, or any in the directory `NAME`.
    pub fn is_explained_by(&self, chapter: &str) -> bool {
        let rest = chapter.strip_prefix(self.name);
        rest.is_some_and(|rest| rest == ".md" || rest.starts_with('/'))
    }

    /// A fresh app, started with the book's settings and these, which win.
    ///
    /// # Errors
    ///
    /// If the step refuses the settings.
    pub fn start(&self, settings: &[String]) -> Result<Router> {
        (self.app)(&self.arguments(settings))
    }

    /// The book's settings and these, which win, as arguments.
    pub fn arguments(&self, settings: &[String]) -> Vec<String> {
        let given = |name: &str| {
            let mut names = settings.iter().filter_map(|one| one.split('=').next());
            names.any(|given| given == name)
        };
        let own = self.settings.iter().filter(|(name, _)| !given(name));
        let own = own.map(|(name, value)| format!("{name}={value}"));
        own.chain(settings.iter().cloned()).collect()
    }
}

fn without_settings(settings: &[String], app: fn() -> Router) -> Result<Router> {
    ensure!(settings.is_empty(), "this step takes no settings");
    Ok(app())
}

/// Reads the settings as a step reads its arguments. Its environment is the reader's own, who may
/// have set `HTTPS` for something else: nothing is taken from there.
fn read<C: CommandFactory + FromArgMatches>(settings: &[String]) -> Result<C> {
    let command = C::command().no_binary_name(true);
    let command = command.mut_args(|argument| argument.env(None::<&str>));
    let matches = command.try_get_matches_from(settings)?;
    Ok(C::from_arg_matches(&matches)?)
}
