//! All tests but the promises, one module a subject.

mod start;
