//! What a listing's caption says about the item: names as they are, and what has no name in words.

use crate::html::escape;

/// The parts of an item as HTML that follows the file's path; nothing for a whole file.
pub fn item(item: &str) -> String {
    let parts: Vec<String> = item.split(" + ").map(part).collect();
    match parts.as_slice() {
        _ if item == "file" => String::new(),
        [first @ .., before, last] if !first.is_empty() => {
            format!(" · {}, {before} and {last}", first.join(", "))
        }
        parts => format!(" · {}", parts.join(" and ")),
    }
}

fn part(part: &str) -> String {
    let words = match part {
        "//!" => "module comment",
        "use" => "imports",
        "mod" => "modules",
        "tests::use" => "imports of the tests",
        name => return format!("<span class=\"item\">{}</span>", escape(name)),
    };
    words.to_owned()
}
