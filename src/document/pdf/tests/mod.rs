//! The page as it is laid out and as it is written.

mod font;
mod look;

use super::{Fonts, Typeface};

/// The made-up font for everything.
fn fonts() -> Fonts {
    Fonts::one(&Typeface::new("made up", font::bytes("made up", &font::paper()), 0).unwrap())
}
