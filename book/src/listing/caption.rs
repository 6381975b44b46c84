//! What a listing's caption says about the item: names as they are, and what has no name in words.

use crate::edition::Edition;
use crate::html::escape;

/// The parts of an item as HTML that follows the file's path; nothing for a whole file.
pub fn item(edition: &Edition, item: &str) -> String {
    let parts = item.split(" + ").map(|name| part(edition, name));
    let parts: Vec<String> = parts.collect();
    let and = edition.say("and", &[]);
    match parts.as_slice() {
        _ if item == "file" => String::new(),
        [first @ .., before, last] if !first.is_empty() => {
            format!(" · {}, {before} {and} {last}", first.join(", "))
        }
        parts => format!(" · {}", parts.join(&format!(" {and} "))),
    }
}

fn part(edition: &Edition, part: &str) -> String {
    match part {
        "//!" => edition.say("module comment", &[]),
        "use" => edition.say("imports", &[]),
        "mod" => edition.say("modules", &[]),
        "tests::use" => edition.say("imports of the tests", &[]),
        name => format!("<span class=\"item\">{}</span>", escape(name)),
    }
}
