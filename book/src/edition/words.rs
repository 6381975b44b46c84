//! What a word is sought as in the Russian edition: one text for all its forms. `theme/russian.js` does
//! the same in the page, and holds the tables of words.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use elasticlunr::lang::English;
use elasticlunr::pipeline::PipelineFn;
use elasticlunr::{Language, Pipeline};
use rust_stemmers::{Algorithm, Stemmer};

/// The script's text, which has the tables of words.
const TABLES: &str = include_str!("../../theme/russian.js");

/// What each word is sought as.
pub struct Words {
    english: Pipeline,
    snowball: Stemmer,
    unsought: HashSet<&'static str>,
    instead: HashMap<String, Option<String>>,
    known: RefCell<HashMap<String, Option<String>>>,
}

impl Default for Words {
    fn default() -> Self {
        let mut english = English::new().make_pipeline();
        // It trims all letters but the English ones, so this trims instead.
        english.queue.remove(0);
        let mut words = Self {
            english,
            snowball: Stemmer::create(Algorithm::Russian),
            unsought: table("UNSOUGHT").collect(),
            instead: HashMap::new(),
            known: RefCell::default(),
        };
        let pairs = table("INSTEAD").filter_map(|pair| pair.split_once('='));
        words.instead = pairs
            .filter_map(|(word, instead)| Some((words.plain(word)?, words.plain(instead))))
            .collect();
        words
    }
}

impl PipelineFn for Words {
    fn name(&self) -> String {
        "russian".to_owned()
    }

    /// The text has each word many times.
    fn filter(&self, word: String) -> Option<String> {
        let mut known = self.known.borrow_mut();
        let sought = known.entry(word);
        sought.or_insert_with_key(|word| self.sought(word)).clone()
    }
}

impl Words {
    /// What a word of lower case is sought as. None if it is not sought.
    pub fn sought(&self, word: &str) -> Option<String> {
        let found = self.plain(word)?;
        let instead = self.instead.get(&found);
        instead.cloned().unwrap_or(Some(found))
    }

    fn plain(&self, word: &str) -> Option<String> {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let word = word.replace('ё', "е");
        match &word {
            _ if word.contains(|letter| matches!(letter, 'а'..='я')) => self.russian(&word),
            _ if word.is_ascii() => self.english.run(vec![word]).pop(),
            _ => Some(word),
        }
    }

    fn russian(&self, word: &str) -> Option<String> {
        let is_sought = !self.unsought.contains(word);
        is_sought.then(|| without_fleeting_vowel(&self.snowball.stem(word)))
    }
}

/// A vowel that is only in some forms goes too: «замок» is «замки».
fn without_fleeting_vowel(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().collect();
    match *letters.as_slice() {
        [.., before, 'е' | 'о', last @ ('к' | 'ц')] if !"аеиоуыэюя".contains(before) =>
        {
            let kept = &letters[..letters.len() - 2];
            kept.iter().chain([&last]).collect()
        }
        _ => stem.to_owned(),
    }
}

/// The words of a table of the script.
fn table(name: &str) -> impl Iterator<Item = &'static str> {
    let start = format!("const {name} = `");
    let (_, table) = TABLES.split_once(&start).expect("the script has it");
    let end = table.find('`').unwrap_or_default();
    table[..end].split_whitespace()
}
