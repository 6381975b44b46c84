//! All tests except the promises, one module for each subject.

mod by_hand;
#[path = "../exercises/mod.rs"]
mod exercises;
mod flask;
mod forgeries;
mod hostile;
mod names;
mod recorded;
mod session;
mod start;
mod support;
