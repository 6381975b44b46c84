//! *Log out everywhere*: a date for each user, which outlives the program.

use std::fs;
use std::time::Duration;

use reqwest::Response;
use serde_json::json;
use step05_login_app::timed;
use tokio::time::sleep;

use crate::cookies::{contents, signed};
use crate::program::Program;
use crate::support::{client, get, greets, is_alice, log_in, page, pair, post, send, set_cookie};

const PATH: &str = "/logout-everywhere";

/// A file for the dates that no earlier run has left behind.
fn new_file(test: &str) -> String {
    let path = format!("{}/cut-offs-{test}", env!("CARGO_TARGET_TMPDIR"));
    let _ = fs::remove_file(&path);
    path
}

fn start(file: &str) -> Program {
    Program::start(0, &[("CUT_OFFS_FILE", file)])
}

async fn cookie_of(url: &str, name: &str) -> String {
    pair(&set_cookie(&log_in(url, name).await)).into()
}

async fn log_out_everywhere(url: &str, cookie: &str) -> Response {
    let answer = post(&format!("{url}{PATH}"), cookie, &[]).await;
    assert_eq!(answer.status(), 303, "there is no POST {PATH}");
    answer
}

/// A login counts from the next second on.
async fn next_second() {
    sleep(Duration::from_millis(1100)).await;
}

#[tokio::test]
#[ignore = "exercise: log out everywhere, by a date for each user in the file CUT_OFFS_FILE"]
async fn it_ends_all_sessions_of_one_user_and_every_copy() {
    let program = start(&new_file("all"));
    let url = &program.url;
    let [phone, laptop] = [cookie_of(url, "alice").await, cookie_of(url, "alice").await];
    let bob = cookie_of(url, "bob").await;
    let home = page(url, &phone).await;
    assert!(home.contains(PATH), "the page has no button for it");
    assert!(!page(url, "").await.contains(PATH), "a stranger needs none");
    let answer = log_out_everywhere(url, &phone).await;
    assert_eq!(pair(&set_cookie(&answer)), "session=", "this browser");
    for ended in [&phone, &laptop] {
        assert!(!is_alice(url, ended).await, "a copy of the cookie");
    }
    assert!(greets(&page(url, &bob).await, "bob"), "another user");
    next_second().await;
    let again = cookie_of(url, "alice").await;
    assert!(is_alice(url, &again).await, "a login after it");
    assert!(!is_alice(url, &laptop).await, "after a new login");
}

/// What is lost when the program ends would bring all those sessions back.
#[tokio::test]
#[ignore = "exercise: log out everywhere, by a date for each user in the file CUT_OFFS_FILE"]
async fn it_outlives_the_program() {
    let file = new_file("restart");
    let program = start(&file);
    let alice = cookie_of(&program.url, "alice").await;
    let zoe = cookie_of(&program.url, "Zoë: =\"{").await;
    log_out_everywhere(&program.url, &alice).await;
    log_out_everywhere(&program.url, &zoe).await;
    let bob = cookie_of(&program.url, "bob").await;
    drop(program);
    let program = start(&file);
    assert!(!is_alice(&program.url, &alice).await, "after a restart");
    let zoes = page(&program.url, &zoe).await;
    assert!(!zoes.contains("Logged in as"), "after a restart: {zoes}");
    assert!(greets(&page(&program.url, &bob).await, "bob"));
}

/// Every handler opens sessions, so the check must be where they are opened.
#[tokio::test]
#[ignore = "exercise: log out everywhere, by a date for each user in the file CUT_OFFS_FILE"]
async fn an_ended_session_is_ended_for_every_handler() {
    let program = start(&new_file("handlers"));
    let url = &program.url;
    let stolen = cookie_of(url, "alice").await;
    log_out_everywhere(url, &stolen).await;
    next_second().await;
    let alice = cookie_of(url, "alice").await;
    // A thief must not be able to throw the owner out, again and again.
    log_out_everywhere(url, &stolen).await;
    assert!(is_alice(url, &alice).await, "ended by an ended session");
    let dark = post(&format!("{url}/theme"), &stolen, &[("theme", "dark")]).await;
    let after = contents(&set_cookie(&dark));
    assert_eq!(after, json!({"theme": "dark"}), "what the thief gets");
    let form = get(&format!("{url}/login"), &stolen).await;
    assert!(!form.text().await.unwrap().contains("alice"));
}

/// Flask does not note the time of a login. If the first visit here set it, each copy of such a
/// cookie would be a new login.
#[tokio::test]
#[ignore = "exercise: log out everywhere, by a date for each user in the file CUT_OFFS_FILE"]
async fn a_login_without_a_time_is_ended_too() {
    let program = start(&new_file("flask"));
    let flasks = signed(&json!({"username": "alice"}));
    assert!(is_alice(&program.url, &flasks).await);
    log_out_everywhere(&program.url, &flasks).await;
    next_second().await;
    assert!(
        !is_alice(&program.url, &flasks).await,
        "a cookie of Flask's"
    );
    let dated = json!({"username": "alice", "login_at": timed::now()});
    assert!(is_alice(&program.url, &signed(&dated)).await, "a new login");
}

#[tokio::test]
#[ignore = "exercise: log out everywhere, by a date for each user in the file CUT_OFFS_FILE"]
async fn nobody_else_can_send_it() {
    let program = start(&new_file("others"));
    let url = &program.url;
    let alice = cookie_of(url, "alice").await;
    let mallory = cookie_of(url, "mallory").await;
    let form = [("username", "alice"), ("name", "alice")];
    for cookie in ["", &mallory] {
        let answer = post(&format!("{url}{PATH}"), cookie, &form).await;
        assert_eq!(answer.status(), 303, "there is no POST {PATH}");
    }
    let link = get(&format!("{url}{PATH}"), &alice).await;
    assert_eq!(link.status(), 405, "a link must not do it");
    let foreign = client().post(format!("{url}{PATH}"));
    let foreign = foreign.header("sec-fetch-site", "cross-site");
    let foreign = send(foreign.header("cookie", &alice)).await;
    assert_eq!(foreign.status(), 403, "a page of another site");
    assert!(is_alice(url, &alice).await);
}
