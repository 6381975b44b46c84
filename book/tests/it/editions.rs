//! The Russian edition: what is translated, what stays, and what the build refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use book::chapter::Chapter;
use book::edition::{Asked, Edition, gate, markdown};
use ignore::WalkBuilder;
use mdbook_i18n_helpers::new_cmark_parser;
use pulldown_cmark::{DefaultBrokenLinkCallback, html};
use regex::Regex;
use tempfile::{NamedTempFile, TempDir};

use crate::browser::book::PAGES;
use crate::security::root;

fn chapters() -> Vec<PathBuf> {
    let book = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = WalkBuilder::new(book.join("chapters"))
        .add(book.join("exercises"))
        .build();
    let files = walk.map(|entry| entry.unwrap().into_path());
    files
        .filter(|path| path.extension() == Some("md".as_ref()))
        .collect()
}

fn rendered(markdown: &str) -> String {
    let mut page = String::new();
    html::push_html(
        &mut page,
        new_cmark_parser::<DefaultBrokenLinkCallback>(markdown, None),
    );
    page.replace('\n', " ")
}

/// Where every message is translated by itself, the pages must stay as they are: taking a chapter apart
/// and putting it together loses nothing.
#[test]
fn a_translation_changes_nothing_but_the_messages() {
    let chapters = chapters();
    assert!(chapters.len() > 30, "{chapters:?}");
    for path in chapters {
        let text = fs::read_to_string(&path).unwrap();
        let mut chapter = Chapter::parse("a.md", &text);
        markdown::chapter(&mut chapter, &mut |message| Some(message.to_owned())).unwrap();
        assert_eq!(
            rendered(&chapter.source()),
            rendered(&text),
            "{}",
            path.display()
        );
    }
}

/// The head of a catalogue, as gettext wants it.
const HEAD: &str = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: x\\n\"\n\"POT-Creation-Date: x\\n\"\n\
    \"PO-Revision-Date: x\\n\"\n\"Language-Team: x\\n\"\n\"Language: ru\\n\"\n\"MIME-Version: 1.0\\n\"\n\
    \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\
    \"Plural-Forms: nplurals=1; plural=0;\\n\"\n\n";

/// What the gate says about a book of one message and a catalogue with this entry.
fn problems(english: &str, entry: &str) -> Vec<String> {
    let book = TempDir::new().unwrap();
    fs::create_dir(book.path().join("po")).unwrap();
    let write =
        |name: &str, text: String| fs::write(book.path().join("po").join(name), text).unwrap();
    write("ru.po", format!("{HEAD}{entry}\n"));
    write(
        "messages.pot",
        format!("{HEAD}msgid \"{english}\"\nmsgstr \"\"\n"),
    );
    let same = "[[same]]\nwhy = \"a name\"\ntexts = [\"HMAC\"]\n";
    let is_same = english == "HMAC";
    write(
        "same.toml",
        if is_same {
            same.to_owned()
        } else {
            "same = []\n".to_owned()
        },
    );
    let asked = Asked {
        message: english.to_owned(),
        source: "a.md".to_owned(),
    };
    gate::check(book.path(), &[asked]).unwrap()
}

#[test]
fn a_translation_with_the_same_parts_passes() {
    for (english, russian) in [
        ("The salt.", "Соль."),
        ("HMAC", "HMAC"),
        (
            "Of `a` and `b`, 65,536 bytes",
            "65\u{a0}536 байт: `b` и `a`",
        ),
        ("3.6 times {{#cost a b}}", "в 3,6 раза: {{#cost a b}}"),
        (
            "See [it](a.md#b), **now**",
            "**Сейчас** смотрите [его](a.md#b)",
        ),
        ("Step ${one.step} of {whole}", "Шаг ${one.step} из {whole}"),
    ] {
        let entry = format!("msgid \"{english}\"\nmsgstr \"{russian}\"");
        assert_eq!(problems(english, &entry), Vec::<String>::new(), "{russian}");
    }
}

#[test]
fn a_translation_that_does_not_fit_is_named_with_the_reason() {
    for (english, entry, reason) in [
        ("The salt.", "", "not in the catalogue: run `extract`"),
        (
            "The salt.",
            "msgid \"The salt.\"\nmsgstr \"\"",
            "not translated",
        ),
        (
            "The salt.",
            "msgid \"The salt.\"\nmsgstr \"The salt.\"",
            "the same as in English",
        ),
        (
            "The salt.",
            "#, fuzzy\nmsgid \"The salt.\"\nmsgstr \"Соль.\"",
            "fuzzy",
        ),
        (
            "The salt.",
            "msgid \"The salt.\"\nmsgstr \"Соль.\"\n\nmsgid \"Gone\"\nmsgstr \"Нет\"",
            "obsolete",
        ),
        (
            "The salt.",
            "msgid \"The salt.\"\nmsgstr \"Соль.\"\n\n#~ msgid \"Gone\"\n#~ msgstr \"Нет\"",
            "#~ msgid \"Gone\": obsolete",
        ),
        (
            "Of `a`",
            "msgid \"Of `a`\"\nmsgstr \"Из `b`\"",
            "other code: `b` in place of `a`",
        ),
        (
            "Of `a`",
            "msgid \"Of `a`\"\nmsgstr \"Из а\"",
            "other code:  in place of `a`",
        ),
        (
            "13 cookies",
            "msgid \"13 cookies\"\nmsgstr \"14 cookie\"",
            "other numbers: 14 in place of 13",
        ),
        (
            "[it](a.md)",
            "msgid \"[it](a.md)\"\nmsgstr \"[он](b.md)\"",
            "other links",
        ),
        (
            "{{#cost a}} s",
            "msgid \"{{#cost a}} s\"\nmsgstr \"{{#cost b}} с\"",
            "other directives",
        ),
        (
            "{page} min",
            "msgid \"{page} min\"\nmsgstr \"{pag} мин\"",
            "other directives",
        ),
        (
            "<b>a</b> bc",
            "msgid \"<b>a</b> bc\"\nmsgstr \"а бв\"",
            "other tags",
        ),
        (
            "A step",
            "msgid \"A step\"\nmsgstr \"Ш`аг\"",
            "other tags: `",
        ),
    ] {
        let problems = problems(english, entry).join("\n");
        assert!(problems.contains(reason), "{reason}: {problems}");
    }
}

#[test]
fn a_catalogue_without_its_head_is_an_error_in_words() {
    let file = NamedTempFile::new().unwrap();
    fs::write(file.path(), HEAD.replace("Language-Team", "Team")).unwrap();
    let error = Edition::of_catalogue(file.path()).unwrap_err().to_string();
    assert!(error.ends_with("its head has no Language-Team"), "{error}");
}

/// The pages of the English edition that are chapters, by their paths.
fn pages() -> Vec<String> {
    let walk = WalkBuilder::new(&*PAGES).standard_filters(false).build();
    let files = walk.map(|entry| entry.unwrap().into_path());
    let paths = files.map(|path| {
        path.strip_prefix(&*PAGES)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/")
    });
    let is_chapter = |path: &String| {
        let others = ["404.html", "print.html", "run/index.html", "toc.html"];
        path.ends_with(".html") && !path.starts_with("ru/") && !others.contains(&path.as_str())
    };
    paths.filter(is_chapter).collect()
}

fn all(pattern: &str, page: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    pattern
        .captures_iter(page)
        .map(|found| found[1].to_owned())
        .collect()
}

#[test]
fn code_transcripts_and_places_are_those_of_the_english_page() {
    let pages = pages();
    assert!(pages.len() >= 25, "{pages:?}");
    for path in pages {
        let read = |path: &str| fs::read_to_string(PAGES.join(path)).unwrap();
        let (english, russian) = (read(&path), read(&format!("ru/{path}")));
        assert!(russian.contains("<html lang=\"ru\""), "{path}");
        for part in [
            "(?s)<pre>(.*?)</pre>",
            "<h[1-6] (?:[^>]* )?id=\"([^\"]+)\"",
            "data-requests=\"([^\"]*)\"",
            "<figure class=\"listing\" id=\"([^\"]+)\"",
        ] {
            assert_eq!(all(part, &russian), all(part, &english), "{path}");
        }
        let up = "../".repeat(path.matches('/').count());
        let link = |there: &str| format!("<a class=\"language\" href=\"{up}{there}{path}\"");
        assert!(english.contains(&link("ru/")), "{path}");
        assert!(russian.contains(&link("../")), "{path}");
    }
}

/// mdBook's own words stand around the text. A new version of it may bring others.
#[test]
fn no_english_word_stands_around_a_russian_page() {
    let without = Regex::new("(?s)<script.*?</script>|<!--.*?-->").unwrap();
    for path in [
        "ru/index.html",
        "ru/404.html",
        "ru/step05-login-app/pages.html",
    ] {
        let page = fs::read_to_string(PAGES.join(path)).unwrap();
        let (top, main) = page.split_once("<main>").unwrap();
        let shell = format!("{top}{}", main.split_once("</main>").unwrap().1);
        let shell = without.replace_all(&shell, "");
        let attributes = all(
            "\\s(?:title|aria-label|placeholder|alt)=\"([^\"]+)\"",
            &shell,
        );
        let said = [attributes, all(">([^<>]+)<", &shell)].concat();
        let is_russian = |said: &&String| said.contains(|letter| ('А'..='ё').contains(&letter));
        let names = ["English", "This page in English", "Rust", "Ayu", "Esc", "S"];
        let english = |said: &&String| {
            said.contains(char::is_alphabetic) && !is_russian(said) && !names.contains(&said.trim())
        };
        assert!(said.iter().filter(is_russian).count() > 20, "{said:?}");
        assert_eq!(said.iter().filter(english).count(), 0, "{path}: {said:?}");
    }
}

/// A copy of the whole workspace, with a sentence of the introduction changed.
fn with_another_sentence() -> TempDir {
    let copy = TempDir::new().unwrap();
    for entry in WalkBuilder::new(root()).hidden(false).build() {
        let file = entry.unwrap().into_path();
        let path = file.strip_prefix(root()).unwrap();
        if file.is_file() && !path.starts_with(".git") {
            fs::create_dir_all(copy.path().join(path).parent().unwrap()).unwrap();
            fs::copy(&file, copy.path().join(path)).unwrap();
        }
    }
    let chapter = copy.path().join("book/chapters/introduction.md");
    let text = fs::read_to_string(&chapter).unwrap();
    let changed = text.replacen(
        "until you can read every byte",
        "until you read every single byte",
        1,
    );
    assert_ne!(changed, text);
    fs::write(chapter, changed).unwrap();
    copy
}

/// What the book's program says, and whether it succeeded.
fn book(workspace: &TempDir, arguments: &[&str]) -> (bool, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_book"));
    program
        .arg("--workspace")
        .arg(workspace.path())
        .args(arguments);
    let output = program
        .env_remove("MDBOOK_BUILD__BUILD_DIR")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
#[ignore = "needs gettext: apt-get install gettext"]
fn a_changed_sentence_asks_for_its_translation() {
    let copy = with_another_sentence();
    let read = |file: &str| fs::read_to_string(copy.path().join(file)).unwrap();
    let before = read("book/po/ru.po");
    let (built, said) = book(&copy, &["build"]);
    assert!(
        !built && said.contains("until you read every single byte"),
        "{said}"
    );
    let (extracted, said) = book(&copy, &["extract"]);
    assert!(extracted, "{said}");
    let after = read("book/po/ru.po");
    let new = |line: &&str| !before.contains(*line);
    let new: Vec<&str> = after
        .lines()
        .filter(new)
        .map(|line| &line[..line.len().min(20)])
        .collect();
    assert_eq!(
        new,
        ["#, fuzzy", "#| msgid \"In this bo", "msgid \"In this book "]
    );
    let (built, said) = book(&copy, &["build", "--allow-stale"]);
    assert!(built && said.contains("1 messages"), "{said}");
    let stale = |page: &str| {
        read(&format!("target/book/{page}")).contains("<p class=\"stale\">Английский текст")
    };
    let marked = [
        "ru/introduction.html",
        "ru/step01-stateless.html",
        "introduction.html",
    ]
    .map(stale);
    assert_eq!(marked, [true, false, false]);
}
