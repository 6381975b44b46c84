//! A chapter is its blocks; the book finds its workspace, and its readers the repository.

use book::chapter::{Chapter, Code, Kind};
use book::steps::STEPS;
use book::workspace::Workspace;

use crate::common::fixture;

const CHAPTER: &str = "\
# Two words

One `two`, <b>three</b>.
{{#promises}}
1. In a list:

   ```console,step02-cookie
   $ curl localhost

   Hello
   ```

   {{#picture a.svg}}
```text
{{#promises}}
```
The {{#cost a}} is prose.
";

#[test]
fn the_blocks_are_the_chapter_and_know_their_lines() {
    let chapter = Chapter::parse("a.md", CHAPTER);
    assert_eq!(chapter.source(), CHAPTER);
    let code = |info: &str, indent: &str, text: &str| {
        let [info, indent, text] = [info, indent, text].map(str::to_owned);
        Kind::Code(Code { info, indent, text })
    };
    let session = "$ curl localhost\n\nHello\n";
    let console = code("console,step02-cookie", "   ", session);
    let expected = [
        (1, Kind::Prose(5)),
        (4, Kind::Directive),
        (5, Kind::Prose(3)),
        (7, console),
        (12, Kind::Prose(0)),
        (13, Kind::Directive),
        (14, code("text", "", "{{#promises}}\n")),
        (17, Kind::Prose(5)),
    ];
    let blocks = chapter.blocks.into_iter();
    let blocks: Vec<_> = blocks.map(|block| (block.line, block.kind)).collect();
    assert_eq!(blocks, expected);
}

#[test]
fn a_code_block_says_its_language_and_what_it_runs_against() {
    let chapter = Chapter::parse("a.md", "```console,step02-cookie\n```\n```sh\n```\n");
    let codes = chapter.blocks.iter().map(|block| match &block.kind {
        Kind::Code(code) => (code.language(), code.argument(), code.text.as_str()),
        other => panic!("{other:?}"),
    });
    let expected = [("console", Some("step02-cookie"), ""), ("sh", None, "")];
    assert_eq!(codes.collect::<Vec<_>>(), expected);
}

fn manifest(members: &str, rest: &str) -> String {
    format!("[workspace]\nmembers = [{members}]\n{rest}")
}

#[test]
fn the_workspace_is_that_of_the_directory_or_of_one_above() {
    let names = STEPS.iter().map(|step| format!(", \"{}\"", step.name));
    let whole = manifest(&format!("\"book\"{}", names.collect::<String>()), "");
    let files = fixture(&[
        ("Cargo.toml", &whole),
        ("book/src/lib.rs", ""),
        ("other/Cargo.toml", &manifest("\"book\"", "")),
    ]);
    let root = files.workspace.root();
    for inside in ["", "book/src", "other"] {
        let found = Workspace::around(&root.join(inside)).unwrap();
        assert_eq!(found.root(), root);
    }
}

fn cloned(cargo: &str) -> String {
    let files = fixture(&[("Cargo.toml", cargo)]);
    files.chapter("a.md", "{{#clone}}\n").unwrap().markdown()
}

#[test]
fn a_repository_is_cloned_by_its_address_or_is_at_hand() {
    let address = "repository = \"https://example.org/books/sessions.git\"";
    let commands = "```sh\ngit clone https://example.org/books/sessions.git\ncd sessions\n```";
    let here = "Open a terminal in the directory of this repository.";
    for (package, shown) in [
        (address, commands),
        ("version = \"1.0.0\"", here),
        ("", here),
    ] {
        let package = format!("[workspace.package]\n{package}\n");
        assert_eq!(cloned(&manifest("", &package)), format!("\n{shown}\n\n"));
    }
}

#[test]
fn the_steps_of_this_workspace_are_its_members_and_watched_by_mdbook() {
    let workspace = Workspace::find().unwrap();
    let config = include_str!("../../book.toml");
    for step in workspace.steps() {
        assert!(workspace.root().join(step.name).is_dir());
        let watched = format!("\"../{}\",\n", step.name);
        assert!(config.contains(&watched), "{watched}");
    }
}
