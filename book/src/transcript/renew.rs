//! Puts fresh cookies where a chapter writes out an older one.
//!
//! A session cookie that a chapter was given last month is too old today. Where a later command
//! repeats it, the replay uses the one that the step has just handed out, as a reader would.

use super::mask::signed_times;

/// Old `TIMESTAMP.SIGNATURE` parts and the fresh ones in their place.
#[derive(Debug, Default)]
pub struct Renewals(Vec<(String, String)>);

impl Renewals {
    /// Remembers the cookies of an output as it is shown and as it came now.
    pub fn learn(&mut self, shown: &str, fresh: &str) {
        let (old, new) = (signed_times(shown), signed_times(fresh));
        if old.len() == new.len() {
            self.0
                .extend(old.into_iter().zip(new).filter(|(old, new)| old != new));
        }
    }

    /// The text with every known old part replaced.
    pub fn apply(&self, text: &str) -> String {
        let replace = |text: String, (old, new): &(String, String)| text.replace(old, new);
        self.0.iter().fold(text.to_owned(), replace)
    }
}
