//! The example whose sessions are on the server: a process of its own, asked over HTTP, with its
//! sessions in memory or, in the tests that need it, on Redis.

mod limits;
mod promises;
mod races;
#[cfg(unix)]
mod redis;
#[cfg(unix)]
mod redis_server;

#[allow(dead_code, reason = "main and Redis are tested in the process")]
#[path = "../../../examples/server_side/main.rs"]
pub mod example;

use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::Program;
use crate::support::{log_in, pair, post, set_cookie};

/// Wherever cargo puts the program, it puts the examples beside it.
const PROGRAM: &str = env!("CARGO_BIN_EXE_step05-login-app");

const DARK: &str = r#"class="dark""#;

/// Starts the example on a port of its own; the settings are environment variables.
fn start(port: u16, settings: &[(&str, &str)]) -> Program {
    let mut command = command(settings);
    command.env("PORT", port.to_string()).stderr(Stdio::null());
    Program::run(&mut command)
}

fn command(settings: &[(&str, &str)]) -> Command {
    let example = Path::new(PROGRAM).with_file_name("examples/server_side");
    let mut command = Command::new(example);
    command.env_clear().envs(settings.iter().copied());
    command
}

/// Logs in and returns `id=…`, as a browser sends it back.
pub async fn id_of(name: &str, url: &str) -> String {
    pair(&set_cookie(&log_in(url, name).await)).into()
}

/// Chooses the dark theme with this cookie, and returns the cookie of the answer.
async fn darken(url: &str, cookie: &str) -> String {
    let answer = post(&format!("{url}/theme"), cookie, &[("theme", "dark")]).await;
    pair(&set_cookie(&answer)).into()
}
