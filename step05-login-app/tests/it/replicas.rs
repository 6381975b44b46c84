//! Two replicas behind a real nginx, under the very configuration that the book prints.

use std::fs::{self, File};
use std::future::IntoFuture;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{Program, free_port};
use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use reqwest::Client;
use reqwest::redirect::Policy;
use serde_json::json;
use step05_login_app::signer::Signer;
use step05_login_app::{payload, timed};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::sleep;

const OLD: &str = "the old key for tests of 32 bytes or more";
const NEW: &str = "the new key for tests of 32 bytes or more";

/// How many visitors come at once.
const VISITORS: usize = 8;

/// Far more than anything here takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_login_on_one_replica_is_known_to_the_other() {
    let site = Site::start(&[("SECRET_KEY", OLD)]).await;
    let [one, other] = site.replicas.each_ref().map(|replica| replica.url.clone());
    let alice = visitor();
    log_in(&alice, &one, "alice").await;
    for url in [&other, &site.nginx.url, &site.nginx.url, &one] {
        assert!(knows(&alice, url, "alice").await, "{url}");
    }
    for port in site.ports {
        until("both replicas answered", || {
            site.nginx.answers_by(port) == 1
        })
        .await;
    }
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_replica_dies_under_load_and_no_session_is_lost() {
    let mut site = Site::start(&[("SECRET_KEY", OLD)]).await;
    let load = Load::start(&site.nginx.url);
    load.reaches(800).await;
    site.replicas[0].process.kill().unwrap();
    load.reaches(2400).await;
    let alone = site.nginx.answers_by(site.ports[0]);
    load.stop(1).await;
    assert!(
        alone >= 300,
        "the replica did nothing before it died: {alone}"
    );
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_login_passes_over_a_dead_replica() {
    let mut site = Site::start(&[("SECRET_KEY", OLD)]).await;
    site.replicas[0].process.kill().unwrap();
    site.replicas[0].process.wait().unwrap();
    for name in ["alice", "bob", "carol", "dave"] {
        let visitor = visitor();
        log_in(&visitor, &site.nginx.url, name).await;
        assert!(knows(&visitor, &site.nginx.url, name).await);
    }
}

/// One replica after the other: first they learn to believe the new key, which nobody signs with
/// yet, then they sign with it, then they forget the old one.
#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_rolling_change_of_the_key_logs_nobody_out() {
    let mut site = Site::start(&[("SECRET_KEY", OLD)]).await;
    let load = Load::start(&site.nginx.url);
    let absent = visitor();
    log_in(&absent, &site.nginx.url, "absent").await;
    for keys in [
        &[("SECRET_KEY", OLD), ("SECRET_KEY_FALLBACKS", NEW)][..],
        &[("SECRET_KEY", NEW), ("SECRET_KEY_FALLBACKS", OLD)],
        &[("SECRET_KEY", NEW)],
    ] {
        site.restart_one_by_one(keys).await;
        // Every visitor comes by, and leaves with a signature of today.
        load.reaches(load.answered() + 50 * VISITORS).await;
    }
    load.stop(6).await;
    assert!(!knows(&absent, &site.nginx.url, "absent").await);
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_login_from_another_site_is_turned_away_behind_nginx() {
    let site = Site::start(&[("SECRET_KEY", OLD)]).await;
    let localhost = site.nginx.url.replace("127.0.0.1", "localhost");
    let without_port = "http://127.0.0.1";
    for (origin, status) in [
        (&*site.nginx.url, 303),
        (&localhost, 403),
        (without_port, 403),
        ("null", 403),
    ] {
        let request = visitor().post(format!("{}/login", site.nginx.url));
        let request = request.header("origin", origin);
        let response = request.form(&[("username", "alice")]).send().await.unwrap();
        assert_eq!(response.status(), status, "{origin}");
    }
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_replica_hears_what_the_visitor_said_and_not_what_they_claim_to_be() {
    let ports = [serve_echo().await, serve_echo().await];
    let nginx = Nginx::start(ports, &[]).await;
    let cookie = format!("session={}", "x".repeat(4089));
    let mut request = visitor().get(&nginx.url).header("cookie", &cookie);
    for name in ["x-forwarded-for", "x-forwarded-proto", "forwarded"] {
        request = request.header(name, "for=203.0.113.7");
    }
    let heard = request.send().await.unwrap().text().await.unwrap();
    let host = nginx.url.trim_start_matches("http://");
    for line in [
        &format!("cookie: {cookie}"),
        &format!("host: {host}"),
        &format!("x-forwarded-host: {host}"),
        "x-forwarded-for: 127.0.0.1",
        "x-forwarded-proto: http",
    ] {
        assert!(heard.lines().any(|heard| heard == line), "{line}: {heard}");
    }
    assert!(!heard.contains("203.0.113.7"), "{heard}");
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn the_largest_session_goes_both_ways_through_nginx() {
    let site = Site::start(&[("SECRET_KEY", OLD)]).await;
    let session = large_session();
    assert!((4000..4090).contains(&session.len()), "{}", session.len());
    let request = visitor().get(&site.nginx.url);
    let request = request.header("cookie", format!("session={session}"));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let cookie = response.cookies().next().unwrap();
    assert!(cookie.value().len() >= session.len(), "{}", cookie.value());
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("Logged in as alice")
    );
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_header_that_does_not_end_loses_its_connection() {
    let ports = [free_port(), free_port()];
    let short = ("client_header_timeout 10s;", "client_header_timeout 1s;");
    let nginx = Nginx::start(ports, &[short]).await;
    let mut stream = TcpStream::connect(nginx.url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(PATIENCE / 2)).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("nginx ends it");
    assert_eq!(answer, "");
}

/// nginx, and the replicas behind it.
struct Site {
    nginx: Nginx,
    replicas: [Program; 2],
    ports: [u16; 2],
}

impl Site {
    async fn start(settings: &[(&str, &str)]) -> Self {
        let ports = [free_port(), free_port()];
        Self {
            replicas: ports.map(|port| Program::start(port, settings)),
            nginx: Nginx::start(ports, &[]).await,
            ports,
        }
    }

    /// Each is told to end and may finish what it does, comes back with its new settings, and
    /// is in use again before the next one is touched.
    async fn restart_one_by_one(&mut self, settings: &[(&str, &str)]) {
        for (replica, port) in self.replicas.iter_mut().zip(self.ports) {
            terminate(&mut replica.process);
            *replica = Program::start(port, settings);
            let before = self.nginx.answers_by(port);
            until("nginx uses it again", || {
                self.nginx.answers_by(port) > before
            })
            .await;
        }
    }
}

/// SIGTERM, which the standard library cannot send.
fn terminate(process: &mut Child) {
    let kill = format!("kill {}", process.id());
    let status = Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert!(status.success());
    assert!(process.wait().unwrap().success());
}

/// nginx with a directory of its own, stopped when dropped. After a failure the directory stays.
struct Nginx {
    process: Child,
    directory: PathBuf,
    url: String,
}

impl Nginx {
    /// The configuration of the book with three other ports, and where a test says so, more.
    async fn start(replicas: [u16; 2], changes: &[(&str, &str)]) -> Self {
        let port = free_port();
        let mut config = include_str!("../../nginx.conf").to_owned();
        let ports = [8080, 3001, 3002].map(|port| format!("127.0.0.1:{port}"));
        let free = [port, replicas[0], replicas[1]].map(|port| format!("127.0.0.1:{port}"));
        let ports = ports.iter().zip(&free).map(|(old, new)| (&**old, &**new));
        for (old, new) in ports.chain(changes.iter().copied()) {
            assert_eq!(config.matches(old).count(), 1, "{old}");
            config = config.replace(old, new);
        }
        Self::run(&config, port).await
    }

    async fn run(config: &str, port: u16) -> Self {
        let directory = format!("{}/nginx-{port}", env!("CARGO_TARGET_TMPDIR"));
        let directory = PathBuf::from(directory);
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("nginx.conf"), config).unwrap();
        let test = nginx(&directory, &["-t", "-q"]).output();
        let test = test.expect("nginx is installed");
        assert_eq!(String::from_utf8_lossy(&test.stderr), "");
        let errors = File::create(directory.join("errors.log")).unwrap();
        let mut command = nginx(&directory, &["-g", "daemon off;"]);
        let process = command.stderr(errors).spawn().unwrap();
        let url = format!("http://127.0.0.1:{port}");
        let pid = directory.join("nginx.pid");
        until("nginx serves", || {
            fs::read(&pid).is_ok_and(|pid| !pid.is_empty())
        })
        .await;
        Self {
            process,
            directory,
            url,
        }
    }

    /// How many requests this replica has answered, the last of those that were asked.
    fn answers_by(&self, replica: u16) -> usize {
        let log = fs::read_to_string(self.directory.join("access.log")).unwrap();
        let from = format!("127.0.0.1:{replica} in ");
        log.lines().filter(|line| line.contains(&from)).count()
    }
}

impl Drop for Nginx {
    /// Its own signal: a killed master would leave the workers behind.
    fn drop(&mut self) {
        let stop = nginx(&self.directory, &["-s", "stop"]).output().unwrap();
        assert!(stop.status.success());
        self.process.wait().unwrap();
        if !thread::panicking() {
            fs::remove_dir_all(&self.directory).unwrap();
        }
    }
}

fn nginx(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-p"]).arg(directory);
    command.arg("-c").arg(directory.join("nginx.conf"));
    command.args(arguments);
    command
}

/// Visitors who are logged in and ask for the first page again and again.
struct Load {
    visitors: JoinSet<usize>,
    progress: Arc<Progress>,
}

#[derive(Default)]
struct Progress {
    answered: AtomicUsize,
    is_over: AtomicBool,
}

impl Load {
    fn start(url: &str) -> Self {
        let progress = Arc::new(Progress::default());
        let visits = |i| visit(format!("visitor {i}"), url.to_owned(), progress.clone());
        let visitors = (0..VISITORS).map(visits).collect();
        Self { visitors, progress }
    }

    fn answered(&self) -> usize {
        self.progress.answered.load(Ordering::Relaxed)
    }

    async fn reaches(&self, answered: usize) {
        until("the pages are answered", || self.answered() >= answered).await;
    }

    /// Checks that each visitor found a bounded number of requests failing, and no page wrong.
    async fn stop(self, bound: usize) {
        self.progress.is_over.store(true, Ordering::Relaxed);
        let failed = self.visitors.join_all().await;
        assert!(failed.iter().all(|failed| *failed <= bound), "{failed:?}");
    }
}

/// Returns how many requests failed. A page that comes must know the name, and count all the
/// pages before it: these two are what a lost session would forget.
async fn visit(name: String, url: String, progress: Arc<Progress>) -> usize {
    let (visitor, mut pages, mut failed) = (visitor(), 0, 0);
    log_in(&visitor, &url, &name).await;
    while !progress.is_over.load(Ordering::Relaxed) {
        let Some(page) = page(&visitor, &url).await else {
            failed += 1;
            continue;
        };
        pages += 1;
        let greeting = format!("<h1>Logged in as {name}</h1>");
        let is_whole = page.contains(&greeting) && page.contains(&format!("Visits: {pages}<"));
        assert!(is_whole, "page {pages} of {name} is {page}");
        progress.answered.fetch_add(1, Ordering::Relaxed);
    }
    failed
}

fn visitor() -> Client {
    let visitor = Client::builder().cookie_store(true).timeout(PATIENCE);
    visitor.redirect(Policy::none()).build().unwrap()
}

async fn log_in(visitor: &Client, url: &str, name: &str) {
    let request = visitor.post(format!("{url}/login"));
    let response = request.form(&[("username", name)]).send().await.unwrap();
    assert_eq!(response.status(), 303);
}

/// The first page, or nothing where it did not arrive whole.
async fn page(visitor: &Client, url: &str) -> Option<String> {
    let response = visitor.get(url).send().await.ok()?;
    response.error_for_status().ok()?.text().await.ok()
}

async fn knows(visitor: &Client, url: &str, name: &str) -> bool {
    let page = page(visitor, url).await.unwrap();
    page.contains(&format!("<h1>Logged in as {name}</h1>"))
}

/// Random bytes cannot be packed: this fills nearly all that a cookie may hold.
fn large_session() -> String {
    let mut random = [0; 2900];
    getrandom::fill(&mut random).unwrap();
    let session = json!({"username": "alice", "random": BASE64.encode(random)});
    let payload = payload::encode(session.as_object().unwrap());
    let signer = Signer::new(OLD.as_bytes(), "cookie-session");
    timed::sign(&signer, &payload, timed::now())
}

/// Stands in for a replica: tells the headers it was sent.
async fn serve_echo() -> u16 {
    let echo = |headers: HeaderMap| async move {
        let line = |(name, value): (&HeaderName, &HeaderValue)| {
            format!("{name}: {}\n", value.to_str().unwrap())
        };
        headers.iter().map(line).collect::<String>()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(axum::serve(listener, Router::new().fallback(echo)).into_future());
    port
}

async fn until(what: &str, is_true: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_true() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        sleep(Duration::from_millis(20)).await;
    }
}
