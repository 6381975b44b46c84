//! Passwords: a file of users, and an answer that does not tell which names are in it.

use std::collections::HashSet;
use std::fs;

use html_escape::decode_html_entities;
use reqwest::Response;

use crate::program::Program;
use crate::support::{client, greets, page, pair, post, send, set_cookie, sets_no_cookie};

/// Argon2id with the parameters that OWASP names first: 19 MiB, two passes, one lane.
const USERS: &str = "\
alice:$argon2id$v=19$m=19456,t=2,p=1$tuJKYok/13FFpVyFmRYs7g$oqKe0Vwo93nxNFnn3KRUJh+Wt63Jh2GtvVASrsVTgzs
Zoë B.:$argon2id$v=19$m=19456,t=2,p=1$bEeah9rg+22G9wDAZbZATg$qJyIPDcKoDeqST1q2OETzXm+hP1ObFTrnARYZsmDrH8
bob: the builder:$argon2id$v=19$m=19456,t=2,p=1$iDLu8r5ME6xruz+MJx5f9A$GutDO0B3x7Z6fASe4n+aBHOFzjac+i9Tt2fUpSFzRlE
";
const ALICE: &str = "correct horse battery staple";
const ZOE: &str = "пароль 🔑 ";
const BOB: &str = "hunter42";

/// Starts the program with these users; `test` names their file.
fn start(test: &str) -> Program {
    let path = format!("{}/users-{test}", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&path, USERS).unwrap();
    Program::start_logged(&[("USERS_FILE", &path), ("LOG_LEVEL", "trace")])
}

async fn log_in(url: &str, name: &str, password: &str) -> Response {
    let form = [("username", name), ("password", password)];
    post(&format!("{url}/login"), "", &form).await
}

/// The page for a refused login, with the name taken out of it.
async fn refusal(url: &str, name: &str, password: &str) -> String {
    let answer = log_in(url, name, password).await;
    assert_eq!(answer.status(), 422, "a wrong password was believed");
    assert!(sets_no_cookie(&answer), "{name}, {password}");
    let page = decode_html_entities(&answer.text().await.unwrap()).into_owned();
    assert!(page.contains("Name or password is wrong."), "{page}");
    assert!(password.is_empty() || !page.contains(password), "{page}");
    page.replace(name, "NAME")
}

#[tokio::test]
#[ignore = "exercise: passwords, checked against the hashes in the file that USERS_FILE names"]
async fn the_right_password_logs_in_and_any_other_does_not() {
    let program = start("right");
    let url = &program.url;
    for (typed, name, password) in [
        ("alice", "alice", ALICE),
        (" Zoe\u{308}  B.", "Zoë B.", ZOE),
        ("bob: the builder", "bob: the builder", BOB),
    ] {
        let answer = log_in(url, typed, password).await;
        assert_eq!(answer.status(), 303, "the password of {name}");
        let cookie = set_cookie(&answer);
        assert!(greets(&page(url, pair(&cookie)).await, name), "{name}");
    }
    let hash = USERS.lines().next().unwrap().split_once(':').unwrap().1;
    for wrong in ["", &ALICE[1..], "Correct horse battery staple", BOB, hash] {
        refusal(url, "alice", wrong).await;
    }
    refusal(url, "alice", &format!("{ALICE} ")).await;
    refusal(url, "Zoë B.", ZOE.trim()).await;
    let nameless = [("username", "alice")];
    let answer = post(&format!("{url}/login"), "", &nameless).await;
    assert_eq!(answer.status(), 422, "a login without a password");
}

/// Whoever tries names must not learn which of them are users.
#[tokio::test]
#[ignore = "exercise: passwords, checked against the hashes in the file that USERS_FILE names"]
async fn an_unknown_name_gets_the_same_answer() {
    let program = start("unknown");
    let url = &program.url;
    let mut answers = HashSet::new();
    for name in ["alice", "bob: the builder", "mallory", "Alice", "alice:"] {
        for password in ["a guess", "", "$argon2id$"] {
            answers.insert(refusal(url, name, password).await);
        }
    }
    for password in [ALICE, ZOE, BOB] {
        answers.insert(refusal(url, "mallory", password).await);
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
}

/// Without a hash, an unknown name would be refused sooner, and time would tell the names. This
/// counts the time that the program's processors worked, so that no other program disturbs it.
#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "exercise: passwords, checked against the hashes in the file that USERS_FILE names"]
async fn an_unknown_name_costs_a_hash_too() {
    let program = start("cost");
    let mut work = [0; 4];
    for _ in 0..16 {
        let names = ["mallory", "alice", "Alice", "bob: the builder"];
        for (name, work) in names.into_iter().zip(&mut work) {
            let before = ticks(&program);
            refusal(&program.url, name, "a guess").await;
            *work += ticks(&program) - before;
        }
    }
    let (least, most) = (work.iter().min().unwrap(), work.iter().max().unwrap());
    assert!(*least >= 5, "this is too little work for a hash: {work:?}");
    assert!(*most < least * 2, "one of them costs less: {work:?}");
}

/// The processor time of the program so far, its ended threads included, in hundredths of a second.
#[cfg(target_os = "linux")]
fn ticks(program: &Program) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", program.process.id())).unwrap();
    // The second field is the program's name in brackets, which can hold blanks.
    let fields = stat.rsplit_once(')').unwrap().1.split_whitespace();
    fields
        .skip(11)
        .take(2)
        .map(|n| n.parse::<u64>().unwrap())
        .sum()
}

#[cfg(unix)]
#[tokio::test]
#[ignore = "exercise: passwords, checked against the hashes in the file that USERS_FILE names"]
async fn no_password_is_shown_or_logged() {
    let mut program = start("log");
    let form = send(client().get(format!("{}/login", program.url))).await;
    let form = form.text().await.unwrap();
    assert!(
        form.contains("type=\"password\""),
        "no field for a password"
    );
    log_in(&program.url, "alice", ALICE).await;
    log_in(&program.url, "alice", "a wrong one").await;
    let log = program.end();
    assert!(log.contains("logged in username=\"alice\""), "{log}");
    for secret in [ALICE, "a wrong one", "correct+horse", "$argon2id$"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
