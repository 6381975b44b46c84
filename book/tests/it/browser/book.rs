//! The book as a reader gets it: built once by the program, and served to each test.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use axum::Router;
use book::serve;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// The directory of the built pages.
pub static PAGES: LazyLock<PathBuf> = LazyLock::new(|| {
    let pages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let mut program = Command::new(env!("CARGO_BIN_EXE_book"));
    program.arg("build").env("MDBOOK_BUILD__BUILD_DIR", &pages);
    let output = program.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    pages
});

/// The book with the program behind its pages, as long as the test.
pub struct Book(String);

impl Book {
    /// Serves the book on a free port.
    pub async fn serve() -> Self {
        let listener = serve::listen(0).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve::serve(listener, &PAGES));
        Self(format!("http://{address}"))
    }

    /// The address of a page.
    pub fn page(&self, path: &str) -> String {
        format!("{}/{path}", self.0)
    }
}

/// Serves the pages and nothing else, as any web host would.
pub async fn plain_files() -> String {
    let app = Router::new().fallback_service(ServeDir::new(&*PAGES));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}
