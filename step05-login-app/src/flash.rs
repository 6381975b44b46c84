//! Messages for the next page, in Flask's form: `{"_flashes": [{" t": ["message", "Hi"]}]}`.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::session::Session;

const KEY: &str = "_flashes";

/// A tuple, as Flask tags it: the category and the text.
#[derive(Deserialize)]
struct Tuple {
    #[serde(rename = " t")]
    pair: (String, String),
}

/// Leaves a message for the next page that shows messages.
pub fn flash(session: &mut Session, text: &str) {
    let message = json!({" t": ["message", text]});
    match &mut session[KEY] {
        Value::Array(messages) => messages.push(message),
        other => *other = json!([message]),
    }
}

/// Takes the messages out of the session, so that each is shown once.
pub fn take(session: &mut Session) -> Vec<String> {
    let tuples: Vec<Value> = session.get(KEY).unwrap_or_default();
    if session.contains_key(KEY) {
        session.remove(KEY);
    }
    tuples.into_iter().filter_map(text).collect()
}

/// Returns the text of a message, or nothing if Flask left something else, such as markup.
fn text(tuple: Value) -> Option<String> {
    let tuple: Tuple = serde_json::from_value(tuple).ok()?;
    Some(tuple.pair.1)
}
