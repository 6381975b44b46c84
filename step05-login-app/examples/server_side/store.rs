//! Where the sessions are: in this process, or in Redis for many machines.

use std::env;
use std::error::Error;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::Mutex;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Result;
use tower_sessions::{MemoryStore, SessionStore};
use tower_sessions_redis_store::RedisStore;
use tower_sessions_redis_store::fred::prelude::{
    Builder, Client, ClientLike, Config, ReconnectPolicy,
};

/// How long a command may take, and a connection. Without it, a Redis that has gone
/// would keep each visitor waiting.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub enum Store {
    /// Locked around each call, so that nothing comes between a look and a write.
    Memory(Mutex<MemoryStore>),
    Redis(RedisStore<Client>),
}

impl Store {
    /// Redis where `REDIS_URL` names one, and the memory of this process otherwise.
    pub async fn open() -> std::result::Result<Self, Box<dyn Error>> {
        match env::var("REDIS_URL") {
            Ok(url) => Ok(Self::Redis(RedisStore::new(connect(&url).await?))),
            Err(_) => Ok(Self::Memory(Mutex::default())),
        }
    }
}

/// One connection, on which all commands keep their order, and which comes back by itself.
async fn connect(url: &str) -> std::result::Result<Client, Box<dyn Error>> {
    let client = Builder::from_config(Config::from_url(url)?)
        .with_performance_config(|config| config.default_command_timeout = PATIENCE)
        .with_connection_config(|config| {
            config.connection_timeout = PATIENCE;
            config.internal_command_timeout = PATIENCE;
            config.unresponsive.max_timeout = Some(2 * PATIENCE);
        })
        .set_policy(ReconnectPolicy::new_constant(0, 200))
        .build()?;
    let connected = client.init().await;
    connected.map_err(|error| format!("cannot reach Redis: {error}"))?;
    Ok(client)
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        match self {
            Self::Memory(store) => store.lock().await.create(record).await,
            Self::Redis(store) => store.create(record).await,
        }
    }

    /// Writes to a session that is there, and to no other: a slow request must not
    /// bring back what a logout has ended meanwhile.
    async fn save(&self, record: &Record) -> Result<()> {
        match self {
            Self::Memory(store) => {
                let store = store.lock().await;
                match store.load(&record.id).await? {
                    Some(_) => store.save(record).await,
                    None => Ok(()),
                }
            }
            Self::Redis(store) => store.save(record).await,
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        match self {
            Self::Memory(store) => store.lock().await.load(id).await,
            Self::Redis(store) => store.load(id).await,
        }
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        match self {
            Self::Memory(store) => store.lock().await.delete(id).await,
            Self::Redis(store) => store.delete(id).await,
        }
    }
}
