//! What may be a name: it can be seen, and it has only one spelling.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// In characters.
const MAX_LENGTH: usize = 64;

/// Characters that nobody sees, by Unicode's own properties (UAX #44): control, format, private
/// and unassigned characters (C), ends of lines and paragraphs (Zl, Zp), and characters that a
/// font need not draw. Three symbols with nothing in them have no property of their own.
const UNSEEN: &str =
    r"[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}\u{fffc}\u{1d159}]";

/// Returns the name in Unicode's normal form NFC, with single blanks and none around it,
/// or the reason for refusing it, in words for the visitor.
pub fn check(typed: &str) -> Result<String, &'static str> {
    static UNSEEN_CHARACTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(UNSEEN).expect("the pattern is a regular expression"));
    if UNSEEN_CHARACTER.is_match(typed) {
        return Err("A name cannot have control characters or invisible ones.");
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name: String = words.join(" ").nfc().collect();
    if name.split(' ').flat_map(str::chars).all(is_combining_mark) {
        return Err("Please enter a name.");
    }
    if name.chars().count() > MAX_LENGTH {
        return Err("A name can have 64 characters at the most.");
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        assert_eq!(check(" Zoe\u{308} \u{3000} B. "), Ok("Zoë B.".into()));
        assert_eq!(check("O'Brien; <b>"), Ok("O'Brien; <b>".into()));
    }

    #[test]
    fn a_name_can_be_seen() {
        for name in [
            "",
            " ",
            "\u{301} \u{301}",
            "a\0",
            "a\n",
            "\u{202e}a",
            "a\u{200b}",
            "\u{3164}",
            "\u{fffc}",
            "\u{2d7f}",
            "\u{378}",
            "\u{e000}",
            "\u{ffff}",
        ] {
            assert!(check(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_name_has_64_characters_at_the_most() {
        assert!(check(&"я".repeat(64)).is_ok());
        assert!(check(&"я".repeat(65)).is_err());
    }
}
