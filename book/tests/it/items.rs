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

async fn app() {}

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

/// Each name with the lines that it means.
fn check(path: &str, text: &str, expected: &[(&str, &str)]) {
    for (item, shown) in expected {
        assert_eq!(lines(path, text, item), *shown, "{item}");
    }
}

#[test]
fn items_of_rust_are_found_by_name() {
    let signer = "/// A signer.\n#[derive(Debug)]\nstruct Signer<'a> {\n    key: &'a [u8],\n}";
    let drop = "impl Drop for Signer<'_> {\n    fn drop(&mut self) {}\n}";
    let expected = [
        ("app", "async fn app() {}"),
        ("LIMIT", "// Why it is five.\nconst LIMIT: usize = 5;"),
        ("Signer", signer),
        ("Signer::key", "    key: &'a [u8],"),
        ("impl Drop for Signer", drop),
        ("impl Drop for Signer<'_>", drop),
        ("tests::signs", "    #[test]\n    fn signs() {}"),
        ("use", "use std::fmt;\n…\npub use std::io;"),
        ("tests::use", "    use super::*;"),
        ("mod", "mod inner;"),
        ("//!", "//! A module.\n…\n//! Two lines."),
        ("app + mod", "async fn app() {}\n…\nmod inner;"),
        ("file", RUST.trim_end()),
    ];
    check("lib.rs", RUST, &expected);
    assert!(lines("lib.rs", RUST, "impl Signer").starts_with("impl<'a> Signer<'a> {"));
    assert!(lines("lib.rs", RUST, "mod tests").starts_with("#[cfg(test)]\nmod tests {"));
}

#[test]
fn a_member_comes_with_the_ends_of_its_block_and_what_stands_above() {
    let runs = |lines| Place {
        lines,
        ..Place::default()
    };
    let place = find("lib.rs", RUST, "Signer::sign").unwrap();
    assert_eq!(pick(RUST, &place), "    /// Signs.\n    fn sign(&self) {}");
    assert_eq!(
        pick(RUST, &runs(place.around)),
        "impl<'a> Signer<'a> {\n…\n}"
    );
    let place = find("lib.rs", RUST, "tests::signs").unwrap();
    assert_eq!(pick(RUST, &runs(place.docs)), "#[cfg(test)]");
}

#[test]
fn a_method_of_two_traits_must_name_its_trait() {
    let two = "`Signer::fmt` is ambiguous: it names 2 items";
    assert_eq!(error("lib.rs", RUST, "Signer::fmt"), two);
    let place = find("lib.rs", RUST, "Display for Signer::fmt").unwrap();
    let written_out = find("lib.rs", RUST, "fmt::Display for Signer::fmt").unwrap();
    assert_eq!(place, written_out);
    assert_eq!(place.around[0], 30..31);
}

#[test]
fn a_name_that_is_not_there_is_an_error() {
    for name in ["missing", "Signer::missing"] {
        assert_eq!(error("lib.rs", RUST, name), format!("there is no `{name}`"));
    }
    assert_eq!(error("lib.rs", "fn a() {}", "use"), "there is no `use`");
    let css = "of style.css only the whole `file` can be listed";
    assert_eq!(error("style.css", "a {}", "a"), css);
}

const CARGO: &str = "[package]\nname = \"a\"\n\n[dependencies]\naxum.workspace = true\n# why\nserde = { version = \"1\", features = [\n    \"derive\",\n] }\n\n[dev-dependencies]\ntokio = \"1\"\n\n[[bench]]\nname = \"a\"\nharness = false\n";

#[test]
fn tables_and_keys_of_a_manifest_are_found() {
    let expected = [
        ("[package]", "[package]\nname = \"a\""),
        ("package.name", "name = \"a\""),
        ("dependencies.axum", "axum.workspace = true"),
        ("[[bench]]", "[[bench]]\nname = \"a\"\nharness = false"),
        ("[dev-dependencies]", "[dev-dependencies]\ntokio = \"1\""),
    ];
    check("Cargo.toml", CARGO, &expected);
    assert!(lines("Cargo.toml", CARGO, "dependencies.serde").ends_with("\"derive\",\n] }"));
    assert!(lines("Cargo.toml", CARGO, "[dependencies]").ends_with("] }"));
    for name in ["dependencies.rand", "[features]"] {
        assert_eq!(
            error("Cargo.toml", CARGO, name),
            format!("there is no `{name}`")
        );
    }
}

const TEMPLATE: &str = r#"{% extends "base.html" %}
{% block main %}
<form>
  {% block field %}<input name="username">{% endblock %}
  {% if a < b %}<br>{% endif %}
</form>
{% endblock main %}
"#;

#[test]
fn blocks_of_a_template_are_found() {
    let field = "  {% block field %}<input name=\"username\">{% endblock %}";
    check("a.html", TEMPLATE, &[("block field", field)]);
    assert!(lines("a.html", TEMPLATE, "block main").ends_with("{% endblock main %}"));
    assert_eq!(
        error("a.html", TEMPLATE, "block nav"),
        "there is no `block nav`"
    );
    assert_eq!(
        error("a.html", TEMPLATE, "form"),
        "`form` is no `block NAME`"
    );
}

const NGINX: &str = "http {
    # Two of them.
    upstream app {
        server a;
        server b;
    }
    # Where it listens,
    # and to whom: {
    listen 80;
    listening on;
}
";

#[test]
fn a_directive_of_nginx_takes_its_comment_and_its_block_along() {
    let block =
        "    # Two of them.\n    upstream app {\n        server a;\n        server b;\n    }";
    let listen = "    # Where it listens,\n    # and to whom: {\n    listen 80;";
    check(
        "a.conf",
        NGINX,
        &[("upstream app", block), ("listen", listen)],
    );
    assert!(error("a.conf", NGINX, "server").contains("ambiguous"));
    assert!(error("a.conf", NGINX, "location").contains("there is no"));
}
