//! Limited attempts: a name, and an address, can log in only so often in a window of time.

use std::time::Duration;

use reqwest::Response;
use tokio::time::sleep;

use crate::program::Program;
use crate::support::{client, get, log_in, pair, send, set_cookie, sets_no_cookie};

/// In seconds, long enough for some dozens of requests on a busy machine.
const WINDOW: u64 = 8;

fn start(settings: &[(&str, &str)]) -> Program {
    let window = [("LOGIN_WINDOW", "8")];
    Program::start(0, &[settings, &window[..]].concat())
}

/// Is this login refused because there were too many? Then it also says for how long.
fn is_refused(answer: &Response) -> bool {
    if answer.status() != 429 {
        return false;
    }
    let wait = answer.headers().get("retry-after");
    let wait = wait.expect("a 429 without retry-after").to_str().unwrap();
    let wait: u64 = wait.parse().expect("retry-after in whole seconds");
    assert!((1..=WINDOW + 1).contains(&wait), "retry-after: {wait}");
    assert!(sets_no_cookie(answer), "a refused login sets no cookie");
    true
}

#[tokio::test]
#[ignore = "exercise: LOGINS_PER_NAME and LOGINS_PER_ADDRESS logins in LOGIN_WINDOW seconds"]
async fn a_name_can_log_in_only_so_often() {
    let url = start(&[("LOGINS_PER_NAME", "3")]);
    let url = &url.url;
    let alice = set_cookie(&log_in(url, "Zoë").await);
    for spelling in [" Zoë", "Zoe\u{308}"] {
        let answer = log_in(url, spelling).await;
        assert_eq!(answer.status(), 303, "the second and the third login");
    }
    for spelling in ["Zoë", "Zoë ", "Zoe\u{308}"] {
        let answer = log_in(url, spelling).await;
        assert!(is_refused(&answer), "a fourth login as {spelling:?}");
        assert!(answer.text().await.unwrap().contains("<h1>429"));
    }
    assert_eq!(log_in(url, "bob").await.status(), 303, "another name");
    let page = get(url, pair(&alice)).await.text().await.unwrap();
    assert!(page.contains("Logged in as Zoë"), "who is logged in stays");
}

/// If each refused attempt began the window anew, a stranger could keep a user out for ever.
#[tokio::test]
#[ignore = "exercise: LOGINS_PER_NAME and LOGINS_PER_ADDRESS logins in LOGIN_WINDOW seconds"]
async fn refused_attempts_do_not_make_the_wait_longer() {
    let program = start(&[("LOGINS_PER_NAME", "1")]);
    let first = log_in(&program.url, "alice").await;
    assert_eq!(first.status(), 303);
    for refused in 0..=WINDOW * 2 {
        let answer = log_in(&program.url, "alice").await;
        if !is_refused(&answer) {
            assert!(refused > 0, "a second login was let in at once");
            return;
        }
        sleep(Duration::from_secs(1)).await;
    }
    panic!("still refused when the window was over twice");
}

/// Someone who tries one password on many names stays below the limit of each name. What a client
/// says about its address does not count, because it can say anything.
#[tokio::test]
#[ignore = "exercise: LOGINS_PER_NAME and LOGINS_PER_ADDRESS logins in LOGIN_WINDOW seconds"]
async fn an_address_can_log_in_only_so_often() {
    let program = start(&[("LOGINS_PER_ADDRESS", "5"), ("LOGINS_PER_NAME", "2")]);
    let attempt = async |i: usize| {
        let name = format!("name {i}");
        let mut request = client().post(format!("{}/login", program.url));
        for header in [
            "x-forwarded-for",
            "x-real-ip",
            "forwarded",
            "cf-connecting-ip",
        ] {
            request = request.header(header, format!("for=10.0.0.{i}"));
            request = request.header(header, format!("10.0.1.{i}"));
        }
        send(request.form(&[("username", &name)])).await
    };
    for i in 0..5 {
        assert_eq!(attempt(i).await.status(), 303, "login {i}");
    }
    for i in 5..8 {
        let answer = attempt(i).await;
        assert!(is_refused(&answer), "login {i} from one address");
    }
    let form = get(&format!("{}/login", program.url), "").await;
    assert_eq!(form.status(), 200, "the form itself");
}

/// Linux gives a machine all addresses that begin with 127.
#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "exercise: LOGINS_PER_NAME and LOGINS_PER_ADDRESS logins in LOGIN_WINDOW seconds"]
async fn another_address_is_not_refused() {
    let program = start(&[("LOGINS_PER_ADDRESS", "1")]);
    let attempt = async |address: [u8; 4]| {
        let client = reqwest::Client::builder().local_address(Some(address.into()));
        let client = client.redirect(reqwest::redirect::Policy::none());
        let request = client.build().unwrap();
        let request = request.post(format!("{}/login", program.url));
        send(request.form(&[("username", "alice")])).await
    };
    assert_eq!(attempt([127, 0, 0, 2]).await.status(), 303);
    assert!(is_refused(&attempt([127, 0, 0, 2]).await), "a second login");
    assert_eq!(attempt([127, 0, 0, 3]).await.status(), 303);
}
