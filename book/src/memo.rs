//! Keeps what takes long to make and is asked for again and again: the parsed files of the steps.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Result;

/// Values by the text that each is made from.
pub struct Memo<V>(RefCell<HashMap<String, Rc<V>>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<V> Memo<V> {
    /// The value of a text. It is made when the text is new.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn of(&self, text: &str, make: impl FnOnce() -> Result<V>) -> Result<Rc<V>> {
        if let Some(made) = self.0.borrow().get(text) {
            return Ok(made.clone());
        }
        let made = Rc::new(make()?);
        self.0.borrow_mut().insert(text.to_owned(), made.clone());
        Ok(made)
    }
}
