//! One app under measurement. `app NAME drive PATH USERNAME VISITS` sends requests into it without a
//! network, and `app NAME serve` serves it at an address that it prints.
//!
//! Each app has `POST /login`, a page at `/` that counts visits, and one that only reads.

#[cfg(feature = "bare")]
mod bare;
mod drive;
#[cfg(feature = "signed")]
mod signed;
#[cfg(feature = "step04")]
mod step04;
#[cfg(feature = "stored")]
mod stored;

use anyhow::{Context, Result, bail};
use axum::Router;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// The login form of every app but the steps, which bring their own.
#[derive(Deserialize)]
#[allow(
    dead_code,
    reason = "a build has one app, and steps have their own form"
)]
struct Login {
    username: String,
}

/// The page of whatever has no session.
const NO_SESSION: &str = "No session is here\nVisits: 1";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        [name, "serve"] => Runtime::new()?.block_on(serve(app(name)?)),
        [name, "drive", path, username, visits] => {
            let drive = drive::drive(app(name)?, path, username, visits.parse()?);
            Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(drive)
        }
        _ => bail!("usage: app NAME serve | app NAME drive PATH USERNAME VISITS"),
    }
}

fn app(name: &str) -> Result<Router> {
    let app = match name {
        #[cfg(feature = "bare")]
        "bare" => Some(bare::app()),
        #[cfg(feature = "step04")]
        "step04" => Some(step04::app()),
        #[cfg(feature = "step05")]
        "step05" => Some(step05()),
        #[cfg(feature = "signed")]
        "signed" => Some(signed::app()),
        #[cfg(feature = "stored")]
        "stored" => Some(stored::app()),
        _ => None,
    };
    app.with_context(|| format!("no app {name} in this build: use --features {name}"))
}

/// Step 5 with its own defaults. Its page that only reads is the form at `/login`.
#[cfg(feature = "step05")]
fn step05() -> Router {
    use clap::Parser;
    use step05_login_app::config::Config;

    let key = "0123456789abcdef0123456789abcdef";
    step05_login_app::app(Config::parse_from(["step05", "--secret-key", key]))
}

async fn serve(app: Router) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("serving on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}
