//! What a message and its translation have in common: code, directives, places to fill in, tags, the
//! targets of links, and numbers. Only their order may differ.

use std::sync::LazyLock;

use regex::Regex;

/// In the order in which they are looked for: each is taken out of the text before the next.
static KINDS: LazyLock<[(&str, Regex); 5]> = LazyLock::new(|| {
    [
        (
            "code",
            r"(?s)``.+?``|`.+?`|<code>.*?</code>|<samp>.*?</samp>",
        ),
        ("directives", r"\{\{.*?\}\}|\$\{.*?\}|\{\w+\}"),
        ("links", r"\]\([^)]*\)|<https?:[^>]*>"),
        ("tags", r"</?\w[^>]*>|\*\*|`"),
        ("numbers", r"\d(?:[\d.,\u{a0}]*\d)?"),
    ]
    .map(|(kind, pattern)| (kind, Regex::new(pattern).expect("a valid pattern")))
});

static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[([^\]]*)\]\([^)]*\)").expect("a valid pattern"));

/// The parts of a message that its translation has, too, each kind sorted.
pub struct Parts(Vec<Vec<String>>);

impl Parts {
    /// Takes them out of a message.
    pub fn of(message: &str) -> Self {
        let mut rest = message.to_owned();
        let kinds = KINDS.iter().map(|(kind, pattern)| {
            let found = pattern.find_iter(&rest).map(|it| normal(kind, it.as_str()));
            let mut found: Vec<String> = found.collect();
            found.sort();
            rest = pattern.replace_all(&rest, "¤").into_owned();
            found
        });
        Self(kinds.collect())
    }

    /// What a translation lacks, or has besides, in words.
    pub fn difference(&self, translation: &Self) -> Option<String> {
        let pairs = self.0.iter().zip(&translation.0).zip(KINDS.iter());
        let mut differing = pairs.filter(|((own, other), _)| own != other);
        differing.next().map(|((own, other), (kind, _))| {
            format!(
                "other {kind}: {} in place of {}",
                other.join(" "),
                own.join(" ")
            )
        })
    }

    /// A message without the targets of its links.
    pub fn without_targets(message: &str) -> String {
        LINK.replace_all(message, "$1").into_owned()
    }
}

/// A number by its digits alone: `65,536` and `3.6` have other signs in Russian.
fn normal(kind: &str, part: &str) -> String {
    match kind {
        "numbers" => part.chars().filter(char::is_ascii_digit).collect(),
        _ => part.to_owned(),
    }
}
