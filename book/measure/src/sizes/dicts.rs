//! Sessions to be compared: some as apps have them, many as chance has them.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::Dict;

/// A session of so many keys, whose names and values an app could have.
pub fn example(keys: usize) -> Dict {
    (0..keys).map(entry).collect()
}

fn entry(number: usize) -> (String, Value) {
    let entries = [
        ("username", json!("alice")),
        ("visits", json!(number + 1)),
        ("theme", json!("dark")),
        ("remember", json!(true)),
        ("language", json!("en")),
        ("login_at", json!(1_700_000_000 + 61 * number)),
        ("last_page", json!("/orders/latest")),
        ("newsletter", json!(false)),
        ("cart_items", json!(3 * number)),
        ("currency", json!("EUR")),
    ];
    let (key, value) = entries[number % entries.len()].clone();
    match number / entries.len() {
        0 => (key.into(), value),
        round => (format!("{key}_{}", round + 1), value),
    }
}

/// The same random sessions in every run.
pub fn random(cases: usize) -> Vec<Dict> {
    let mut rng = Rng::with_seed(1);
    (0..cases).map(|_| dict(&mut rng, 0)).collect()
}

/// Mostly short, some long: at the top 1 to 40 entries, fewer further down.
fn dict(rng: &mut Rng, depth: u32) -> Dict {
    let most = [40, 4, 2][depth as usize];
    let most = rng.usize(1..=most);
    let entries = rng.usize(1..=most);
    let entry = |_| (word(rng), value(rng, depth));
    (0..entries).map(entry).collect::<Map<_, _>>()
}

fn value(rng: &mut Rng, depth: u32) -> Value {
    match rng.u8(0..if depth < 2 { 10 } else { 8 }) {
        0 => Value::Null,
        1 => json!(rng.bool()),
        2 => json!(rng.i32(-1000..1000)),
        3 => json!(rng.i64(..)),
        4 => json!(float(rng)),
        5 => json!(word(rng)),
        6 => json!(sentence(rng)),
        7 => json!(word(rng).repeat(rng.usize(1..30))),
        8 => Value::Object(dict(rng, depth + 1)),
        _ => (0..rng.usize(0..6))
            .map(|_| value(rng, depth + 1))
            .collect(),
    }
}

/// Neither so small nor so large that Rust and Python write it in different ways.
fn float(rng: &mut Rng) -> f64 {
    let sign = if rng.bool() { 1.0 } else { -1.0 };
    sign * (0.01 + 1000.0 * rng.f64())
}

fn sentence(rng: &mut Rng) -> String {
    let words: Vec<String> = (0..rng.usize(0..20)).map(|_| word(rng)).collect();
    words.join(" ")
}

/// One of a few common words, or letters of several scripts that no one has seen before.
fn word(rng: &mut Rng) -> String {
    const COMMON: [&str; 8] = [
        "user",
        "visits",
        "theme",
        "Zoë",
        "日本",
        "cart",
        "/orders",
        "\"a\\b\"\n",
    ];
    const LETTERS: [char; 12] = ['a', 'e', 'n', 'r', 't', 'X', '7', '_', 'é', 'ж', '語', '😀'];
    if rng.bool() {
        return COMMON[rng.usize(..COMMON.len())].into();
    }
    let length = rng.usize(1..=12);
    let letter = |_| LETTERS[rng.usize(..LETTERS.len())];
    (0..length).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_has_as_many_keys_as_asked() {
        for keys in [1, 10, 11, 100] {
            assert_eq!(example(keys).len(), keys);
        }
    }

    #[test]
    fn chance_repeats_itself() {
        assert_eq!(random(100), random(100));
    }
}
