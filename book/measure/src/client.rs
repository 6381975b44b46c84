//! A keep-alive connection to a server, and the cookies of whoever uses it.

use std::net::SocketAddr;

use anyhow::ensure;
use http::header::{CONTENT_TYPE, COOKIE, HOST};
use http::request::Builder;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use jar::Jar;
use tokio::net::TcpStream;

pub struct Client {
    host: String,
    connection: SendRequest<Full<Bytes>>,
    pub jar: Jar,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await?;
        // An error of the connection comes back from the request that meets it.
        tokio::spawn(driver);
        Ok(Self {
            host: address.to_string(),
            connection,
            jar: Jar::default(),
        })
    }

    pub async fn login(&mut self, username: &str) -> anyhow::Result<()> {
        let request =
            Request::post("/login").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("username={}", username.replace('@', "%40"));
        let response = self.send(request, form).await?;
        let status = response.status();
        ensure!(
            status == StatusCode::SEE_OTHER,
            "the login answers {status}"
        );
        response.into_body().collect().await?;
        Ok(())
    }

    /// Returns the page.
    pub async fn visit(&mut self) -> anyhow::Result<String> {
        let response = self.send(Request::get("/"), String::new()).await?;
        let status = response.status();
        ensure!(status == StatusCode::OK, "the page answers {status}");
        let page = response.into_body().collect().await?.to_bytes();
        Ok(String::from_utf8(page.into())?)
    }

    async fn send(
        &mut self,
        mut request: Builder,
        body: String,
    ) -> anyhow::Result<Response<Incoming>> {
        request = request.header(HOST, &self.host);
        if let Some(cookies) = self.jar.header() {
            request = request.header(COOKIE, cookies);
        }
        self.connection.ready().await?;
        let request = request.body(Full::from(body))?;
        let response = self.connection.send_request(request).await?;
        self.jar.keep(response.headers());
        Ok(response)
    }
}
