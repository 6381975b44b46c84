//! The locks of a public app over real HTTP, one module each. Every test is an attack, a mishap or
//! a limit, and fails without its lock.

mod cookie;
mod csrf;
mod fixation;
mod headers;
mod lifetime;
mod limits;
#[cfg(unix)]
mod logs;
mod rotation;
mod settings;
#[cfg(unix)]
mod shutdown;
mod size;
