//! The board in the hall (公示大屏): a terminal on a big screen that shows who is called where, and never who that is.
//!
//! As on the desk, [`app`] is a pure step and [`view`] draws the model; [`runtime`] is the loop around them.

pub mod app;
mod glyphs;
pub mod runtime;
pub mod view;
mod wording;
