//! The `console` blocks of the chapters, replayed against the real steps.
//!
//! - [`parse`] finds the commands and the output shown for each.
//! - [`mod@replay`] runs a chapter's commands in order; [`shell`] knows the commands there are,
//!   [`curl`] and [`jar`] are the one that matters, [`start`] and [`server`] start the steps.
//! - [`mask`] hides what changes from run to run; [`renew`] puts fresh cookies into old commands.
//! - [`refresh`] rewrites what differs.

pub mod curl;
pub mod curl_args;
pub mod curl_print;
pub mod jar;
pub mod jar_entry;
pub mod mask;
pub mod parse;
mod refresh;
pub mod renew;
pub mod replay;
pub mod server;
pub mod shell;
pub mod start;

pub use refresh::{chapters, refresh, rewritten};
pub use replay::{Outcome, replay};
