//! The real program in a real terminal: keys go in, and what stands on the screen is judged.
#![cfg(all(unix, feature = "desk", feature = "service"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at what is wrong, and a report is printed"
)]

#[path = "pty/terminal.rs"]
mod terminal;

#[path = "pty/first.rs"]
mod first;
#[path = "pty/given_back.rs"]
mod given_back;
// The keyring of a release build is the system's, and none runs where tests do.
#[cfg(debug_assertions)]
#[path = "pty/killed.rs"]
mod killed;
#[path = "pty/morning.rs"]
mod morning;
#[path = "pty/report.rs"]
mod report;
