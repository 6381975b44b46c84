//! A cookie that neither our code nor Flask's has written.

use std::process::Command;

use crate::support::{page, serve};

/// `tests/cookie.py` follows the rules of the book's chapter.
#[tokio::test]
#[ignore = "needs Python: apt-get install python3"]
async fn a_cookie_written_by_hand_in_python_is_believed() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cookie.py");
    let output = Command::new("python3").arg(script).output().unwrap();
    let cookie = String::from_utf8(output.stdout).unwrap();
    let page = page(&serve().await, cookie.trim()).await;
    assert_eq!(page, "Logged in as alice\nVisits: 1");
}
