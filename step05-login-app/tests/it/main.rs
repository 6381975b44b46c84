//! All tests except the promises, one module for each subject.

mod accessible;
mod axe;
mod believed;
mod browser;
mod chromium;
mod cookies;
#[path = "../exercises/mod.rs"]
mod exercises;
mod flask;
mod forgeries;
mod hostile;
mod inspect;
#[cfg(target_os = "linux")]
mod load;
mod locks;
mod log_out_everywhere;
mod names;
#[cfg(unix)]
mod nginx;
mod packing;
#[cfg(unix)]
mod pair;
mod program;
mod races;
mod raw;
mod recorded;
#[cfg(unix)]
mod replicas;
mod server_side;
mod session;
mod start;
mod support;
mod theme;
