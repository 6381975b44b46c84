//! Items are found by what they are called, and only if the name means one thing.

use book::items::{Place, find};

const RUST: &str = r#"//! A module.
//! Two lines.

mod inner;

use std::fmt;
pub use std::io;

// Why it is five.
const LIMIT: usize = 5;

/// A signer.
#[derive(Debug)]
struct Signer<'a> {
    key: &'a [u8],
}

impl<'a> Signer<'a> {
    /// Signs.
    fn sign(&self) {}

    fn unsign(&self) {
        self.sign()
    }
}

impl Drop for Signer<'_> {
    fn drop(&mut self) {}
}

impl fmt::Display for Signer<'_> {
    fn fmt(&self) {}
}

impl fmt::LowerHex for Signer<'_> {
    fn fmt(&self) {}
}

trait Speak {
    fn speak(&self);
}

async fn app() {}

std::thread_local! {
    /// Each thread's own.
    static OWN: u8 = 5;
}

macro_rules! five {
    () => { 5 };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {}
}
"#;

fn lines(path: &str, text: &str, item: &str) -> String {
    let place = find(path, text, item).unwrap();
    pick(text, &place)
}

fn pick(text: &str, place: &Place) -> String {
    let all: Vec<&str> = text.lines().collect();
    let runs = place.lines.iter().map(|run| all[run.clone()].join("\n"));
    runs.collect::<Vec<_>>().join("\n…\n")
}

fn error(path: &str, text: &str, item: &str) -> String {
    format!("{:#}", find(path, text, item).unwrap_err())
}

#[test]
fn a_function_a_type_and_a_constant_are_found_by_name() {
    assert_eq!(lines("lib.rs", RUST, "app"), "async fn app() {}");
    assert_eq!(
        lines("lib.rs", RUST, "LIMIT"),
        "// Why it is five.\nconst LIMIT: usize = 5;"
    );
    let signer = "/// A signer.\n#[derive(Debug)]\nstruct Signer<'a> {\n    key: &'a [u8],\n}";
    assert_eq!(lines("lib.rs", RUST, "Signer"), signer);
}

#[test]
fn a_macro_is_found_by_its_name_and_a_call_with_an_exclamation_mark() {
    let call = "std::thread_local! {\n    /// Each thread's own.\n    static OWN: u8 = 5;\n}";
    assert_eq!(lines("lib.rs", RUST, "thread_local!"), call);
    assert_eq!(lines("lib.rs", RUST, "std::thread_local!"), call);
    let rules = "macro_rules! five {\n    () => { 5 };\n}";
    assert_eq!(lines("lib.rs", RUST, "five"), rules);
}

#[test]
fn a_method_is_found_in_its_type_and_comes_with_the_ends_of_its_block() {
    let place = find("lib.rs", RUST, "Signer::sign").unwrap();
    assert_eq!(pick(RUST, &place), "    /// Signs.\n    fn sign(&self) {}");
    let around = Place {
        lines: place.around,
        around: Vec::new(),
    };
    assert_eq!(pick(RUST, &around), "impl<'a> Signer<'a> {\n…\n}");
}

#[test]
fn a_whole_impl_is_found_with_and_without_its_lifetimes() {
    let drop = "impl Drop for Signer<'_> {\n    fn drop(&mut self) {}\n}";
    assert_eq!(lines("lib.rs", RUST, "impl Drop for Signer"), drop);
    assert_eq!(lines("lib.rs", RUST, "impl Drop for Signer<'_>"), drop);
    assert!(lines("lib.rs", RUST, "impl Signer").starts_with("impl<'a> Signer<'a> {"));
    assert!(lines("lib.rs", RUST, "Speak::speak").contains("fn speak"));
}

#[test]
fn a_method_of_two_traits_must_name_its_trait() {
    assert_eq!(
        error("lib.rs", RUST, "Signer::fmt"),
        "`Signer::fmt` is ambiguous: it names 2 items"
    );
    let place = find("lib.rs", RUST, "Display for Signer::fmt").unwrap();
    assert_eq!(
        place,
        find("lib.rs", RUST, "fmt::Display for Signer::fmt").unwrap()
    );
    assert_eq!(place.around[0], 30..31);
}

#[test]
fn modules_and_the_items_in_them_are_found() {
    assert_eq!(
        lines("lib.rs", RUST, "tests::signs"),
        "    #[test]\n    fn signs() {}"
    );
    assert!(lines("lib.rs", RUST, "mod tests").starts_with("#[cfg(test)]\nmod tests {"));
}

#[test]
fn groups_are_found() {
    assert_eq!(
        lines("lib.rs", RUST, "use"),
        "use std::fmt;\n…\npub use std::io;"
    );
    assert_eq!(lines("lib.rs", RUST, "tests::use"), "    use super::*;");
    assert_eq!(lines("lib.rs", RUST, "mod"), "mod inner;");
    assert_eq!(
        lines("lib.rs", RUST, "//!"),
        "//! A module.\n…\n//! Two lines."
    );
    assert_eq!(lines("lib.rs", RUST, "file"), RUST.trim_end());
}

#[test]
fn several_items_are_joined() {
    let both = "async fn app() {}\n…\nmod inner;";
    assert_eq!(lines("lib.rs", RUST, "app + mod"), both);
}

#[test]
fn a_name_that_is_not_there_is_an_error() {
    assert_eq!(error("lib.rs", RUST, "missing"), "there is no `missing`");
    assert_eq!(
        error("lib.rs", RUST, "Signer::missing"),
        "there is no `Signer::missing`"
    );
    assert_eq!(error("lib.rs", "fn a() {}", "use"), "there is no `use`");
    assert_eq!(
        error("style.css", "a {}", "a"),
        "of style.css only the whole `file` can be listed"
    );
}

const CARGO: &str = "[package]\nname = \"a\"\n\n[dependencies]\naxum.workspace = true\n# why\nserde = { version = \"1\", features = [\n    \"derive\",\n] }\n\n[dev-dependencies]\ntokio = \"1\"\n\n[[bench]]\nname = \"a\"\nharness = false\n";

#[test]
fn tables_and_keys_of_a_manifest_are_found() {
    assert_eq!(
        lines("Cargo.toml", CARGO, "[package]"),
        "[package]\nname = \"a\""
    );
    assert_eq!(lines("Cargo.toml", CARGO, "package.name"), "name = \"a\"");
    assert_eq!(
        lines("Cargo.toml", CARGO, "dependencies.axum"),
        "axum.workspace = true"
    );
    assert!(lines("Cargo.toml", CARGO, "dependencies.serde").ends_with("\"derive\",\n] }"));
    assert_eq!(
        lines("Cargo.toml", CARGO, "[[bench]]"),
        "[[bench]]\nname = \"a\"\nharness = false"
    );
    assert!(lines("Cargo.toml", CARGO, "[dependencies]").ends_with("] }"));
    assert_eq!(
        lines("Cargo.toml", CARGO, "[dev-dependencies]"),
        "[dev-dependencies]\ntokio = \"1\""
    );
    assert_eq!(
        error("Cargo.toml", CARGO, "dependencies.rand"),
        "there is no `dependencies.rand`"
    );
    assert_eq!(
        error("Cargo.toml", CARGO, "[features]"),
        "there is no `[features]`"
    );
}

const TEMPLATE: &str = r#"{% extends "base.html" %}
{% block main %}
<form class="login wide" method="post">
  {% block field %}<input name="username">{% endblock %}
  {% if a < b %}<br>{% endif %}
</form>
<form
  id="logout">
  <button>Out</button>
</form>
{% endblock main %}
"#;

/// The first and the last line of a template's item, counted from 0.
fn ends(item: &str) -> (usize, usize) {
    let run = find("a.html", TEMPLATE, item).unwrap().lines.remove(0);
    (run.start, run.end - 1)
}

#[test]
fn blocks_and_elements_of_a_template_are_found() {
    assert_eq!(ends("block main"), (1, 10));
    assert_eq!(ends("block field"), (3, 3));
    assert_eq!(ends("<form.login>"), (2, 5));
    assert_eq!(ends("<form#logout>"), (6, 9));
    assert_eq!(ends("<button>"), (8, 8));
    assert_eq!(ends("<input>"), (3, 3));
    let two = error("a.html", TEMPLATE, "<form>");
    assert_eq!(two, "`<form>` is ambiguous: it names 2 items");
    let none = error("a.html", TEMPLATE, "block nav");
    assert_eq!(none, "there is no `block nav`");
}

const NGINX: &str = "http {
    # Two of them.
    upstream app {
        server a; # {
        server b;
    }
    # Where it listens,
    # and to whom.
    listen 80;
    listening on;
}
";

#[test]
fn a_directive_of_nginx_takes_its_comment_and_its_block_along() {
    let block =
        "    # Two of them.\n    upstream app {\n        server a; # {\n        server b;\n    }";
    assert_eq!(
        lines("a.conf", NGINX, "listen"),
        "    # Where it listens,\n    # and to whom.\n    listen 80;"
    );
    assert!(
        lines("a.conf", &NGINX.replace(" # {", ""), "upstream app")
            .starts_with("    # Two of them.")
    );
    assert_eq!(
        lines("a.conf", &NGINX.replace(" # {", ""), "upstream app"),
        block.replace(" # {", "")
    );
    assert!(error("a.conf", NGINX, "server").contains("ambiguous"));
    assert!(error("a.conf", NGINX, "location").contains("there is no"));
}

#[test]
fn a_field_is_an_item_of_its_struct() {
    let two = "struct Config {\n    /// The port.\n    port: u16,\n    key: Key,\n}\n";
    assert_eq!(
        lines("a.rs", two, "Config::port"),
        "    /// The port.\n    port: u16,"
    );
    assert!(error("a.rs", two, "Config::host").contains("there is no"));
}
