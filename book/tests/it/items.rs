//! Items are found by what they are called, and only if the name means one thing.

use std::ops::Range;

use book::items::find;

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

/// The lines of an item, or why there are none.
fn lines(path: &str, text: &str, item: &str) -> String {
    match find(path, text, item) {
        Ok(place) => pick(text, &place.lines),
        Err(error) => format!("{error:#}"),
    }
}

fn pick(text: &str, runs: &[Range<usize>]) -> String {
    let all: Vec<&str> = text.lines().collect();
    let runs = runs.iter().map(|run| all[run.clone()].join("\n"));
    runs.collect::<Vec<_>>().join("\n…\n")
}

/// Each name with the lines that it means, or the error.
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
    let place = find("lib.rs", RUST, "Signer::sign").unwrap();
    let method = "    /// Signs.\n    fn sign(&self) {}";
    assert_eq!(pick(RUST, &place.lines), method);
    let ends = "impl<'a> Signer<'a> {\n…\n}";
    assert_eq!(pick(RUST, &place.around), ends);
    let place = find("lib.rs", RUST, "tests::signs").unwrap();
    assert_eq!(pick(RUST, &place.docs), "#[cfg(test)]");
}

#[test]
fn a_method_of_two_traits_must_name_its_trait() {
    let two = "`Signer::fmt` is ambiguous: it names 2 items";
    check("lib.rs", RUST, &[("Signer::fmt", two)]);
    let place = find("lib.rs", RUST, "Display for Signer::fmt").unwrap();
    let written_out = find("lib.rs", RUST, "fmt::Display for Signer::fmt").unwrap();
    assert_eq!(place, written_out);
    assert_eq!(place.around[0], 26..27);
}

#[test]
fn a_name_that_is_not_there_is_an_error() {
    for item in ["missing", "Signer::missing", "tests::mod"] {
        assert_eq!(lines("lib.rs", RUST, item), format!("there is no `{item}`"));
    }
    let css = "of style.css only the whole `file` can be listed";
    check("style.css", "a {}", &[("a", css)]);
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
        ("dependencies.rand", "there is no `dependencies.rand`"),
        ("[features]", "there is no `[features]`"),
    ];
    check("Cargo.toml", CARGO, &expected);
    assert!(lines("Cargo.toml", CARGO, "dependencies.serde").ends_with("\"derive\",\n] }"));
    assert!(lines("Cargo.toml", CARGO, "[dependencies]").ends_with("] }"));
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
    let expected = [
        ("block field", field),
        ("block nav", "there is no `block nav`"),
        ("form", "`form` is no `block NAME`"),
    ];
    check("a.html", TEMPLATE, &expected);
    assert!(lines("a.html", TEMPLATE, "block main").ends_with("{% endblock main %}"));
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
    let expected = [
        ("upstream app", block),
        ("listen", listen),
        ("server", "`server` is ambiguous: it names 2 items"),
        ("location", "there is no `location`"),
    ];
    check("a.conf", NGINX, &expected);
}
