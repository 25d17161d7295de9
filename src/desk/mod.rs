//! The terminal program of a window.

pub mod keymap;
pub mod app;
pub mod wording;
