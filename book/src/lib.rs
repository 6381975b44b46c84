//! Builds the book "Sessions from Scratch" out of the steps beside it.
//!
//! - [`workspace`] knows the steps and their files, [`delta`] what changed between two of them.
//! - [`items`] finds a named item in a file; [`listing`] makes a marked listing of it.
//! - [`directive`] reads the chapters' `{{#…}}` lines, [`expand`] replaces them.
//! - [`costs`] makes figures, tables and plots of what was measured; [`picture`] draws into the page.
//! - [`coverage`] and [`figures`] measure the result; [`links`] checks the built pages.
//! - [`console`] and [`versions`] add what the scripts of a page work on: the requests of its
//!   transcripts, and its listings as they stand in other steps.
//! - [`transcript`] replays the `console` blocks against the real steps.
//! - [`builder`] puts all this before mdBook's driver, [`serve`] shows the result;
//!   behind its pages, [`run`] lets a reader ask the steps.

pub mod builder;
pub mod chapter;
pub mod cli;
pub mod console;
pub mod costs;
pub mod coverage;
pub mod delta;
pub mod diff_page;
pub mod directive;
pub mod expand;
pub mod figures;
pub mod html;
pub mod items;
pub mod links;
pub mod listing;
pub mod markdown;
pub mod picture;
pub mod preprocess;
pub mod promises;
pub mod run;
pub mod serve;
pub mod steps;
pub mod transcript;
pub mod versions;
pub mod workspace;
