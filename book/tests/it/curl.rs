//! The small curl understands the flags of the chapters and keeps a jar as curl does.

use anyhow::Result;
use book::transcript::curl_args::Arguments;
use book::transcript::jar::Jar;
use book::transcript::start::Start;

fn parse(words: &[&str]) -> Result<Arguments> {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    Arguments::parse(&words)
}

fn error(words: &[&str]) -> String {
    parse(words).unwrap_err().to_string()
}

#[test]
fn flags_may_be_joined_and_data_makes_a_post_in_order() {
    let words = [
        "-si",
        "-d",
        "a=1",
        "--data-urlencode",
        "b=x y&",
        "--data",
        "c=",
        "localhost:3000",
    ];
    let parsed = parse(&words).unwrap();
    assert!(parsed.silent && parsed.include);
    assert_eq!(parsed.data, ["a=1", "b=x%20y%26", "c="]);
    assert_eq!(parsed.method(), "POST");
    assert_eq!(parse(&["localhost"]).unwrap().method(), "GET");
    assert_eq!(
        parse(&["-X", "PUT", "-d", "", "localhost"])
            .unwrap()
            .method(),
        "PUT"
    );
}

#[test]
fn what_the_replay_does_not_know_is_refused() {
    assert!(error(&["--compressed", "localhost"]).contains("--compressed"));
    assert!(error(&["-o", "page.html", "localhost"]).contains("-o /dev/null"));
    assert!(error(&["-d", "@file", "localhost"]).contains("@file"));
    assert!(error(&["-i"]).contains("<URL>"));
}

#[test]
fn a_jar_keeps_replaces_and_deletes_cookies() {
    let mut jar = Jar::default();
    jar.store("a=1; Path=/; HttpOnly", "127.0.0.1", "/login");
    jar.store("long=2", "127.0.0.1", "/deep/page");
    jar.store("a=3; Path=/", "127.0.0.1", "/");
    assert_eq!(jar.matching("127.0.0.1", "/deep/page"), ["long=2", "a=3"]);
    assert_eq!(jar.matching("127.0.0.1", "/deeper"), ["a=3"]);
    assert_eq!(jar.matching("localhost", "/"), Vec::<String>::new());
    jar.store("a=; Path=/; Max-Age=0", "127.0.0.1", "/");
    assert_eq!(jar.matching("127.0.0.1", "/"), Vec::<String>::new());
}

#[test]
fn a_jar_survives_its_file() {
    let mut jar = Jar::default();
    jar.store(
        "a=1; Path=/; HttpOnly; Secure; Max-Age=100",
        "127.0.0.1",
        "/",
    );
    let text = jar.to_string();
    assert!(
        text.contains("\n#HttpOnly_127.0.0.1\tFALSE\t/\tTRUE\t"),
        "{text}"
    );
    let mut read = Jar::default();
    read.load(&text);
    assert_eq!(read.to_string(), text);
}

#[test]
fn a_cookie_that_is_too_big_is_dropped() {
    let mut jar = Jar::default();
    jar.store(&format!("a={}", "x".repeat(4096)), "127.0.0.1", "/");
    assert_eq!(jar.matching("127.0.0.1", "/"), Vec::<String>::new());
}

#[test]
fn a_start_is_taken_apart_into_step_port_and_settings() {
    let words = |text: &str| shlex::split(text).unwrap();
    let plain = Start::read(&words("cargo run -p step02-cookie")).unwrap();
    assert_eq!(
        (plain.step.as_str(), plain.port.as_str()),
        ("step02-cookie", "3000")
    );
    let set = "PORT=8080 SECRET_KEY=key HTTPS=true cargo run -p step05-login-app -- --idle-limit 5";
    let set = Start::read(&words(set)).unwrap();
    assert_eq!(set.port, "8080");
    assert_eq!(
        set.settings,
        ["--secret-key=key", "--https", "--idle-limit", "5"]
    );
    assert_eq!(Start::read(&words("ls -l")), None);
}
