//! All tests but the promises, one module a subject.

mod by_hand;
mod flask;
mod forgeries;
mod hostile;
mod names;
mod recorded;
mod session;
mod start;
mod support;
