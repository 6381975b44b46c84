//! The commands of a transcript, as the replay and the Run buttons read them.

use book::transcript::command::Command;
use book::transcript::curl::Request;

const ADDRESS: &str = "http://127.0.0.1:3000/";

fn request(line: &str) -> Request {
    match Command::read(line).unwrap() {
        Command::Curl(request) => request,
        other => panic!("{other:?}"),
    }
}

#[test]
fn flags_may_be_joined_and_data_makes_a_post_in_order() {
    let joined = "curl -si -d a=1 --data c= ADDRESS?x=1";
    for (line, method, path, body) in [
        (joined, "POST", "/?x=1", "a=1&c="),
        ("curl ADDRESS", "GET", "/", ""),
        ("curl -X PUT -d '' ADDRESS", "PUT", "/", ""),
    ] {
        let read = request(&line.replace("ADDRESS", ADDRESS));
        let read = (&*read.method, &*read.path, &*read.body);
        assert_eq!(read, (method, path, body));
    }
}

#[test]
fn jars_are_told_from_cookies_that_are_written_out() {
    for (options, cookies, jar, keep) in [
        ("-b jar -b a=1 -b 'b=2; c=3'", "a=1; b=2; c=3", true, false),
        ("", "", false, true),
        ("-b jar -c jar", "", true, true),
    ] {
        let read = request(&format!("curl {options} {ADDRESS}"));
        assert_eq!((&*read.cookies, read.jar, read.keep), (cookies, jar, keep));
    }
}

#[test]
fn a_start_is_taken_apart_into_step_and_settings() {
    let line = "SECRET_KEY=key HTTPS=true cargo run -p step05-login-app -- --idle-limit 5";
    let settings = ["--secret-key=key", "--https", "--idle-limit", "5"];
    let step = "step05-login-app".to_owned();
    let settings = settings.map(str::to_owned).to_vec();
    let start = Command::Start { step, settings };
    assert_eq!(Command::read(line).unwrap(), start);
}

#[test]
fn what_cannot_be_run_is_refused_with_the_reason() {
    let other = "only `curl`, `cat FILE` and `cargo run -p STEP` can be replayed";
    let moved = "the replay chooses where a step listens";
    for (line, reason) in [
        ("curl --compressed ADDRESS", "--compressed"),
        ("curl -o page.html ADDRESS", "page.html"),
        ("curl -d @file ADDRESS", "@file"),
        ("curl ADDRESS | ADDRESS", "'|'"),
        ("curl -i", "<URL>"),
        ("curl http://127.0.0.1:3000.evil.example/", "is not below"),
        ("curl -d 'a", "a quote is not closed"),
        ("ls -l", other),
        ("HOME=x curl ADDRESS", other),
        ("cat a b", other),
        ("cargo run -p a b", other),
        ("PORT=80 cargo run -p step05-login-app", moved),
        ("cargo run -p step05-login-app -- --address 0.0.0.0", moved),
    ] {
        let [line, reason] = [line, reason].map(|text| text.replace("ADDRESS", ADDRESS));
        let error = Command::read(&line).unwrap_err().to_string();
        assert!(error.contains(&reason), "{line}: {error}");
    }
}
