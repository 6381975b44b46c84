//! The same on a real Redis, with two replicas behind a real nginx, and what happens when it dies.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::redis_server::{Redis, directory};
use super::{DARK, command, darken, id_of, promises, races, start};
use crate::nginx::Nginx;
use crate::program::{PATIENCE, Program, free_port};
use crate::support::{get, greets, is_alice, page, post, sets_no_cookie};

/// Two replicas behind the step's own nginx, and one Redis.
struct Site {
    nginx: Nginx,
    replicas: [Program; 2],
    redis: Redis,
}

impl Site {
    fn start() -> Self {
        let redis = Redis::start();
        let ports = [free_port(), free_port()];
        let settings = [("REDIS_URL", &*redis.url())];
        let config = include_str!("../../../nginx.conf");
        let addresses = [(8080, free_port()), (3001, ports[0]), (3002, ports[1])];
        Self {
            replicas: ports.map(|port| start(port, &settings)),
            nginx: Nginx::start(config, &addresses),
            redis,
        }
    }
}

#[tokio::test]
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn the_promises_hold_on_redis_behind_nginx_and_a_logout_counts_on_all_replicas() {
    let site = Site::start();
    promises::hold(&site.nginx.url).await;
    let [one, other] = &site.replicas;
    let alice = id_of("alice", &one.url).await;
    assert!(is_alice(&other.url, &alice).await);
    post(&format!("{}/logout", other.url), &alice, &[]).await;
    assert!(!is_alice(&one.url, &alice).await);
}

#[tokio::test]
#[ignore = "needs Redis: apt-get install redis-server"]
async fn on_redis_a_slow_request_brings_nothing_back_and_strangers_leave_nothing() {
    let redis = Redis::start();
    let server = start(0, &[("REDIS_URL", &redis.url())]);
    let nothing = format!("{}/nothing", server.url);
    for _ in 0..200 {
        get(&server.url, "").await;
        get(&nothing, "id=AAAAAAAAAAAAAAAAAAAAAA").await;
    }
    assert_eq!(redis.ask("DBSIZE", &[]), 0);
    races::undoes_nothing(&server.url).await;
    assert_eq!(redis.ask("DBSIZE", &[]), 1);
}

/// The cure is a command that Redis carries out as a whole: it counts every visit.
#[tokio::test]
#[ignore = "needs Redis: apt-get install redis-server"]
async fn on_redis_most_visits_at_once_are_not_counted_and_incr_counts_all() {
    let redis = Redis::start();
    let server = start(0, &[("REDIS_URL", &redis.url())]);
    let counted = races::count_at_once(&server.url).await;
    println!("on Redis, {counted} of 200 visits were counted");
    assert!((1..200).contains(&counted), "{counted}");
    let ten_visits = || (0..10).for_each(|_| assert!(redis.ask("INCR", &["visits"]) > 0));
    thread::scope(|scope| (0..20).for_each(|_| drop(scope.spawn(ten_visits))));
    assert_eq!(redis.ask("GET", &["visits"]), 200);
}

#[tokio::test]
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn while_redis_is_silent_or_dead_there_is_a_503_and_nobody_is_lost_or_crossed() {
    let mut site = Site::start();
    let mut visitors = Vec::new();
    for i in 0..10 {
        let name = format!("visitor {i}");
        let id = id_of(&name, &site.nginx.url).await;
        darken(&site.nginx.url, &id).await;
        visitors.push((id, name));
    }
    site.redis.signal("-STOP");
    is_told(&site.nginx.url, &visitors[0].0).await;
    site.redis.signal("-CONT");
    until_served(&site.nginx.url, &visitors[0].0).await;
    site.redis.kill();
    for (id, _) in &visitors {
        is_told(&site.nginx.url, id).await;
    }
    let style = format!("{}/static/style.css", site.nginx.url);
    assert_eq!(get(&style, "").await.status(), 200);
    site.redis.start_again();
    until_served(&site.nginx.url, &visitors[0].0).await;
    for (id, name) in &visitors {
        let page = page(&site.nginx.url, id).await;
        assert!(greets(&page, name) && page.contains(DARK), "{page}");
    }
}

/// Within two seconds, on a page, and without touching the cookie: it is the way back.
async fn is_told(url: &str, id: &str) {
    for path in ["/", "/login", "/logout"] {
        let start = Instant::now();
        let answer = match path {
            "/" => get(url, id).await,
            _ => post(&format!("{url}{path}"), id, &[("username", "alice")]).await,
        };
        let elapsed = start.elapsed();
        assert!(elapsed < Duration::from_secs(2), "{path}: {elapsed:?}");
        assert_eq!(answer.status(), 503, "{path}");
        assert!(sets_no_cookie(&answer), "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("Your session cannot be reached just now."));
    }
}

async fn until_served(url: &str, id: &str) {
    let start = Instant::now();
    while get(url, id).await.status() != 200 {
        assert!(start.elapsed() < PATIENCE, "the replicas stay away");
    }
}

/// With a certificate made for the test, and without it: then nothing is sent.
#[tokio::test]
#[ignore = "needs Redis and openssl: apt-get install redis-server openssl"]
async fn rediss_speaks_tls_with_a_server_it_can_check() {
    let port = free_port();
    fs::create_dir_all(directory(port)).unwrap();
    let make = "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem \
        -subj /CN=localhost -addext subjectAltName=DNS:localhost \
        -addext basicConstraints=critical,CA:FALSE";
    let mut openssl = Command::new("openssl");
    openssl.args(make.split_whitespace());
    let made = openssl.current_dir(directory(port)).output();
    assert!(made.unwrap().status.success());
    let files = "--tls-cert-file cert.pem --tls-key-file key.pem";
    let tls = format!("--port 0 --tls-port {port} --tls-auth-clients no {files}");
    let _redis = Redis::start_with(port, &tls);
    let certificate = format!("{}/cert.pem", directory(port));
    let url = format!("rediss://localhost:{port}");
    let trusting = [("REDIS_URL", &*url), ("SSL_CERT_FILE", &certificate)];
    let server = start(0, &trusting);
    let alice = id_of("alice", &server.url).await;
    assert!(is_alice(&server.url, &alice).await);
    let refused = command(&[("REDIS_URL", &url)]).output().unwrap();
    let errors = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && errors.contains("ertificate"));
}
