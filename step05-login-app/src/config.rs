//! What can be set from outside, by arguments or by the environment.

use clap::builder::{FalseyValueParser, RangedI64ValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, value_parser};
use tracing::level_filters::LevelFilter;

/// Bytes: as many as SHA-256 gives, so that guessing the key is no easier than guessing a signature.
const MIN_KEY: usize = 32;

/// A login app whose session is a signed cookie that Flask can read.
#[derive(Clone, Parser)]
pub struct Config {
    /// Port to serve on, at 127.0.0.1
    #[arg(long, env, default_value_t = 3000)]
    pub port: u16,

    /// Key that signs the sessions, 32 bytes or more [default: a random one, gone with the process]
    #[arg(long, env, hide_env_values = true)]
    pub secret_key: Option<String>,

    /// Older keys whose sessions are still believed, separated by commas
    #[arg(long, env, hide_env_values = true, value_delimiter = ',')]
    pub secret_key_fallbacks: Vec<String>,

    /// Visitors come over https: cookies become Secure, with the prefix __Host-
    #[arg(long, env, value_parser = FalseyValueParser::new())]
    pub https: bool,

    /// Seconds without a visit after which a session ends
    #[arg(long, env, default_value_t = 7 * 24 * 60 * 60, value_parser = limit())]
    pub idle_limit: u32,

    /// Seconds from the login after which a session ends, used or not
    #[arg(long, env, default_value_t = 31 * 24 * 60 * 60, value_parser = limit())]
    pub absolute_limit: u32,

    /// Seconds that a request may take, its body included
    #[arg(long, env, default_value_t = 10, value_parser = limit())]
    pub request_timeout: u32,

    /// Least important log lines to show: error, warn, info, debug or trace
    #[arg(long, env, default_value = "info")]
    pub log_level: LevelFilter,
}

/// Seconds, up to the 400 days that browsers keep a cookie (RFC 6265bis).
fn limit() -> RangedI64ValueParser<u32> {
    value_parser!(u32).range(1..=400 * 24 * 60 * 60)
}

impl Config {
    /// Reads arguments and environment; ends the program with a clear word where they are wrong.
    pub fn load() -> Self {
        let mut config = Self::parse();
        // Set to nothing, as a script leaves it that has no older key, it holds one empty text.
        config.secret_key_fallbacks.retain(|key| !key.is_empty());
        if let Err(refusal) = config.check_keys() {
            Self::command()
                .error(ErrorKind::ValueValidation, refusal)
                .exit();
        }
        config
    }

    /// Not a parser of clap's: those repeat a refused value, and this one is a secret.
    pub fn check_keys(&self) -> Result<(), String> {
        for key in self.secret_key.iter().chain(&self.secret_key_fallbacks) {
            let length = key.len();
            if length < MIN_KEY {
                let advice = "make one with: openssl rand -hex 32";
                return Err(format!(
                    "a secret key has {length} bytes and needs {MIN_KEY}; {advice}"
                ));
            }
            if key.contains(',') || key.trim() != key {
                return Err("a secret key has a comma, or a blank at one of its ends".into());
            }
        }
        Ok(())
    }

    /// The key that signs, or a random one where none is set.
    pub fn signing_key(&self) -> Vec<u8> {
        match &self.secret_key {
            Some(key) => key.clone().into_bytes(),
            None => random_key(),
        }
    }
}

fn random_key() -> Vec<u8> {
    tracing::warn!("SECRET_KEY is not set: sessions end with this process");
    let mut key = vec![0; MIN_KEY];
    getrandom::fill(&mut key).expect("the system has random bytes");
    key
}
