//! What may be a name: two spellings of one name should be the same, and a name can be seen.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// In characters.
const MAX_LENGTH: usize = 64;

/// Returns the name in Unicode's normal form NFC, with single blanks and none around it,
/// or the reason for refusing it, in words for the visitor.
pub fn check(typed: &str) -> Result<String, &'static str> {
    if typed.chars().any(is_unseen) {
        return Err("A name cannot hold control characters or invisible ones.");
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

/// Control characters end lines in logs, format characters turn text around (U+202E) or take
/// no room (U+200B), and nobody knows what an unassigned one will look like.
fn is_unseen(character: char) -> bool {
    let unseen = [
        GeneralCategory::Control,
        GeneralCategory::Format,
        GeneralCategory::LineSeparator,
        GeneralCategory::ParagraphSeparator,
        GeneralCategory::PrivateUse,
        GeneralCategory::Unassigned,
    ];
    unseen.contains(&character.general_category()) || is_filler(character)
}

/// Letters and marks that show nothing by themselves: fillers, and what selects a variant.
fn is_filler(character: char) -> bool {
    matches!(
        character,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{1d159}'
            | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    )
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
