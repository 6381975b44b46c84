//! Starts the app on `127.0.0.1`, on port 3000 or `$PORT`.

use std::env;
use std::error::Error;
use std::process::ExitCode;

use peer_bare::app;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let port = env::var("PORT").unwrap_or("3000".into());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .map_err(|error| format!("cannot serve on port {port}: {error}"))?;
    println!("serving on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await?;
    Ok(())
}
