//! Links within the book lead somewhere; pictures have a text alternative.

use crate::common::fixture;
use book::links::check;

#[test]
fn links_to_pages_and_ids_hold() {
    let pages = fixture(&[
        (
            "a.html",
            "<h1 id=top>A</h1><a href='b/c.html#it'>c</a><a href='#top'>up</a><a href='https://x.y/z'>z</a>",
        ),
        (
            "b/c.html",
            "<p id=it><a href='../a.html?x=1'>a</a><img src='c.png'>",
        ),
        ("b/c.png", ""),
    ]);
    check(pages.workspace.root()).unwrap();
}

#[test]
fn broken_links_are_named_with_their_page() {
    let pages = fixture(&[
        (
            "a.html",
            "<a href='no.html'>1</a><a href='b.html#no'>2</a><img src='no.png'><a href='../../etc/passwd'>3</a>",
        ),
        ("b.html", "<a href='#no'>4</a>"),
    ]);
    let error = check(pages.workspace.root()).unwrap_err().to_string();
    let broken: Vec<&str> = error.lines().skip(1).collect();
    assert_eq!(
        broken,
        [
            "a.html: ../../etc/passwd",
            "a.html: b.html#no",
            "a.html: no.html",
            "a.html: no.png",
            "b.html: #no"
        ]
    );
}

const PICTURE: &str = "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\">\n  <title>T</title>\n\n  <desc>D</desc>\n  <path id=\"p\"/><use href=\"#p\"/>\n</svg>\n";

#[test]
fn a_picture_is_drawn_into_the_page_with_its_text() {
    let files = fixture(&[
        ("step01-a/Cargo.toml", ""),
        ("book/chapters/images/p.svg", PICTURE),
    ]);
    let page = files
        .chapter("a.md", "{{#picture p.svg}}\n\n{{#picture p.svg}}\n")
        .unwrap()
        .markdown();
    assert!(page.contains("<svg role=\"img\" aria-labelledby=\"p-1-title p-1-desc\" viewBox=\"0 0 1 1\"> <title id=\"p-1-title\">T</title>"), "{page}");
    assert!(
        page.contains("<path id=\"p-3-p\"/><use href=\"#p-3-p\"/>"),
        "{page}"
    );
}

#[test]
fn a_picture_without_text_is_refused() {
    let files = fixture(&[
        ("step01-a/Cargo.toml", ""),
        ("book/chapters/images/p.svg", "<svg></svg>"),
    ]);
    let error = files
        .chapter("a.md", "{{#picture p.svg}}")
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "book/chapters/a.md:1: p.svg needs a <title> and a <desc>"
    );
}
