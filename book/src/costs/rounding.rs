//! Rounds the record's figures, everywhere in the book alike.
//!
//! | kind | shown as | example |
//! |---|---|---|
//! | ratio | two digits below 10, whole above | `0.41`, `6.9`, `67` |
//! | microseconds | a digit behind the point below 100, whole above | `9.4`, `11.8`, `837` |
//! | seconds | whole | `81` |
//! | what is counted: instructions, bytes, crates, KiB | every digit | `49,822` |

/// A ratio: two significant digits below 10, a whole number above.
pub fn ratio(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value >= 999.5 {
        return count(value.round() as u64);
    }
    format!("{value:.*}", decimals(value))
}

/// How many decimals leave two significant digits, seen after rounding: 9.96 is 10, with none.
fn decimals(value: f64) -> usize {
    let scientific = format!("{value:.1e}");
    let exponent = scientific
        .rsplit_once('e')
        .and_then(|(_, it)| it.parse().ok());
    1_usize.saturating_add_signed(-exponent.unwrap_or(0))
}

/// What was counted, with a comma between thousands.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Microseconds: to a tenth below 100, whole above.
pub fn micros(value: f64) -> String {
    if value < 99.95 {
        return format!("{value:.1}");
    }
    count(value.round() as u64)
}

/// Seconds, whole.
pub fn seconds(value: f64) -> String {
    count(value.round() as u64)
}
