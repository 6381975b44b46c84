//! What the exercises of the book ask for. These tests fail until you have solved them.

mod devices;
mod limited_attempts;
mod log_out_everywhere;
mod passwords;
