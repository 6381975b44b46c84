//! All tests except the promises, one module for each subject.

#[path = "../exercises/mod.rs"]
mod exercises;
mod forgeries;
mod names;
mod recorded;
mod start;
mod support;
