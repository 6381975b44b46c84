//! Links within the book lead somewhere; pictures have a text alternative.

use anyhow::Result;
use book::expand::Expanded;
use book::links::check;

use crate::common::fixture;

/// A page of these links.
fn page(links: &str) -> String {
    let links = links.split(' ');
    links
        .map(|link| format!("<a href='{link}'>link</a>"))
        .collect()
}

#[test]
fn links_to_pages_and_ids_hold() {
    let a = "<h1 id=top>A</h1>".to_owned() + &page("b/c.html#it #top https://x.y/z");
    let c = "<p id=it><img src='c.png'>".to_owned() + &page("../a.html?x=1");
    let pages = fixture(&[("a.html", &a), ("b/c.html", &c), ("b/c.png", "")]);
    check(pages.workspace.root()).unwrap();
}

#[test]
fn broken_links_are_named_with_their_page() {
    let a = page("no.html b.html#no ../../etc/passwd") + "<img src='no.png'>";
    let pages = fixture(&[("a.html", &a), ("b.html", &page("#no"))]);
    let error = check(pages.workspace.root()).unwrap_err().to_string();
    let broken =
        "a.html: ../../etc/passwd\na.html: b.html#no\na.html: no.html\na.html: no.png\nb.html: #no";
    assert!(error.ends_with(&format!("broken\n{broken}")), "{error}");
}

const PICTURE: &str = "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\">\n  <title>T</title>\n\n  <desc>D</desc>\n  <path id=\"p\"/><use href=\"#p\"/>\n</svg>\n";

/// A chapter with a picture, twice.
fn chapter(picture: &str) -> Result<Expanded> {
    let files = [
        ("step01-a/Cargo.toml", ""),
        ("book/chapters/images/p.svg", picture),
    ];
    fixture(&files).chapter("a.md", "{{#picture p.svg}}\n\n{{#picture p.svg}}\n")
}

#[test]
fn a_picture_is_drawn_into_the_page_with_its_text() {
    let page = chapter(PICTURE).unwrap().markdown();
    for drawn in [
        "<svg role=\"img\" aria-labelledby=\"p-1-title p-1-desc\" viewBox=\"0 0 1 1\"> <title id=\"p-1-title\">T</title>",
        "<path id=\"p-3-p\"/><use href=\"#p-3-p\"/>",
    ] {
        assert!(page.contains(drawn), "{page}");
    }
}

#[test]
fn a_picture_without_text_is_refused() {
    let error = chapter("<svg></svg>").unwrap_err().to_string();
    let first = "book/chapters/a.md:1: p.svg needs a <title> and a <desc>\n";
    assert!(error.starts_with(first), "{error}");
}
