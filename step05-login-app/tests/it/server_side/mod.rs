//! The example whose sessions are on the server: the promises that a signed cookie cannot keep,
//! in memory and, with the tests that need it, on Redis.

mod limits;
mod promises;
mod races;
#[cfg(unix)]
mod redis;
#[cfg(unix)]
mod redis_server;
mod server;
mod strangers;

#[path = "../../../examples/server_side/lifetime.rs"]
mod lifetime;
#[path = "../../../examples/server_side/routes.rs"]
mod routes;
#[allow(dead_code, reason = "Redis is tested in a process of its own")]
#[path = "../../../examples/server_side/store.rs"]
mod store;
