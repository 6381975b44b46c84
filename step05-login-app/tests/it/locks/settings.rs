//! A wrong setting is refused at the start, in words; the defaults are safe.

use clap::Parser;
use step05_login_app::config::Config;

use crate::program::run;

#[test]
fn a_limit_of_nothing_or_of_more_than_400_days_is_refused() {
    for limit in [
        "--idle-limit",
        "--short-limit",
        "--absolute-limit",
        "--request-timeout",
    ] {
        for seconds in ["0", "-1", "34560001", "4294967296", "1.5", "week", ""] {
            let (code, message) = run(&[&format!("{limit}={seconds}")], &[]);
            assert_eq!(code, Some(2), "{limit}={seconds}");
            assert!(message.contains(limit), "{message}");
        }
    }
}

#[test]
fn a_limit_of_a_second_or_of_400_days_is_taken() {
    for seconds in [1, 34_560_000] {
        let config = Config::parse_from(["app", "--idle-limit", &seconds.to_string()]);
        assert_eq!(config.idle_limit, seconds);
    }
}

#[test]
fn what_is_not_set_is_safe() {
    let config = Config::parse_from(["app"]);
    assert_eq!(config.idle_limit, 7 * 24 * 60 * 60);
    assert_eq!(config.short_limit, 12 * 60 * 60);
    assert_eq!(config.absolute_limit, 30 * 24 * 60 * 60);
    assert_eq!(config.hsts_max_age, 300);
    assert!(config.address.is_loopback());
    assert_eq!(config.request_timeout, 10);
    assert_eq!(config.signing_key().len(), 32);
    assert_ne!(config.signing_key(), config.signing_key());
}

#[test]
fn the_keys_are_checked_one_by_one() {
    let long = "a key for tests without a comma in it";
    for (fallbacks, is_good) in [
        (long.to_string(), true),
        (format!("{long},{long}"), true),
        (format!("{long},"), false),
        (format!("{long},short"), false),
    ] {
        let config = Config::parse_from(["app", "--secret-key-fallbacks", &fallbacks]);
        assert_eq!(config.check_keys().is_ok(), is_good, "{fallbacks}");
    }
    for (key, is_good) in [(long, true), ("short", false)] {
        let config = Config::parse_from(["app", "--secret-key", key]);
        assert_eq!(config.check_keys().is_ok(), is_good, "{key}");
    }
}

#[test]
fn an_unknown_level_or_argument_is_refused() {
    for arguments in [["--log-level", "loud"], ["--nonsense", "1"]] {
        let (code, message) = run(&arguments, &[]);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(message.contains(arguments[0]), "{message}");
    }
}
