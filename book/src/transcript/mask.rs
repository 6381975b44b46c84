//! Hides what changes from run to run, and nothing else, before two outputs are compared.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::Value;
use step04_session_dict::payload;

const HTTP_DATE: &str = r"\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?mi)^(date: |set-cookie: .*; expires=){HTTP_DATE}"
    ))
});
static JAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?m)^([^\t\n]+\t(?:TRUE|FALSE)\t[^\t\n]+\t(?:TRUE|FALSE)\t)[1-9]\d*\t")
});
static SESSION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?m)(session[=\t])(\.?[\w-]+)\.([\w-]+\.[\w-]{43})($|[^\w.-])"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

/// The text without dates, and without the time and the signature of a session cookie.
pub fn mask(text: &str) -> String {
    let text = DATE.replace_all(text, "${1}[date]");
    let text = JAR.replace_all(&text, "${1}[date]\t");
    SESSION.replace_all(&text, mask_session).into_owned()
}

fn mask_session(cookie: &Captures) -> String {
    let payload = mask_login(&cookie[2]);
    format!("{}{payload}.[time and signature]{}", &cookie[1], &cookie[4])
}

/// A payload that holds the moment of a login, as JSON without it; another as it is.
fn mask_login(payload: &str) -> String {
    let mut dict = payload::decode(payload).unwrap_or_default();
    match dict.get_mut("login_at") {
        Some(moment) => {
            *moment = "[time]".into();
            Value::from(dict).to_string()
        }
        None => payload.to_owned(),
    }
}

/// The `TIMESTAMP.SIGNATURE` parts of the session cookies in a text, in order.
pub fn signed_times(text: &str) -> Vec<String> {
    let cookies = SESSION.captures_iter(text);
    cookies.map(|found| found[3].to_owned()).collect()
}
