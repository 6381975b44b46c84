//! The book as a reader gets it: built into a directory of its own, served by the program.

use std::io::{BufRead, BufReader, Read};
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use axum::Router;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// A book and the program that built and serves it, which ends when this is dropped.
pub struct Book {
    directory: TempDir,
    child: Child,
    url: String,
    /// Kept open: step 1 prints the names it hears.
    _stdout: BufReader<ChildStdout>,
}

impl Book {
    /// Builds the book and serves it on a free port.
    pub fn serve() -> Self {
        let directory = TempDir::new().unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_book"));
        program.env("MDBOOK_BUILD__BUILD_DIR", directory.path());
        program.env("PORT", "0").stdout(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let lines = stdout.by_ref().lines().map(|line| line.unwrap());
        let mut urls = lines.filter_map(|line| Some(line.split_once(" on ")?.1.to_owned()));
        let url = urls.next().unwrap();
        drop(urls);
        Self {
            directory,
            child,
            url,
            _stdout: stdout,
        }
    }

    /// The directory of the built pages.
    pub fn pages(&self) -> &Path {
        self.directory.path()
    }

    /// The address of a page.
    pub fn page(&self, path: &str) -> String {
        format!("{}/{path}", self.url)
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Serves files and nothing else, as any web host would.
pub async fn plain_files(pages: &Path) -> String {
    let app = Router::new().fallback_service(ServeDir::new(pages));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}
