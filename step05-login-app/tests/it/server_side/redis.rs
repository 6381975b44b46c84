//! The same on a real Redis, with two replicas behind a real nginx, and what happens when it dies.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::server::{self, Visitor};
use super::{promises, races};
use crate::nginx::Nginx;
use crate::program::{Program, free_port, wait_for};

/// A Redis that keeps its data in a directory of its own and can be killed.
struct Redis {
    process: Child,
    port: u16,
    directory: PathBuf,
    settings: Vec<String>,
}

impl Redis {
    fn start() -> Self {
        let port = free_port();
        let port_text = port.to_string();
        Self::start_with(port, &["--port", &port_text])
    }

    /// Every write is on the disk before it is answered, and is there after a restart.
    fn start_with(port: u16, settings: &[&str]) -> Self {
        let directory = PathBuf::from(format!("{}/redis-{port}", env!("CARGO_TARGET_TMPDIR")));
        fs::create_dir_all(&directory).unwrap();
        let durable = [
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--bind",
            "127.0.0.1",
        ];
        let settings = [settings, &durable].concat();
        let settings: Vec<String> = settings.into_iter().map(String::from).collect();
        Self {
            process: run(port, &directory, &settings),
            port,
            directory,
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
        self.process = run(self.port, &self.directory, &self.settings);
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
        fs::remove_dir_all(&self.directory).unwrap();
    }
}

fn run(port: u16, directory: &Path, settings: &[String]) -> Child {
    let process = Command::new("redis-server")
        .args(settings)
        .arg("--dir")
        .arg(directory)
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server is installed");
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
    let copy = Visitor::logged_in_as("alice", &one.url).await.cookie();
    let alice = Visitor::with_cookie(&copy, &other.url);
    assert!(alice.is_known_as("alice").await);
    alice.post("/logout", &[]).await;
    let replay = Visitor::with_cookie(&copy, &one.url);
    assert!(!replay.is_known_as("alice").await);
}

#[tokio::test]
#[ignore = "needs Redis: apt-get install redis-server"]
async fn on_redis_a_slow_request_brings_nothing_back_and_strangers_leave_nothing() {
    let redis = Redis::start();
    let server = server::start(0, &[("REDIS_URL", &redis.url())]);
    for _ in 0..200 {
        Visitor::new(&server.url).page().await;
        Visitor::with_cookie("id=AAAAAAAAAAAAAAAAAAAAAA", &server.url)
            .get("/nothing")
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
        let visitor = Visitor::logged_in_as(&name, &site.nginx.url).await;
        visitor.post("/theme", &[("theme", "dark")]).await;
        visitors.push((visitor, name));
    }
    site.redis.kill();
    for (visitor, _) in &visitors {
        is_told(visitor).await;
    }
    assert_eq!(visitors[0].0.get("/static/style.css").await.status(), 200);
    site.redis.start_again();
    until_served(&visitors[0].0).await;
    for (visitor, name) in &visitors {
        let page = visitor.page().await;
        let is_theirs = page.contains(&format!(">Logged in as {name}<"));
        assert!(is_theirs && page.contains(r#"class="dark""#), "{page}");
    }
}

#[tokio::test]
#[ignore = "needs Redis: apt-get install redis-server"]
async fn a_redis_that_is_silent_is_a_503_too() {
    let redis = Redis::start();
    let server = server::start(0, &[("REDIS_URL", &redis.url())]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    redis.signal("STOP");
    is_told(&alice).await;
    redis.signal("CONT");
    until_served(&alice).await;
    assert!(alice.is_known_as("alice").await);
}

/// Within two seconds, on a page, and without touching the cookie: it is the way back.
async fn is_told(visitor: &Visitor) {
    let (start, cookie) = (Instant::now(), visitor.cookie());
    let response = visitor.get("/").await;
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
    assert_eq!(response.status(), 503);
    assert!(!response.headers().contains_key("set-cookie"));
    let page = response.text().await.unwrap();
    let reason = "Your session cannot be reached just now.";
    assert!(page.contains(reason), "{page}");
    let form = [("username", "alice")];
    assert_eq!(visitor.post("/login", &form).await.status(), 503);
    assert_eq!(visitor.post("/logout", &[]).await.status(), 503);
    assert_eq!(visitor.cookie(), cookie);
}

async fn until_served(visitor: &Visitor) {
    let start = Instant::now();
    while visitor.get("/").await.status() != 200 {
        assert!(start.elapsed().as_secs() < 30, "the replicas stay away");
    }
}

/// With a certificate made for the test, and without it: then nothing is sent.
#[tokio::test]
#[ignore = "needs Redis and openssl: apt-get install redis-server openssl"]
async fn rediss_speaks_tls_with_a_server_it_can_check() {
    let port = free_port();
    let text = port.to_string();
    let directory = format!("{}/tls-{port}", env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&directory).unwrap();
    let [key, certificate] = ["key.pem", "cert.pem"].map(|file| format!("{directory}/{file}"));
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        ])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
        ])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", &key, "-out", &certificate])
        .output();
    assert!(made.unwrap().status.success());
    let tls = [
        ["--port", "0"],
        ["--tls-port", &text],
        ["--tls-cert-file", &certificate],
        ["--tls-key-file", &key],
        ["--tls-auth-clients", "no"],
    ];
    let _redis = Redis::start_with(port, tls.as_flattened());
    let url = format!("rediss://localhost:{port}");
    let trusting = [("REDIS_URL", &*url), ("SSL_CERT_FILE", &certificate)];
    let server = server::start(0, &trusting);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    assert!(alice.is_known_as("alice").await);
    let errors = server::refusal(&[("REDIS_URL", &url)]);
    assert!(errors.contains("ertificate"), "{errors}");
    fs::remove_dir_all(&directory).unwrap();
}
