//! What may be a name: two names that look alike on a page should be the same name.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// In characters.
const MAX_LENGTH: usize = 64;

/// Returns the name in Unicode's normal form NFC without blanks around it,
/// or the reason for refusing it, in words for the visitor.
pub fn check(typed: &str) -> Result<String, &'static str> {
    if typed.chars().any(is_unseen) {
        return Err("A name cannot hold control characters or invisible ones.");
    }
    let name: String = typed.trim().nfc().collect();
    match name.chars().count() {
        0 => Err("Please enter a name."),
        1..=MAX_LENGTH => Ok(name),
        _ => Err("A name can have 64 characters at the most."),
    }
}

/// Control characters end lines in logs, format characters turn text around (U+202E) or take
/// no room (U+200B), and fillers are letters that look like blanks.
fn is_unseen(character: char) -> bool {
    let unseen = [
        GeneralCategory::Control,
        GeneralCategory::Format,
        GeneralCategory::LineSeparator,
        GeneralCategory::ParagraphSeparator,
    ];
    let fillers = [
        '\u{34f}', '\u{115f}', '\u{1160}', '\u{17b4}', '\u{17b5}', '\u{2800}', '\u{3164}',
        '\u{ffa0}',
    ];
    unseen.contains(&character.general_category()) || fillers.contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        assert_eq!(check(" Zoe\u{308} "), Ok("Zoë".into()));
        assert_eq!(check("O'Brien; <b>"), Ok("O'Brien; <b>".into()));
    }

    #[test]
    fn a_name_can_be_seen() {
        for name in [
            "",
            " ",
            "\u{3000}",
            "a\0",
            "a\n",
            "\u{202e}a",
            "a\u{200b}",
            "\u{3164}",
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
