//! Where the sessions are: in this process, or in Redis for many machines.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, Cmd, FromRedisValue, RedisResult, cmd};
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// Of a write to an entry that is gone: a slow request must not bring back what a logout deleted.
fn ended() -> Error {
    Error::Backend("the session has ended meanwhile".into())
}

#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Mutex<HashMap<Id, Record>>>);

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
        let record = self.0.lock().unwrap().get(id).cloned();
        Ok(record.filter(|record| record.expiry_date > OffsetDateTime::now_utc()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.lock().unwrap().remove(id);
        Ok(())
    }
}

#[derive(Clone, Debug)]
pub struct Redis(ConnectionManager);

impl Redis {
    /// One connection for all requests. It is made again when it breaks; a command waits half a
    /// second for its answer, and a second for a connection (the defaults).
    pub async fn connect(url: &str) -> RedisResult<Self> {
        let config = ConnectionManagerConfig::new().set_number_of_retries(0);
        let connection = ConnectionManager::new_with_config(Client::open(url)?, config);
        Ok(Self(connection.await?))
    }

    async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Result<T> {
        let answer = command.query_async(&mut self.0.clone()).await;
        answer.map_err(|error| Error::Backend(error.to_string()))
    }

    /// With `XX`, writes only over an entry, with `NX` only where there is none.
    async fn set(&self, record: &Record, condition: &str) -> Result<()> {
        let json = serde_json::to_string(record).expect("a record is JSON");
        let mut command = cmd("SET");
        command.arg(record.id.to_string()).arg(json).arg(condition);
        command.arg("EXAT").arg(record.expiry_date.unix_timestamp());
        let is_written: bool = self.ask(&command).await?;
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
