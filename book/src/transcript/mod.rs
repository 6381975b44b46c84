//! The `console` blocks of the chapters, replayed against the real steps by the real curl.
//!
//! - [`parse`] finds the commands and the output shown for each; [`command`] and [`curl`] read them.
//! - [`mod@replay`] runs a chapter's commands in order, [`shell`] one of them, [`server`] the step.
//! - [`mask`] hides what changes from run to run; [`renew`] puts fresh cookies into old commands.
//! - [`mod@refresh`] rewrites what differs.

pub mod command;
pub mod curl;
pub mod mask;
pub mod parse;
pub mod refresh;
pub mod renew;
pub mod replay;
pub mod server;
pub mod shell;

pub use refresh::{chapters, differences, refresh, rewritten};
pub use replay::{Outcome, replay, replay_in};
