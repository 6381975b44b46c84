//! What can be set from outside, by arguments or environment variables.

use std::net::{IpAddr, Ipv4Addr};

use clap::builder::{FalseyValueParser, RangedI64ValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, value_parser};
use tracing::level_filters::LevelFilter;

/// In bytes: the length of a SHA-256 hash. Then guessing a random key is no easier than guessing a
/// signature.
const MIN_KEY: usize = 32;

/// A login app whose session is a signed cookie that Flask can read.
#[derive(Clone, Parser)]
pub struct Config {
    /// Address to serve on; 0.0.0.0 for all networks of the machine or container
    #[arg(long, env, default_value_t = Ipv4Addr::LOCALHOST.into())]
    pub address: IpAddr,

    /// Port to serve on
    #[arg(long, env, default_value_t = 3000)]
    pub port: u16,

    /// Key that signs the sessions, 32 bytes or more [default: a random one for each start]
    #[arg(long, env, hide_env_values = true)]
    pub secret_key: Option<String>,

    /// Older keys whose sessions are still accepted, separated by commas
    #[arg(long, env, hide_env_values = true, value_delimiter = ',')]
    pub secret_key_fallbacks: Vec<String>,

    /// Visitors come over https: cookies become Secure and get the prefix __Host-
    #[arg(long, env, value_parser = FalseyValueParser::new())]
    pub https: bool,

    /// With https, seconds for which browsers refuse plain http here (HSTS); 0 takes it back
    #[arg(long, env, default_value_t = 5 * 60, value_parser = hsts_max_age())]
    pub hsts_max_age: u32,

    /// Seconds without a visit after which a session ends
    #[arg(long, env, default_value_t = 7 * 24 * 60 * 60, value_parser = limit())]
    pub idle_limit: u32,

    /// Seconds after the login when a session ends, without "remember me"
    #[arg(long, env, default_value_t = 12 * 60 * 60, value_parser = limit())]
    pub short_limit: u32,

    /// Seconds after the login when any session ends
    #[arg(long, env, default_value_t = 30 * 24 * 60 * 60, value_parser = limit())]
    pub absolute_limit: u32,

    /// Seconds that a request may take, including its body
    #[arg(long, env, default_value_t = 10, value_parser = limit())]
    pub request_timeout: u32,

    /// Least important log lines to show: error, warn, info, debug or trace
    #[arg(long, env, default_value = "info")]
    pub log_level: LevelFilter,
}

/// In seconds, up to the 400 days that browsers keep a cookie (RFC 6265bis).
fn limit() -> RangedI64ValueParser<u32> {
    value_parser!(u32).range(1..=400 * 24 * 60 * 60)
}

/// In seconds, up to the two years that lists of https-only hosts ask for.
fn hsts_max_age() -> RangedI64ValueParser<u32> {
    value_parser!(u32).range(0..=2 * 365 * 24 * 60 * 60)
}

impl Config {
    /// Reads arguments and environment; ends the program with a clear message if they are wrong.
    pub fn load() -> Self {
        let mut config = Self::parse();
        // An empty variable arrives as a list with one empty text.
        config.secret_key_fallbacks.retain(|key| !key.is_empty());
        if let Err(refusal) = config.check_keys() {
            Self::command()
                .error(ErrorKind::ValueValidation, refusal)
                .exit();
        }
        config
    }

    /// Returns the reason if a key cannot be used. clap's own check would print the refused
    /// value, and this value is a secret.
    pub fn check_keys(&self) -> Result<(), String> {
        if let Some(key) = &self.secret_key {
            check_key("SECRET_KEY", key)?;
        }
        for key in &self.secret_key_fallbacks {
            check_key("SECRET_KEY_FALLBACKS", key)?;
        }
        Ok(())
    }

    /// Returns the key that signs, or a random one if none is set.
    pub fn signing_key(&self) -> Vec<u8> {
        match &self.secret_key {
            Some(key) => key.clone().into_bytes(),
            None => random_key(),
        }
    }
}

fn check_key(setting: &str, key: &str) -> Result<(), String> {
    let length = key.len();
    if length < MIN_KEY {
        let advice = "Make one with: openssl rand -hex 32";
        return Err(format!(
            "{setting} has a key of {length} bytes, but a key needs at least {MIN_KEY}. {advice}"
        ));
    }
    if key.contains(',') || key.trim() != key {
        return Err(format!(
            "{setting} has a key that contains a comma, or begins or ends with a blank"
        ));
    }
    Ok(())
}

fn random_key() -> Vec<u8> {
    tracing::warn!("SECRET_KEY is not set: all sessions end when this program ends");
    let mut key = vec![0; MIN_KEY];
    getrandom::fill(&mut key).expect("the system has random bytes");
    key
}
