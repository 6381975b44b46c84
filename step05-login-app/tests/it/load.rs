//! Many visitors at once, who log in, look around and log out: nobody is turned away or mistaken
//! for another, and the server holds no more memory after the last than after the first.

use std::env;
use std::fs::read_to_string;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

/// Connections at once, each kept for all its requests.
const CONNECTIONS: usize = 16;

/// Requests of each visitor: a login, looks at the page before and after it, a logout.
const STEPS: usize = 10;

/// The server, stopped when the test ends.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_step05-login-app"));
        command.args(["--port", "0", "--log-level", "warn"]);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("serving on http://");
        let address = address.unwrap().into();
        Self { process, address }
    }

    /// The memory that the process holds, in KiB.
    fn memory(&self) -> usize {
        let status = read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.unwrap().trim().strip_suffix(" kB");
        kib.unwrap().parse().unwrap()
    }

    /// Sends that many requests, each visitor's in their order and all visitors' mixed.
    fn serve(&self, requests: usize) {
        let visitors = requests / STEPS / CONNECTIONS;
        thread::scope(|scope| {
            for connection in 0..CONNECTIONS {
                scope.spawn(move || Crowd::new(&self.address, connection, visitors).visit());
            }
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A browser: its one cookie, and whether its owner is logged in.
#[derive(Clone, Default)]
struct Visitor {
    cookie: String,
    is_logged_in: bool,
}

/// The visitors who share a connection, as they do behind a proxy.
struct Crowd {
    stream: BufReader<TcpStream>,
    connection: usize,
    visitors: Vec<Visitor>,
}

impl Crowd {
    fn new(address: &str, connection: usize, visitors: usize) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
            connection,
            visitors: vec![Visitor::default(); visitors],
        }
    }

    /// Some are at the login while others are at the logout, and most in between.
    fn visit(mut self) {
        for step in 0..STEPS {
            for visitor in 0..self.visitors.len() {
                match (visitor + step) % STEPS {
                    0 => self.log_in(visitor),
                    9 => self.log_out(visitor),
                    _ => self.look(visitor),
                }
            }
        }
    }

    fn name(&self, visitor: usize) -> String {
        format!("visitor {visitor} of {}", self.connection)
    }

    fn log_in(&mut self, visitor: usize) {
        let form = format!("username={}", self.name(visitor));
        let (status, _) = self.request("POST /login", visitor, &form);
        assert_eq!(status, 303);
        self.visitors[visitor].is_logged_in = true;
    }

    fn log_out(&mut self, visitor: usize) {
        let (status, _) = self.request("POST /logout", visitor, "");
        assert_eq!(status, 303);
        self.visitors[visitor].is_logged_in = false;
    }

    /// Who has logged in and not out is known by name, and nobody else is.
    fn look(&mut self, visitor: usize) {
        let (status, page) = self.request("GET /", visitor, "");
        assert_eq!(status, 200);
        let greeting = match self.visitors[visitor].is_logged_in {
            true => format!("Logged in as {}", self.name(visitor)),
            false => "You are not logged in".into(),
        };
        assert!(page.contains(&format!("<h1>{greeting}</h1>")), "{page}");
    }

    /// Returns the status and the body, and keeps the cookie.
    fn request(&mut self, what: &str, visitor: usize, body: &str) -> (u16, String) {
        let cookie = &self.visitors[visitor].cookie;
        let length = body.len();
        let request = format!(
            "{what} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (status, length) = self.read_head(visitor);
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, String::from_utf8(body).unwrap())
    }

    /// Returns the status and the length of the body.
    fn read_head(&mut self, visitor: usize) -> (u16, usize) {
        let (mut status, mut length) = (0, 0);
        for line in self.stream.by_ref().lines() {
            let line = line.unwrap();
            if line.is_empty() {
                break;
            } else if let Some(code) = line.strip_prefix("HTTP/1.1 ") {
                status = code[..3].parse().unwrap();
            } else if let Some(text) = line.strip_prefix("content-length: ") {
                length = text.parse().unwrap();
            } else if let Some(cookie) = line.strip_prefix("set-cookie: ") {
                self.visitors[visitor].cookie = cookie.split(';').next().unwrap().into();
            }
        }
        (status, length)
    }
}

/// The number of requests is `LOAD_REQUESTS`, or a million.
#[test]
#[ignore = "needs a release build and minutes: cargo test --release -p step05-login-app --test load -- --ignored"]
fn a_million_requests_leave_no_more_behind_than_a_thousand() {
    let requests = env::var("LOAD_REQUESTS").map_or(1_000_000, |text| text.parse().unwrap());
    let server = Server::start();
    server.serve(1_000);
    let before = server.memory();
    let start = Instant::now();
    server.serve(requests);
    let seconds = start.elapsed().as_secs();
    let after = server.memory();
    println!(
        "{requests} requests of {} visitors in {seconds} s; memory after 1000 requests \
         {before} KiB, after all of them {after} KiB",
        requests / STEPS
    );
    assert!(after <= before + before / 10 + 4096, "{before} {after}");
}
