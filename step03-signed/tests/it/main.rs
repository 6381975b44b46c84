//! All tests except the promises, one module for each subject.

mod forgeries;
mod names;
mod recorded;
mod start;
mod support;
