//! The program itself says where it serves, or why it cannot.

use std::net::TcpListener;

use clap::CommandFactory;
use step05_login_app::config::Config;

use crate::program::{Program, run};

#[tokio::test]
async fn prints_the_address_it_serves() {
    let program = Program::start(0, &[]);
    let page = reqwest::get(&program.url).await.unwrap().text().await;
    assert!(page.unwrap().contains("You are not logged in"));
}

/// As in a container, whose own address is not known in advance.
#[tokio::test]
async fn serves_on_all_addresses_if_told_to() {
    let program = Program::start(0, &[("ADDRESS", "0.0.0.0")]);
    let port = program.url.strip_prefix("http://0.0.0.0:").unwrap();
    let page = reqwest::get(format!("http://127.0.0.1:{port}")).await;
    assert_eq!(page.unwrap().status(), 200);
}

#[test]
fn says_in_one_line_that_a_port_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, message) = run(&[], &[("PORT", &port)]);
    assert_eq!(code, Some(1));
    assert!(message.starts_with(&format!("cannot serve on 127.0.0.1, port {port}: ")));
    assert_eq!(message.lines().count(), 1);
}

#[test]
fn says_that_a_port_is_no_port() {
    let (code, message) = run(&[], &[("PORT", "http")]);
    assert_eq!(code, Some(2));
    assert!(message.starts_with("error: invalid value 'http' for '--port <PORT>'"));
}

#[test]
fn refuses_a_short_key_without_repeating_it() {
    for variable in ["SECRET_KEY", "SECRET_KEY_FALLBACKS"] {
        for key in ["supersecretkey", " ", &"x".repeat(31)] {
            let (code, message) = run(&[], &[(variable, key)]);
            assert_eq!(code, Some(2), "{variable}={key}");
            let named = message.contains(&format!("{variable} has a key of"));
            assert!(named, "{message}");
            assert!(message.contains("openssl rand -hex 32"), "{message}");
            assert!(key == " " || !message.contains(key), "{message}");
        }
    }
}

#[test]
fn refuses_a_key_that_could_never_be_a_fallback() {
    let key = "x".repeat(32);
    for key in [
        format!("{key},{key}"),
        format!(" {key}"),
        format!("{key}\n"),
    ] {
        let (code, message) = run(&[], &[("SECRET_KEY", &key)]);
        assert_eq!(code, Some(2), "{key:?}");
        assert!(
            message.contains("SECRET_KEY has a key that contains a comma"),
            "{message}"
        );
    }
}

#[test]
fn its_help_names_every_variable_and_no_secret() {
    let key = "not to be seen by anyone at all, ever";
    let (_, help) = run(&["--help"], &[("SECRET_KEY", key)]);
    for argument in Config::command().get_arguments() {
        let variable = argument.get_env().unwrap().to_str().unwrap();
        assert!(help.contains(&format!("[env: {variable}")), "{variable}");
    }
    assert!(!help.contains(key));
}
