//! The same promises on a real Redis, with two replicas behind a real nginx, and what happens
//! when Redis dies.

use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tower_sessions_redis_store::RedisStore;
use tower_sessions_redis_store::fred::prelude::{Builder, ClientLike, Config};

use super::limits::{holds_a_large_session, serve};
use super::promises;
use super::server::{Server, Visitor, free_port};
use super::store::Store;
use crate::nginx::Nginx;

/// A Redis that keeps its data in a directory of its own and can be killed.
struct Redis {
    process: Child,
    port: u16,
    directory: PathBuf,
}

impl Redis {
    fn start() -> Self {
        let port = free_port();
        let directory = PathBuf::from(format!("{}/redis-{port}", env!("CARGO_TARGET_TMPDIR")));
        fs::create_dir_all(&directory).unwrap();
        Self {
            process: run(port, &directory),
            port,
            directory,
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
        self.process = run(self.port, &self.directory);
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
        fs::remove_dir_all(&self.directory).unwrap();
    }
}

/// Every write is on the disk before it is answered, and is there after a restart.
fn run(port: u16, directory: &PathBuf) -> Child {
    let process = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
        .args(["--appendonly", "yes", "--appendfsync", "always", "--dir"])
        .arg(directory)
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server is installed");
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed().as_secs() < 30, "Redis does not start");
        thread::sleep(Duration::from_millis(20));
    }
    process
}

/// Two replicas behind the step's own nginx, and one Redis.
struct Site {
    nginx: Nginx,
    replicas: [Server; 2],
    redis: Redis,
}

impl Site {
    fn start() -> Self {
        let redis = Redis::start();
        let ports = [free_port(), free_port()];
        let settings = [("REDIS_URL", &*redis.url())];
        let config = include_str!("../../../nginx.conf");
        Self {
            replicas: ports.map(|port| Server::start(port, &settings)),
            nginx: Nginx::start(
                config,
                &[(8080, free_port()), (3001, ports[0]), (3002, ports[1])],
            ),
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
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn a_large_session_with_a_long_number_comes_back_whole() {
    let redis = Redis::start();
    let client = Builder::from_config(Config::from_url(&redis.url()).unwrap());
    let client = client.build().unwrap();
    client.init().await.unwrap();
    holds_a_large_session(&serve(Store::Redis(RedisStore::new(client))).await).await;
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

/// Quickly, on a page, and without touching the cookie: that is the way back to the session.
async fn is_told(visitor: &Visitor) {
    let (start, cookie) = (Instant::now(), visitor.cookie());
    let response = visitor.get("/").await;
    assert_eq!(response.status(), 503);
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
    assert!(!response.headers().contains_key("set-cookie"));
    let page = response.text().await.unwrap();
    assert!(
        page.contains("Your session cannot be reached just now."),
        "{page}"
    );
    assert_eq!(visitor.post("/logout", &[]).await.status(), 503);
    assert_eq!(visitor.cookie(), cookie);
}

async fn until_served(visitor: &Visitor) {
    let start = Instant::now();
    while visitor.get("/").await.status() != 200 {
        assert!(start.elapsed().as_secs() < 30, "the replicas stay away");
    }
}

#[tokio::test]
#[ignore = "needs Redis and nginx: apt-get install redis-server nginx-light"]
async fn a_redis_that_hangs_is_a_503_too() {
    let redis = Redis::start();
    let server = Server::start(0, &[("REDIS_URL", &redis.url())]);
    let alice = Visitor::logged_in_as("alice", &server.url).await;
    signal("STOP", &redis);
    is_told(&alice).await;
    signal("CONT", &redis);
    until_served(&alice).await;
}

fn signal(name: &str, redis: &Redis) {
    let kill = format!("kill -{name} {}", redis.process.id());
    let status = Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert!(status.success());
}
