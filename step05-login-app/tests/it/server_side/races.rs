//! Two requests at once with one id: what the store mends, and what it does not.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

use super::{id_of, start};
use crate::support::{get, is_alice, page, pair, post, set_cookie};

/// Visits in all, and how many of them are under way at once.
const VISITS: usize = 200;
const AT_ONCE: usize = 20;

#[tokio::test]
async fn a_slow_request_undoes_no_logout_and_no_login() {
    undoes_nothing(&start(0, &[]).url).await;
}

/// It began without a session, and brings the cookie of a new one: the last answer wins.
#[tokio::test]
async fn a_slow_request_of_a_stranger_replaces_the_cookie_of_a_login() {
    let server = start(0, &[]);
    let slow = SlowTheme::start(&server.url, "").await;
    id_of("alice", &server.url).await;
    let answer = slow.finish().await;
    let (_, cookie) = answer.split_once("set-cookie: ").unwrap();
    assert!(!is_alice(&server.url, pair(cookie)).await);
}

#[tokio::test]
async fn of_two_hundred_visits_at_once_some_are_not_counted() {
    let server = start(0, &[]);
    let counted = count_at_once(&server.url).await;
    println!("in memory, {counted} of {VISITS} visits were counted");
    assert!((1..VISITS).contains(&counted), "{counted}");
}

/// The slow requests began with a session that was ended, or replaced by a login, meanwhile.
pub async fn undoes_nothing(url: &str) {
    let alice = id_of("alice", url).await;
    let slow = SlowTheme::start(url, &alice).await;
    post(&format!("{url}/logout"), &alice, &[]).await;
    slow.ends_refused().await;
    assert!(!is_alice(url, &alice).await);
    let old = id_of("alice", url).await;
    let slow = SlowTheme::start(url, &old).await;
    let login = post(&format!("{url}/login"), &old, &[("username", "alice")]).await;
    slow.ends_refused().await;
    assert!(is_alice(url, pair(&set_cookie(&login))).await);
}

/// Returns how many of the visits are in the session afterwards.
pub async fn count_at_once(url: &str) -> usize {
    let cookie = id_of("alice", url).await;
    let mut visits = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (url, cookie) = (url.to_owned(), cookie.clone());
        visits.spawn(async move {
            for _ in 0..VISITS / AT_ONCE {
                assert_eq!(get(&url, &cookie).await.status(), 200);
            }
        });
    }
    visits.join_all().await;
    let page = page(url, &cookie).await;
    let (_, count) = page.split_once("Visits: ").unwrap();
    let count: usize = count.split('<').next().unwrap().parse().unwrap();
    count - 1
}

/// A choice of the theme whose last byte is missing: its session is open already.
struct SlowTheme(TcpStream);

impl SlowTheme {
    async fn start(url: &str, cookie: &str) -> Self {
        let host = url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let request = format!(
            "POST /theme HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\nconnection: close\r\n\
            content-type: application/x-www-form-urlencoded\r\ncontent-length: 10\r\n\r\ntheme=dar"
        );
        stream.write_all(request.as_bytes()).unwrap();
        sleep(Duration::from_millis(500)).await;
        Self(stream)
    }

    async fn ends_refused(self) {
        let answer = self.finish().await;
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
        assert!(!answer.contains("set-cookie"), "{answer}");
    }

    async fn finish(mut self) -> String {
        let answer = spawn_blocking(move || {
            self.0.write_all(b"k").unwrap();
            let mut answer = String::new();
            self.0.read_to_string(&mut answer).unwrap();
            answer
        });
        answer.await.unwrap()
    }
}
