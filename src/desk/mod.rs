//! The terminal program of a window (窗口).

pub mod app;
pub mod keymap;
pub mod runtime;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod widgets;
pub mod wording;
