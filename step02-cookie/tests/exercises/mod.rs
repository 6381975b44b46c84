//! The exercises at the end of the chapter: tests that fail until you have built what they ask for.

mod log_out;
mod remember_me;
