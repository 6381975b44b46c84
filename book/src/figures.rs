//! The figures of a chapter: how much prose, how many listings, how long, how far apart.

use std::fmt;

use crate::directive;
use crate::expand::Expanded;
use crate::markdown::words;

/// The figures of one chapter.
#[derive(Debug, PartialEq)]
pub struct Figures {
    /// The chapter's path.
    pub path: String,
    /// Words of prose.
    pub words: usize,
    /// Number of listings.
    pub listings: usize,
    /// Median lines of a listing.
    pub median: Option<usize>,
    /// Mean words between two listings.
    pub between: Option<usize>,
}

impl Figures {
    /// Counts a chapter, given its text as it was written.
    pub fn of(chapter: &Expanded, text: &str) -> Self {
        let prose = prose(chapter, text);
        let inner = prose.get(1..prose.len() - 1).unwrap_or_default();
        Self {
            path: chapter.path.clone(),
            words: prose.iter().sum(),
            listings: chapter.listings.len(),
            median: median(chapter),
            between: inner.iter().sum::<usize>().checked_div(inner.len()),
        }
    }
}

/// The words before the first listing, between each two, and after the last.
fn prose(chapter: &Expanded, text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let mut start = 0;
    let mut counts = Vec::new();
    for (line, _) in &chapter.listings {
        counts.push(count(&lines[start..*line]));
        start = line + 1;
    }
    counts.push(count(&lines[start..]));
    counts
}

fn count(lines: &[&str]) -> usize {
    let prose: Vec<_> = lines
        .iter()
        .filter(|line| !directive::is_block(line))
        .copied()
        .collect();
    words(&prose.join("\n"))
}

fn median(chapter: &Expanded) -> Option<usize> {
    let mut lengths: Vec<_> = chapter
        .listings
        .iter()
        .map(|(_, listing)| listing.lines().count())
        .collect();
    lengths.sort();
    lengths.get(lengths.len() / 2).copied()
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |figure: Option<usize>| figure.map_or("–".to_owned(), |it| it.to_string());
        write!(
            out,
            "{}: {} words, {} listings, median {} lines, {} words between them",
            self.path,
            self.words,
            self.listings,
            number(self.median),
            number(self.between)
        )
    }
}
