//! The terminal program of a window.

pub mod keymap;
pub mod theme;
