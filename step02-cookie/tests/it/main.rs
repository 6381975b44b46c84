//! All tests except the promises, one module for each subject.

mod names;
mod start;
mod support;
