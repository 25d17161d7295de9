//! The terminal program of a window.

pub mod keymap;
pub mod terminal;
pub mod theme;
pub mod widgets;
