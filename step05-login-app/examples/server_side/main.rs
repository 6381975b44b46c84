//! The login app with its sessions on the server, in memory or in Redis: the browser holds an id.
//!
//!     REDIS_URL=redis://127.0.0.1:6380 cargo run -p step05-login-app --example server_side

pub(crate) mod routes;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, Cmd, FromRedisValue, RedisResult, cmd};
use step05_login_app::config::Config;
use step05_login_app::{log, shutdown};
use tokio::net::TcpListener;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let config = Config::load();
    log::to_stderr(config.log_level);
    let app = match std::env::var("REDIS_URL") {
        Ok(url) => routes::app(&config, Redis::connect(&url).await?),
        Err(_) => routes::app(&config, Memory::default()),
    };
    let listener = TcpListener::bind((config.address, config.port)).await?;
    println!("serving on http://{}", listener.local_addr()?);
    let server = axum::serve(listener, app).with_graceful_shutdown(shutdown::requested()?);
    Ok(server.await?)
}

/// If an entry is gone, a write to it fails: no slow request may bring back what a logout deleted.
fn ended() -> Error {
    Error::Backend("the session has ended meanwhile".into())
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<Mutex<HashMap<Id, Record>>>);

#[async_trait]
impl SessionStore for Memory {
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.0.lock().unwrap().insert(record.id, record.clone());
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let mut entries = self.0.lock().unwrap();
        *entries.get_mut(&record.id).ok_or_else(ended)? = record.clone();
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        Ok(self.0.lock().unwrap().get(id).cloned())
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.lock().unwrap().remove(id);
        Ok(())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Redis(ConnectionManager);

impl Redis {
    /// For all requests. By default, it waits a second to connect and half a second for an answer.
    async fn connect(url: &str) -> RedisResult<Self> {
        let config = ConnectionManagerConfig::new().set_number_of_retries(0);
        let connection = ConnectionManager::new_with_config(Client::open(url)?, config);
        Ok(Self(connection.await?))
    }

    async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Result<T> {
        let answer = command.query_async(&mut self.0.clone()).await;
        answer.map_err(|error| Error::Backend(error.to_string()))
    }

    /// With `XX`, only overwrites an entry. With `NX`, only writes a new one.
    async fn set(&self, record: &Record, condition: &str) -> Result<()> {
        let json = serde_json::to_string(record).expect("a record is JSON");
        let expiry = ("EXAT", record.expiry_date.unix_timestamp());
        let entry = (record.id.to_string(), json, condition, expiry);
        let is_written: bool = self.ask(cmd("SET").arg(entry)).await?;
        is_written.then_some(()).ok_or_else(ended)
    }
}

#[async_trait]
impl SessionStore for Redis {
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.set(record, "NX").await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.set(record, "XX").await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let json: Option<String> = self.ask(cmd("GET").arg(id.to_string())).await?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.ask(cmd("DEL").arg(id.to_string())).await
    }
}
