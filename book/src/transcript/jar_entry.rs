//! A line of curl's cookie jar.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use cookie::{Cookie, Expiration};

/// Names and values that together are longer, curl drops.
const LONGEST: usize = 4096;

/// A cookie and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Whether scripts must not see it.
    pub http_only: bool,
    /// The host it belongs to.
    pub domain: String,
    /// Whether the hosts below that one get it too.
    pub subdomains: bool,
    /// The path below which it is sent.
    pub path: String,
    /// Whether it is kept for https.
    pub secure: bool,
    /// When it ends, in Unix seconds; 0 is the end of the browser session.
    pub expires: i64,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Entry {
    /// Reads a line of a jar file.
    pub fn read(line: &str) -> Option<Self> {
        let (http_only, line) = match line.strip_prefix("#HttpOnly_") {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let fields: Vec<&str> = line.split('\t').collect();
        let [domain, subdomains, path, secure, expires, name, value] = *fields else {
            return None;
        };
        Some(Self {
            http_only,
            domain: domain.trim_start_matches('.').to_owned(),
            subdomains: subdomains == "TRUE",
            path: path.to_owned(),
            secure: secure == "TRUE",
            expires: expires.parse().ok()?,
            name: name.to_owned(),
            value: value.to_owned(),
        })
        .filter(|_| !domain.starts_with('#'))
    }

    /// What a `Set-Cookie` header says, unless the cookie is too long for curl.
    pub fn set(cookie: &Cookie, host: &str, path: &str) -> Option<Self> {
        let (name, value) = cookie.name_value();
        (name.len() + value.len() <= LONGEST).then(|| Self {
            http_only: cookie.http_only() == Some(true),
            domain: cookie.domain().unwrap_or(host).to_owned(),
            subdomains: cookie.domain().is_some(),
            path: cookie.path().unwrap_or(directory(path)).to_owned(),
            secure: cookie.secure() == Some(true),
            expires: expires(cookie),
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }

    /// Whether the one takes the place of the other.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.name, &self.domain, &self.path) == (&other.name, &other.domain, &other.path)
    }

    /// Whether it has ended.
    pub fn is_past(&self) -> bool {
        self.expires != 0 && self.expires <= now()
    }

    /// Whether a request for that host and path carries it.
    pub fn matches(&self, host: &str, path: &str) -> bool {
        let below = path.strip_prefix(self.path.trim_end_matches('/'));
        let in_path = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.domain == host && in_path
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let truth = |it| if it { "TRUE" } else { "FALSE" };
        let http_only = if self.http_only { "#HttpOnly_" } else { "" };
        let (subdomains, secure) = (truth(self.subdomains), truth(self.secure));
        let Self {
            domain,
            path,
            expires,
            name,
            value,
            ..
        } = self;
        write!(
            out,
            "{http_only}{domain}\t{subdomains}\t{path}\t{secure}\t{expires}\t{name}\t{value}"
        )
    }
}

/// The path of a request up to its last slash: where a cookie without a path belongs.
fn directory(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(last) => &path[..last],
    }
}

/// When a cookie ends, in Unix seconds; 0 is the end of the browser session.
fn expires(cookie: &Cookie) -> i64 {
    match (cookie.max_age(), cookie.expires()) {
        (Some(age), _) if age.whole_seconds() <= 0 => 1,
        (Some(age), _) => now() + age.whole_seconds(),
        (None, Some(Expiration::DateTime(date))) => date.unix_timestamp().max(1),
        _ => 0,
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}
