//! axe-core, the usual checker of accessibility, on a page in a real browser.

use std::fs;

use serde_json::json;

use crate::chromium::Browser;

const AXE: &str = "/../target/axe/node_modules/axe-core/axe.min.js";

/// Fails on every rule of axe-core that the open page breaks, and names the elements that break it.
pub async fn assert_accessible(browser: &Browser, page: &str) {
    let path = format!("{}{AXE}", env!("CARGO_MANIFEST_DIR"));
    let axe = fs::read_to_string(path).expect("npm has installed axe-core into target/axe");
    let run = "const { violations } = await axe.run(document, { preload: false });
        return violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))";
    let found = browser.eval(&format!("{axe}; {run}")).await;
    assert_eq!(found, json!([]), "{page}");
}
