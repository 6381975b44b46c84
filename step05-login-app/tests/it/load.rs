//! Many visitors at once, who log in, look around and log out: nobody is turned away or mistaken
//! for another, and the server holds no more memory after the last than after the first.

use std::env;
use std::fs::read_to_string;
use std::time::Instant;

use reqwest::{RequestBuilder, Response};
use tokio::task::JoinSet;

use crate::program::Program;
use crate::support::{client, greets, pair, send, set_cookie, sets_no_cookie};

/// Connections at once, each kept for all its requests.
const CONNECTIONS: usize = 16;

/// Requests of each visitor: a login, looks at the page before and after it, a logout.
const STEPS: usize = 10;

/// The memory that the program holds, in KiB.
fn memory(program: &Program) -> usize {
    let status = read_to_string(format!("/proc/{}/status", program.process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.unwrap().trim().strip_suffix(" kB");
    kib.unwrap().parse().unwrap()
}

/// Sends that many requests, each visitor's in their order and all visitors' mixed.
async fn serve(program: &Program, requests: usize) {
    let visitors = requests / STEPS / CONNECTIONS;
    let crowds = (0..CONNECTIONS).map(|i| crowd(i, program.url.clone(), visitors));
    crowds.collect::<JoinSet<_>>().join_all().await;
}

/// The visitors who share a connection, as they do behind a proxy. Some log in while others log
/// out, and most are in between.
async fn crowd(connection: usize, url: String, visitors: usize) {
    let client = client();
    let mut visitors = vec![Visitor::default(); visitors];
    for step in 0..STEPS {
        for (i, visitor) in visitors.iter_mut().enumerate() {
            let name = format!("visitor {i} of {connection}");
            match (i + step) % STEPS {
                0 => {
                    visitor
                        .log_in(client.post(format!("{url}/login")), name)
                        .await
                }
                9 => visitor.log_out(client.post(format!("{url}/logout"))).await,
                _ => visitor.look(client.get(&url)).await,
            }
        }
    }
}

/// A browser: its one cookie, and who is logged in.
#[derive(Clone, Default)]
struct Visitor {
    cookie: String,
    name: Option<String>,
}

impl Visitor {
    async fn log_in(&mut self, login: RequestBuilder, name: String) {
        let login = login.form(&[("username", &name)]);
        assert_eq!(self.send(login).await.status(), 303);
        self.name = Some(name);
    }

    async fn log_out(&mut self, logout: RequestBuilder) {
        assert_eq!(self.send(logout).await.status(), 303);
        self.name = None;
    }

    /// Whoever has logged in and not out is known by name, and nobody else is.
    async fn look(&mut self, home: RequestBuilder) {
        let page = self.send(home).await.text().await.unwrap();
        let is_right = match &self.name {
            Some(name) => greets(&page, name),
            None => page.contains("<h1>You are not logged in</h1>"),
        };
        assert!(is_right, "{:?} sees {page}", self.name);
    }

    async fn send(&mut self, request: RequestBuilder) -> Response {
        let response = send(request.header("cookie", &self.cookie)).await;
        // Whoever logs out without having logged in has no cookie that could be deleted.
        if !sets_no_cookie(&response) {
            self.cookie = pair(&set_cookie(&response)).into();
        }
        response
    }
}

/// The number of requests is `LOAD_REQUESTS`, or a million.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a release build and minutes: cargo test --release -p step05-login-app --test it load -- --ignored"]
async fn a_million_requests_leave_no_more_behind_than_a_thousand() {
    let requests = env::var("LOAD_REQUESTS").map_or(1_000_000, |text| text.parse().unwrap());
    let program = Program::start(0, &[]);
    serve(&program, 1_000).await;
    let before = memory(&program);
    let start = Instant::now();
    serve(&program, requests).await;
    let (after, seconds) = (memory(&program), start.elapsed().as_secs());
    println!(
        "{requests} requests in {seconds} s; memory after 1000 requests {before} KiB, \
         after all of them {after} KiB"
    );
    assert!(after <= before + before / 10 + 4096, "{before} {after}");
}
