//! A visitor's cookies: what a response sets replaces what was there, and the next request
//! carries it. No dates, paths or domains: a measured visitor has one server and little time.

use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};

/// The newest cookies of one visitor, each as `name=value`.
#[derive(Clone, Default)]
pub struct Jar {
    pairs: Vec<String>,
}

impl Jar {
    /// A jar with one cookie in it, given as `name=value`.
    pub fn holding(pair: &str) -> Self {
        let pairs = vec![pair.into()];
        Self { pairs }
    }

    /// Takes in every cookie that the response sets.
    pub fn keep(&mut self, response: &HeaderMap) {
        for line in response.get_all(SET_COOKIE) {
            if let Ok(line) = line.to_str() {
                let pair = line.split(';').next().unwrap_or_default();
                self.replace(pair.trim());
            }
        }
    }

    fn replace(&mut self, pair: &str) {
        let name = name(pair);
        match self.pairs.iter_mut().find(|kept| self::name(kept) == name) {
            Some(kept) => *kept = pair.into(),
            None => self.pairs.push(pair.into()),
        }
    }

    /// The value of the next request's `Cookie` header, if there is anything to say.
    pub fn header(&self) -> Option<HeaderValue> {
        if self.pairs.is_empty() {
            return None;
        }
        HeaderValue::try_from(self.pairs.join("; ")).ok()
    }
}

fn name(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(jar: &mut Jar, lines: &[&'static str]) {
        let headers = lines
            .iter()
            .map(|line| (SET_COOKIE, HeaderValue::from_static(line)));
        jar.keep(&headers.collect());
    }

    #[test]
    fn the_newest_cookie_of_a_name_is_sent() {
        let mut jar = Jar::default();
        assert_eq!(jar.header(), None);
        assert_eq!(Jar::holding("c=3").header().unwrap(), "c=3");
        set(&mut jar, &["a=1; Path=/; HttpOnly", "b=x=y"]);
        assert_eq!(jar.header().unwrap(), "a=1; b=x=y");
        set(&mut jar, &["a=2; SameSite=Lax"]);
        assert_eq!(jar.header().unwrap(), "a=2; b=x=y");
    }
}
