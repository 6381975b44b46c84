//! Hides what changes from run to run, and nothing else, before two outputs are compared.

use std::borrow::Cow;
use std::io::Read;
use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use flate2::read::ZlibDecoder;
use regex::{Captures, Regex};

const HTTP_DATE: &str = r"\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT";

static DATE: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(?mi)^(date: ){HTTP_DATE}$")));
static SET_COOKIE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?mi)^set-cookie: .*$"));
static EXPIRES: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(?i)(; expires=){HTTP_DATE}")));
static JAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?m)^([^\t\n]+\t(?:TRUE|FALSE)\t[^\t\n]+\t(?:TRUE|FALSE)\t)[1-9]\d*\t")
});
static SESSION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?m)(session[=\t])(\.?[\w-]+)\.([\w-]+\.[\w-]{43})($|[^\w.-])"));
static LOGIN: LazyLock<Regex> = LazyLock::new(|| regex(r#"("login_at":)\d+"#));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

/// The text without dates, and without the time and the signature of a session cookie.
pub fn mask(text: &str) -> String {
    let text = DATE.replace_all(text, "${1}[date]");
    let text = SET_COOKIE.replace_all(&text, |line: &Captures| {
        EXPIRES.replace_all(&line[0], "${1}[date]").into_owned()
    });
    let text = JAR.replace_all(&text, "${1}[date]\t");
    SESSION.replace_all(&text, mask_session).into_owned()
}

fn mask_session(cookie: &Captures) -> String {
    let payload = mask_login(&cookie[2]);
    format!("{}{payload}.[time and signature]{}", &cookie[1], &cookie[4])
}

/// A payload that holds the moment of a login, as JSON without it; another as it is. Whether the JSON
/// is packed is hidden with the moment: some moments shrink, others do not.
fn mask_login(payload: &str) -> String {
    let json = read_json(payload).unwrap_or_default();
    match LOGIN.replace(&json, "${1}[time]") {
        Cow::Owned(masked) => masked,
        Cow::Borrowed(_) => payload.to_owned(),
    }
}

fn read_json(payload: &str) -> Option<String> {
    let Some(packed) = payload.strip_prefix('.') else {
        return String::from_utf8(BASE64.decode(payload).ok()?).ok();
    };
    let packed = BASE64.decode(packed).ok()?;
    let mut json = String::new();
    ZlibDecoder::new(packed.as_slice())
        .read_to_string(&mut json)
        .ok()?;
    Some(json)
}

/// The `TIMESTAMP.SIGNATURE` parts of the session cookies in a text, in order.
pub fn signed_times(text: &str) -> Vec<String> {
    SESSION
        .captures_iter(text)
        .map(|found| found[3].to_owned())
        .collect()
}
