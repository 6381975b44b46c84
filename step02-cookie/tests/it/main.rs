//! All tests but the promises, one module a subject.

mod names;
mod start;
mod support;
