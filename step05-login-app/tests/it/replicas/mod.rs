//! Two replicas behind a real nginx, with the configurations that the book prints.

mod load;
mod proxy;
mod tls;
mod tls_site;

use reqwest::Client;
use reqwest::redirect::Policy;

use crate::nginx::Nginx;
use crate::program::{PATIENCE, Program, free_port, wait_for};
use crate::support::{greets, send};
use load::{Load, VISITORS};

const OLD: &str = "the old key for tests of 32 bytes or more";
const NEW: &str = "the new key for tests of 32 bytes or more";

const CONFIG: &str = include_str!("../../../nginx.conf");

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_login_on_one_replica_is_known_to_the_other() {
    let site = Site::start();
    let [one, other] = site.replicas.each_ref().map(|replica| replica.url.clone());
    let alice = visitor();
    log_in(&alice, &one, "alice").await;
    for url in [&other, &site.nginx.url, &site.nginx.url, &one] {
        assert!(knows(&alice, url, "alice").await, "{url}");
    }
    for port in site.ports {
        let answered = || (site.nginx.answers_by(port) == 1).then_some(());
        wait_for("the other replica", answered);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_replica_dies_under_load_and_no_session_is_lost() {
    let mut site = Site::start();
    let load = Load::start(&site.nginx.url);
    load.goes_on(800);
    site.replicas[0].process.kill().unwrap();
    load.goes_on(1600);
    let answered = site.nginx.answers_by(site.ports[0]);
    load.stop(1).await;
    assert!(answered >= 300, "the dead replica answered {answered}");
}

#[tokio::test]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_login_passes_over_a_dead_replica() {
    let mut site = Site::start();
    site.replicas[0].process.kill().unwrap();
    site.replicas[0].process.wait().unwrap();
    for name in ["alice", "bob", "carol", "dave"] {
        let visitor = visitor();
        log_in(&visitor, &site.nginx.url, name).await;
        assert!(knows(&visitor, &site.nginx.url, name).await);
    }
}

/// In three rounds, one replica after the other: first they learn to believe the new key, which
/// nobody signs with yet, then they sign with it, then they forget the old one.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs nginx: apt-get install nginx-light"]
async fn a_rolling_change_of_the_key_logs_nobody_out() {
    let mut site = Site::start();
    let load = Load::start(&site.nginx.url);
    let absent = visitor();
    log_in(&absent, &site.nginx.url, "absent").await;
    for keys in [
        &[("SECRET_KEY", OLD), ("SECRET_KEY_FALLBACKS", NEW)][..],
        &[("SECRET_KEY", NEW), ("SECRET_KEY_FALLBACKS", OLD)],
        &[("SECRET_KEY", NEW)],
    ] {
        site.restart_one_by_one(keys);
        // Every visitor comes by, and leaves with a new signature.
        load.goes_on(50 * VISITORS);
    }
    load.stop(6).await;
    assert!(!knows(&absent, &site.nginx.url, "absent").await);
}

/// nginx, and the replicas behind it.
struct Site {
    nginx: Nginx,
    replicas: [Program; 2],
    ports: [u16; 2],
}

impl Site {
    fn start() -> Self {
        let ports = [free_port(), free_port()];
        Self {
            replicas: ports.map(|port| Program::start(port, &[("SECRET_KEY", OLD)])),
            nginx: start_nginx(CONFIG, free_port(), ports, &[]),
            ports,
        }
    }

    /// Each is told to end and may finish what it does, comes back with its new settings, and
    /// is in use again before the next one is touched.
    fn restart_one_by_one(&mut self, settings: &[(&str, &str)]) {
        for (replica, port) in self.replicas.iter_mut().zip(self.ports) {
            replica.tell_to_end("-TERM");
            assert!(replica.status().success());
            *replica = Program::start(port, settings);
            let before = self.nginx.answers_by(port);
            let answered = || (self.nginx.answers_by(port) > before).then_some(());
            wait_for("the new replica", answered);
        }
    }
}

fn start_nginx(config: &str, port: u16, replicas: [u16; 2], changes: &[(&str, &str)]) -> Nginx {
    let ports = [(8080, port), (3001, replicas[0]), (3002, replicas[1])];
    Nginx::start_changed(config, &ports, changes)
}

/// A browser that keeps its cookies.
fn visitor() -> Client {
    let visitor = Client::builder().cookie_store(true).timeout(PATIENCE);
    visitor.redirect(Policy::none()).build().unwrap()
}

async fn log_in(visitor: &Client, url: &str, name: &str) {
    let request = visitor.post(format!("{url}/login"));
    let response = send(request.form(&[("username", name)])).await;
    assert_eq!(response.status(), 303);
}

/// The first page, or nothing if it did not arrive whole.
async fn get(visitor: &Client, url: &str) -> Option<String> {
    let response = visitor.get(url).send().await.ok()?;
    response.error_for_status().ok()?.text().await.ok()
}

async fn knows(visitor: &Client, url: &str, name: &str) -> bool {
    greets(&get(visitor, url).await.unwrap(), name)
}
