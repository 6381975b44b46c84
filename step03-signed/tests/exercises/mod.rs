//! The exercises at the end of the chapter: tests that fail until you have built what they ask for.

mod older_secret;
mod reset_link;
