//! Builds the book "Sessions from Scratch" out of the steps beside it.
//!
//! - [`steps`] lists the steps, [`workspace`] finds their files by the [`manifest`], [`delta`] what
//!   changed between two.
//! - [`chapter`] takes a chapter apart into blocks; all that follows works on these.
//! - [`directive`] reads the `{{#…}}` blocks, [`expand`] replaces them.
//! - [`items`] finds a named item in a file; [`listing`] makes a marked listing of it.
//! - [`diff_page`], [`exercise`], [`promises`], [`picture`], [`mod@clone`] and [`costs`] make what the
//!   other directives show.
//! - [`practice`] cuts a step into an exercise and checks what a reader writes.
//! - [`edition`] makes all this in English and in Russian.
//! - [`coverage`] measures the result; [`links`] checks the built pages.
//! - [`console`] adds the requests of a transcript for the page's scripts;
//!   [`transcript`] replays the `console` blocks against the real steps.
//! - [`propagate`] carries a change of a step into the later ones.
//! - [`builder`] puts all this before mdBook's driver; [`pages`] and [`staircase`] complete what it
//!   built, [`serve`] shows the result; behind its pages, [`run`] lets a reader ask the steps.

pub mod builder;
pub mod chapter;
pub mod cli;
pub mod clone;
pub mod console;
pub mod costs;
pub mod coverage;
pub mod delta;
pub mod diff_page;
pub mod directive;
pub mod edition;
pub mod exercise;
pub mod expand;
pub mod html;
pub mod items;
pub mod links;
pub mod listing;
pub mod manifest;
mod memo;
pub mod pages;
pub mod picture;
pub mod practice;
pub mod preprocess;
pub mod promises;
pub mod propagate;
pub mod run;
pub mod serve;
pub mod staircase;
pub mod steps;
pub mod transcript;
pub mod workspace;
