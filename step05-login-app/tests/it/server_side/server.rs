//! The example as it runs: a process of its own, asked over HTTP.

use std::env;
use std::process::{Command, Stdio};

use crate::program::Program;
use crate::support::{log_in, pair, post, set_cookie};

/// Starts the example on a port of its own; the settings are environment variables.
pub fn start(port: u16, settings: &[(&str, &str)]) -> Program {
    let port = port.to_string();
    Program::run(command(settings).env("PORT", port).stderr(Stdio::null()))
}

/// What the example says when it cannot start.
pub fn refusal(settings: &[(&str, &str)]) -> String {
    let output = command(settings).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn command(settings: &[(&str, &str)]) -> Command {
    let tests = env::current_exe().unwrap();
    let target = tests.ancestors().nth(2).unwrap();
    let mut command = Command::new(target.join("examples/server_side"));
    command.env_clear().env("PORT", "0");
    command.envs(settings.iter().copied());
    command
}

/// Logs in and returns `id=…`, as a browser sends it back.
pub async fn id_of(name: &str, url: &str) -> String {
    pair(&set_cookie(&log_in(url, name).await)).into()
}

/// Chooses the dark theme with this cookie, and returns the cookie of the answer.
pub async fn darken(url: &str, cookie: &str) -> String {
    let answer = post(&format!("{url}/theme"), cookie, &[("theme", "dark")]).await;
    pair(&set_cookie(&answer)).into()
}

pub const DARK: &str = r#"class="dark""#;
