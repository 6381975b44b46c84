//! The same on a real Redis, with two replicas behind a real nginx, and what happens when it dies.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::server::{self, DARK, darken, id_of};
use super::{promises, races};
use crate::nginx::Nginx;
use crate::program::{PATIENCE, Program, free_port, wait_for};
use crate::support::{get, greets, is_alice, page, post, sets_no_cookie};

/// A Redis that keeps its data in a directory of its own and can be killed.
struct Redis {
    process: Child,
    port: u16,
    settings: String,
}

impl Redis {
    fn start() -> Self {
        let port = free_port();
        Self::start_with(port, &format!("--port {port}"))
    }

    /// Every write is on the disk before it is answered, and is there after a restart.
    fn start_with(port: u16, settings: &str) -> Self {
        let directory = directory(port);
        fs::create_dir_all(&directory).unwrap();
        let durable = "--bind 127.0.0.1 --appendonly yes --appendfsync always --dir";
        let settings = format!("{settings} {durable} {directory}");
        let process = run(port, &settings);
        Self {
            process,
            port,
            settings,
        }
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn start_again(&mut self) {
        self.process = run(self.port, &self.settings);
    }

    fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.process.id());
        let status = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(status.success());
    }

    /// What Redis answers to a command of one line.
    fn ask(&self, command: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "{command}\r\nQUIT\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
        fs::remove_dir_all(directory(self.port)).unwrap();
    }
}

fn directory(port: u16) -> String {
    format!("{}/redis-{port}", env!("CARGO_TARGET_TMPDIR"))
}

fn run(port: u16, settings: &str) -> Child {
    let mut command = Command::new("redis-server");
    let process = command
        .args(settings.split(' '))
        .stdout(Stdio::null())
        .spawn();
    let process = process.expect("redis-server is installed");
    wait_for("Redis", || TcpStream::connect(("127.0.0.1", port)).ok());
    process
}

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
            replicas: ports.map(|port| server::start(port, &settings)),
            nginx: Nginx::start(config, &addresses),
            redis,
        }
    }
}

#[tokio::test]
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn the_promises_hold_on_redis_behind_nginx() {
    let site = Site::start();
    promises::hides(&site.nginx.url).await;
    promises::ends(&site.nginx.url).await;
    promises::changes_the_id(&site.nginx.url).await;
    promises::behaves_as_the_step(&site.nginx.url).await;
}

#[tokio::test]
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn a_logout_on_one_replica_counts_on_the_other() {
    let site = Site::start();
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
    let server = server::start(0, &[("REDIS_URL", &redis.url())]);
    for _ in 0..200 {
        get(&server.url, "").await;
        get(
            &format!("{}/nothing", server.url),
            "id=AAAAAAAAAAAAAAAAAAAAAA",
        )
        .await;
    }
    assert!(
        redis.ask("DBSIZE").starts_with(":0\r\n"),
        "{}",
        redis.ask("KEYS *")
    );
    races::ends_before_a_slow_request(&server.url).await;
    races::logs_in_before_a_slow_request(&server.url).await;
    assert!(
        redis.ask("DBSIZE").starts_with(":1\r\n"),
        "{}",
        redis.ask("KEYS *")
    );
}

/// The cure is a command that Redis carries out as a whole: it counts every visit.
#[tokio::test]
#[ignore = "needs Redis: apt-get install redis-server"]
async fn on_redis_most_visits_at_once_are_not_counted_and_incr_counts_all() {
    let redis = Redis::start();
    let server = server::start(0, &[("REDIS_URL", &redis.url())]);
    let counted = races::count_at_once(&server.url).await;
    println!("on Redis, {counted} of 200 visits were counted");
    assert!((1..200).contains(&counted), "{counted}");
    thread::scope(|scope| {
        for _ in 0..20 {
            scope
                .spawn(|| (0..10).for_each(|_| assert!(redis.ask("INCR visits").starts_with(':'))));
        }
    });
    assert!(redis.ask("INCR visits").starts_with(":201\r\n"));
}

#[tokio::test]
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn while_redis_is_dead_there_is_a_503_and_afterwards_nobody_is_lost_or_crossed() {
    let mut site = Site::start();
    let mut visitors = Vec::new();
    for i in 0..10 {
        let name = format!("visitor {i}");
        let id = id_of(&name, &site.nginx.url).await;
        darken(&site.nginx.url, &id).await;
        visitors.push((id, name));
    }
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

#[tokio::test]
#[ignore = "needs Redis: apt-get install redis-server"]
async fn a_redis_that_is_silent_is_a_503_too() {
    let redis = Redis::start();
    let server = server::start(0, &[("REDIS_URL", &redis.url())]);
    let alice = id_of("alice", &server.url).await;
    redis.signal("STOP");
    is_told(&server.url, &alice).await;
    redis.signal("CONT");
    until_served(&server.url, &alice).await;
    assert!(is_alice(&server.url, &alice).await);
}

/// Within two seconds, on a page, and without touching the cookie: it is the way back.
async fn is_told(url: &str, id: &str) {
    let start = Instant::now();
    let page = get(url, id).await;
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    let login = post(&format!("{url}/login"), id, &[("username", "alice")]).await;
    let logout = post(&format!("{url}/logout"), id, &[]).await;
    for answer in [page, login, logout] {
        assert_eq!(answer.status(), 503);
        assert!(sets_no_cookie(&answer));
        let page = answer.text().await.unwrap();
        let reason = "Your session cannot be reached just now.";
        assert!(page.contains(reason), "{page}");
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
    let directory = format!("{}/tls-{port}", env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&directory).unwrap();
    let [key, certificate] = ["key.pem", "cert.pem"].map(|file| format!("{directory}/{file}"));
    let make = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE";
    let mut openssl = Command::new("openssl");
    openssl.args(make.split_whitespace());
    openssl.args(["-keyout", &key, "-out", &certificate]);
    assert!(openssl.output().unwrap().status.success());
    let files = format!("--tls-cert-file {certificate} --tls-key-file {key}");
    let tls = format!("--port 0 --tls-port {port} --tls-auth-clients no {files}");
    let _redis = Redis::start_with(port, &tls);
    let url = format!("rediss://localhost:{port}");
    let trusting = [("REDIS_URL", &*url), ("SSL_CERT_FILE", &certificate)];
    let server = server::start(0, &trusting);
    let alice = id_of("alice", &server.url).await;
    assert!(is_alice(&server.url, &alice).await);
    let errors = server::refusal(&[("REDIS_URL", &url)]);
    assert!(errors.contains("ertificate"), "{errors}");
    fs::remove_dir_all(&directory).unwrap();
}
