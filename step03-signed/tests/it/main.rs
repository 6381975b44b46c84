//! All tests but the promises, one module a subject.

mod forgeries;
mod names;
mod recorded;
mod start;
mod support;
