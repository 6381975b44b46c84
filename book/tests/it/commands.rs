//! The commands of a transcript, as the replay and the Run buttons read them.

use book::transcript::command::Command;
use book::transcript::curl::Request;

fn request(line: &str) -> Request {
    match Command::read(line).unwrap() {
        Command::Curl(request) => request,
        other => panic!("{other:?}"),
    }
}

fn error(line: &str) -> String {
    Command::read(line).unwrap_err().to_string()
}

#[test]
fn flags_may_be_joined_and_data_makes_a_post_in_order() {
    let post = request("curl -si -d a=1 --data c= http://127.0.0.1:3000/?x=1");
    assert_eq!(
        (post.method.as_str(), post.path.as_str()),
        ("POST", "/?x=1")
    );
    assert_eq!(post.body, "a=1&c=");
    assert_eq!(request("curl http://127.0.0.1:3000/").method, "GET");
    assert_eq!(
        request("curl -X PUT -d '' http://127.0.0.1:3000/").method,
        "PUT"
    );
}

#[test]
fn jars_are_told_from_cookies_that_are_written_out() {
    let both = request("curl -b jar -b a=1 -b 'b=2; c=3' http://127.0.0.1:3000/");
    assert_eq!(
        (both.cookies.as_str(), both.jar, both.keep),
        ("a=1; b=2; c=3", true, false)
    );
    let none = request("curl http://127.0.0.1:3000/");
    assert_eq!(
        (none.cookies.as_str(), none.jar, none.keep),
        ("", false, true)
    );
    assert!(request("curl -b jar -c jar http://127.0.0.1:3000/").keep);
}

#[test]
fn a_start_is_taken_apart_into_step_and_settings() {
    let line = "SECRET_KEY=key HTTPS=true cargo run -p step05-login-app -- --idle-limit 5";
    let settings = ["--secret-key=key", "--https", "--idle-limit", "5"];
    let step = "step05-login-app".to_owned();
    let settings = settings.map(str::to_owned).to_vec();
    assert_eq!(
        Command::read(line).unwrap(),
        Command::Start { step, settings }
    );
}

#[test]
fn what_the_page_could_not_run_is_refused() {
    let address = "http://127.0.0.1:3000/";
    for (line, reason) in [
        ("curl --compressed", "--compressed"),
        ("curl -o page.html", "page.html"),
        ("curl -d @file", "@file"),
        ("curl http://127.0.0.1:3000/ |", "'|'"),
    ] {
        let error = error(&format!("{line} {address}"));
        assert!(error.contains(reason), "{line}: {error}");
    }
    assert!(error("curl -i").contains("<URL>"));
    let other = "http://127.0.0.1:3000.evil.example/ is not below http://127.0.0.1:3000/";
    assert_eq!(error("curl http://127.0.0.1:3000.evil.example/"), other);
}

#[test]
fn other_commands_are_refused() {
    let lines = [
        "ls -l",
        "HOME=x curl http://127.0.0.1:3000/",
        "cat a b",
        "cargo run -p a b",
    ];
    for line in lines {
        let reason = "only `curl`, `cat FILE` and `cargo run -p STEP` can be replayed";
        assert_eq!(error(line), reason, "{line}");
    }
    assert_eq!(error("curl -d 'a"), "a quote is not closed");
    for line in [
        "PORT=80 cargo run -p step05-login-app",
        "cargo run -p step05-login-app -- --address 0.0.0.0",
    ] {
        assert_eq!(error(line), "the replay chooses where a step listens");
    }
}
