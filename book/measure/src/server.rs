//! A program that serves on a port of its own, and the client that asks it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, ensure};
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderValue, Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use procfs::process::Process;

/// Ends when dropped.
struct Program(Child);

pub struct Server {
    _program: Program,
    /// Held open, so that the program can go on printing.
    _stdout: BufReader<ChildStdout>,
    process: Process,
    client: Client<HttpConnector, Body>,
    url: String,
}

impl Server {
    /// Starts the program and waits for the address that it prints. An error if it prints none.
    pub fn start(program: &Path, args: &[&str]) -> Result<Self> {
        let child = Command::new(program)
            .args(args)
            .env("PORT", "0")
            .env("SECRET_KEY", "0123456789abcdef0123456789abcdef")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {program:?}"))?;
        let mut running = Program(child);
        let mut stdout = BufReader::new(running.0.stdout.take().context("no output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let url = line.trim_end().strip_prefix("serving on ");
        Ok(Self {
            url: url
                .with_context(|| format!("{program:?} does not serve"))?
                .to_owned(),
            process: Process::new(running.0.id().cast_signed())?,
            client: Client::builder(TokioExecutor::new()).build_http(),
            _program: running,
            _stdout: stdout,
        })
    }

    /// Logs in, sees the page once, and returns the cookie. An error if there is none.
    pub async fn enter(&self, username: &str) -> Result<HeaderValue> {
        let form = Request::post(format!("{}/login", self.url));
        let form = form.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (login, _) = self
            .send(form.body(format!("username={username}").into())?)
            .await?;
        ensure!(
            login.status() == StatusCode::SEE_OTHER,
            "the login answers {}",
            login.status()
        );
        let cookie = cookie(&login)?.context("the login sets no cookie")?;
        let (page, _) = self.get("/", &cookie).await?;
        Ok(self::cookie(&page)?.unwrap_or(cookie))
    }

    /// Returns the page. An error if it is not answered with 200.
    pub async fn visit(&self, path: &str, cookie: &HeaderValue) -> Result<String> {
        let (head, page) = self.get(path, cookie).await?;
        ensure!(
            head.status() == StatusCode::OK,
            "the page answers {}",
            head.status()
        );
        Ok(page)
    }

    async fn get(&self, path: &str, cookie: &HeaderValue) -> Result<(Response<()>, String)> {
        let request = Request::get(format!("{}{path}", self.url)).header(COOKIE, cookie);
        self.send(request.body(Body::empty())?).await
    }

    async fn send(&self, request: Request<Body>) -> Result<(Response<()>, String)> {
        let (head, body) = self.client.request(request).await?.into_parts();
        let body = to_bytes(Body::new(body), usize::MAX).await?;
        Ok((
            Response::from_parts(head, ()),
            String::from_utf8(body.into())?,
        ))
    }

    /// CPU time of all threads so far.
    pub fn cpu_seconds(&self) -> Result<f64> {
        let mut nanos = 0;
        for thread in self.process.tasks()? {
            nanos += thread?.schedstat()?.sum_exec_runtime;
        }
        Ok(nanos as f64 / 1e9)
    }

    /// Bytes of memory that the program holds now.
    pub fn memory(&self) -> Result<u64> {
        let status = self.process.status()?;
        Ok(1024 * status.vmrss.context("the program has ended")?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself, and then nothing is left to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The cookie that the answer sets, as the next request sends it.
fn cookie(head: &Response<()>) -> Result<Option<HeaderValue>> {
    let Some(line) = head.headers().get(SET_COOKIE) else {
        return Ok(None);
    };
    let pair = line.to_str()?.split(';').next().unwrap_or_default();
    Ok(Some(pair.try_into()?))
}
