//! Listings show the source's own lines, marked by what the step did to them.

use std::fs;

use crate::common::{Fixture, fixture};
use book::chapter::Chapter;
use book::expand::{self, Expanded};
use book::listing::{Mark, Row};
use book::workspace::Workspace;

const OLD: &str = "/// Greets.\nfn app() {\n    one();\n    two();\n    three();\n    four();\n}\n\nfn gone() {}\n";
const NEW: &str = "/// Greets.\nfn app() {\n    one();\n    two();\n    three();\n    quatre();\n}\n\nstruct Fresh;\n\nimpl Fresh {\n    fn new() {}\n\n    fn old() {}\n}\n";

fn steps() -> Fixture {
    fixture(&[
        ("step01-a/src/lib.rs", OLD),
        ("step02-b/src/lib.rs", NEW),
        ("step02-b/src/new.rs", "//! N.\nuse a;\nfn new() {}\n"),
        ("step02-b/src/long.rs", &"// a line\n".repeat(31)),
    ])
}

fn chapter(path: &str, text: &str) -> anyhow::Result<Expanded> {
    steps().chapter(path, text)
}

/// The Markdown of a chapter of step 2 with one listing of one of its files.
fn html(listing: &str) -> String {
    let directive = format!("{{{{#listing step02-b/src/{listing}}}}}");
    let chapter = chapter("step02-b.md", &directive);
    chapter.unwrap().markdown()
}

/// The rows of a chapter's only listing: `+` new, `-` gone, `…` a gap.
fn rows(path: &str, listing: &str) -> String {
    let chapter = chapter(path, &format!("{{{{#listing {listing}}}}}")).unwrap();
    let row = |row: &Row| match row {
        Row::Gap(indent) => format!(" {indent}…"),
        Row::Place(place) => place.clone(),
        Row::Line(line) => match line.mark {
            Mark::New => format!("+{}", line.text),
            Mark::Gone => format!("-{}", line.text),
            Mark::Kept => format!(" {}", line.text),
        },
    };
    let listing = chapter.listings().next().unwrap();
    let rows: Vec<String> = listing.rows.iter().map(row).collect();
    rows.join("\n")
}

#[test]
fn a_listing_marks_what_the_step_did_and_shows_removed_lines_when_asked() {
    for (chapter, listing, shown) in [
        (
            "step02-b.md",
            "step02-b/src/lib.rs app",
            " /// Greets.\n fn app() {\n     one();\n     two();\n     three();\n+    quatre();\n }",
        ),
        (
            "step02-b.md",
            "step02-b/src/lib.rs app changes removed",
            " /// Greets.\n fn app() {\n     …\n     three();\n-    four();\n+    quatre();\n }",
        ),
        ("step02-b.md", "step01-a/src/lib.rs gone", "-fn gone() {}"),
        ("step01-a.md", "step01-a/src/lib.rs gone", " fn gone() {}"),
    ] {
        assert_eq!(rows(chapter, listing), shown);
    }
}

#[test]
fn a_method_stands_within_its_impl() {
    let shown = |item: &str| rows("step02-b.md", &format!("step02-b/src/lib.rs {item}"));
    let first = "+impl Fresh {\n+    fn new() {}\n     …\n+}";
    assert_eq!(shown("Fresh::new"), first);
    let last = "+impl Fresh {\n     …\n+    fn old() {}\n+}";
    assert_eq!(shown("Fresh::old"), last);
    let both = "+impl Fresh {\n+    fn new() {}\n+\n+    fn old() {}\n+}";
    assert_eq!(shown("Fresh::new + Fresh::old"), both);
}

#[test]
fn context_shows_the_attributes_of_the_block_around() {
    let text = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn holds() {}\n}\n";
    let files = fixture(&[("step01-a/src/lib.rs", text)]);
    for (option, first) in [("", "mod tests {"), (" context", "#[cfg(test)]")] {
        let directive = format!("{{{{#listing step01-a/src/lib.rs tests::holds{option}}}}}");
        let chapter = files.chapter("step01-a.md", &directive).unwrap();
        let listing = chapter.listings().next().unwrap();
        assert_eq!(listing.lines().next().unwrap().text, first);
    }
}

#[test]
fn a_name_alone_is_a_file_of_the_workspace() {
    let cargo = "[workspace.dependencies]\naxum = \"0.8\"\nserde = \"1\"\n";
    let files = fixture(&[("Cargo.toml", cargo), ("step01-a/Cargo.toml", "")]);
    let directive = "{{#listing Cargo.toml workspace.dependencies.serde}}";
    let html = files.chapter("step01-a.md", directive).unwrap().markdown();
    let code = "<code class=\"language-toml\"><span class=\"line\">serde =";
    assert!(html.contains(code), "{html}");
}

#[test]
fn the_html_holds_the_source_and_marks_it_with_ins_and_del() {
    let html = html("lib.rs app changes removed");
    for part in [
        "<span class=\"path\">step02-b/src/lib.rs</span> · <span class=\"item\">app</span>",
        "<code class=\"language-rust\">",
        "<span class=\"line gap\">    // …</span>&#10;<span class=\"line\">    three();</span>&#10;",
        "<del><span class=\"line\">    four();</span>&#10;</del><ins><span class=\"line\">    quatre();</span>&#10;</ins>",
    ] {
        assert!(html.contains(part), "{html}");
    }
}

#[test]
fn what_is_all_new_says_so_and_the_first_step_marks_nothing() {
    for (listing, tag) in [("new.rs file", "new file"), ("lib.rs Fresh::new", "new")] {
        let tag = format!("<span class=\"tag\">{tag}</span>");
        assert!(html(listing).contains(&tag), "{listing}");
    }
    let twice = html("new.rs //! + use + new}}\n{{#listing step02-b/src/new.rs file");
    let words = " · module comment, imports and <span class=\"item\">new</span> ";
    assert!(twice.contains(words), "{twice}");
    assert_eq!(twice.matches("new file").count(), 1, "{twice}");
    let plain = html("lib.rs Fresh::new plain");
    assert!(!plain.contains("<ins") && !plain.contains("tag"), "{plain}");
    assert!(!rows("step01-a.md", "step01-a/src/lib.rs app").contains('+'));
}

#[test]
fn errors_name_the_chapter_and_the_line_and_all_are_reported() {
    let text = "# Title\n\n{{#listing step02-b/src/lib.rs nothing}}\n\n{{#listing step09/a.rs b}}\n{{#what}}\n{{#listing step02-b/src/long.rs file}}\n{{#picture none.svg}}\n";
    let error = chapter("step02-b.md", text).unwrap_err().to_string();
    let expected = "\
book/chapters/step02-b.md:3: step02-b/src/lib.rs: there is no `nothing`
book/chapters/step02-b.md:5: there is no step `step09`; the steps are step01-a, step02-b
book/chapters/step02-b.md:6: `{{#what}}` is no directive of this book
book/chapters/step02-b.md:7: step02-b/src/long.rs file: 31 lines, more than 30
book/chapters/step02-b.md:8: there is no picture none.svg: ";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_directive_in_a_code_fence_stays_as_it_is() {
    let text = "```text\n{{#listing step02-b/src/lib.rs nothing}}\n```\n";
    assert_eq!(chapter("step02-b.md", text).unwrap().markdown(), text);
}

/// What a reader copies is Rust, wherever lines are left out of a listing or taken away by its step.
#[test]
fn what_is_copied_compiles_as_an_item() {
    let workspace = Workspace::find().unwrap();
    let texts = workspace.book().join("chapters");
    let folders = ["", "step05-login-app"].map(|folder| fs::read_dir(texts.join(folder)).unwrap());
    let files = folders
        .into_iter()
        .flatten()
        .map(|file| file.unwrap().path());
    let chapters: Vec<Expanded> = files
        .filter(|file| file.extension().is_some_and(|end| end == "md"))
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let path = file.strip_prefix(&texts).unwrap().to_str().unwrap();
            expand::chapter(&workspace, Chapter::parse(path, &text)).unwrap()
        })
        .collect();
    let listings = chapters.iter().flat_map(Expanded::listings);
    let rust = listings.filter(|it| it.path.ends_with(".rs") && it.step.is_some());
    let mut count = 0;
    for listing in rust {
        let parsed = syn::parse_file(&listing.copied);
        assert!(parsed.is_ok(), "{} {}", listing.path, listing.item);
        count += 1;
    }
    assert!(count > 100, "{count}");
    let own = html("lib.rs app changes removed");
    let whole = "data-whole=\"/// Greets.&#10;fn app() {&#10;    one();&#10;    two();&#10;    three();&#10;    quatre();&#10;}&#10;\"";
    assert!(own.contains(whole), "{own}");
}
