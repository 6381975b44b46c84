//! The example whose sessions are on the server: the promises that a signed cookie cannot keep,
//! in memory and, where Redis is installed, there too.

mod limits;
mod promises;
#[cfg(unix)]
mod redis;
mod server;

#[path = "../../../examples/server_side/keep.rs"]
mod keep;
#[allow(dead_code, reason = "the example uses all of it")]
#[path = "../../../examples/server_side/session.rs"]
mod session;
#[allow(dead_code, reason = "the example uses all of it")]
#[path = "../../../examples/server_side/store.rs"]
mod store;
