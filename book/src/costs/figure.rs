//! A measured figure as a number, and as a reader sees it.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::edition::Edition;

/// The number.
///
/// # Errors
///
/// If it is something else.
pub fn number(figure: &Value) -> Result<f64> {
    figure
        .as_f64()
        .with_context(|| format!("`{figure}` is no number"))
}

/// A word as it is, what was counted with every digit, and anything else as a ratio.
pub fn shown(edition: &Edition, figure: &Value) -> String {
    match (figure.as_str(), figure.as_u64(), figure.as_f64()) {
        (Some(word), ..) => word.to_owned(),
        (_, Some(counted), _) => edition.number(&count(counted)),
        (.., Some(measured)) => edition.number(&ratio(measured)),
        _ => figure.to_string(),
    }
}

/// Two digits below 10, all digits before the point above.
pub fn ratio(value: f64) -> String {
    match value {
        ..0.995 => format!("{value:.2}"),
        ..9.95 => format!("{value:.1}"),
        _ => count(value.round() as u64),
    }
}

/// With a comma between thousands.
fn count(value: u64) -> String {
    let digits = value.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}
