//! All tests except the promises, one module for each subject.

#[path = "../exercises/mod.rs"]
mod exercises;
mod names;
mod start;
mod support;
