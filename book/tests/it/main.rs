//! All tests of the book's builder, one module a subject.

#[path = "../../../step05-login-app/tests/it/axe.rs"]
mod axe;
mod browser;
mod chapters;
#[allow(dead_code, reason = "shared with step 5, which uses all of it")]
#[path = "../../../step05-login-app/tests/it/chromium.rs"]
mod chromium;
mod client;
mod commands;
mod common;
mod copy;
mod costs;
mod coverage;
mod drift;
mod editions;
mod items;
mod links;
mod listings;
mod living;
mod masks;
mod mutants;
#[cfg(unix)]
mod practices;
mod program;
mod promises;
mod propagate;
mod refusals;
mod run;
mod security;
mod solutions;
mod transcripts;
mod versions;
