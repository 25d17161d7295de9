//! Text as a window needs it: scrubbed ([`Clean`]), measured in terminal cells, cut with a mark, wrapped by
//! the rules of Chinese lines, folded from full width, and masked.

mod clean;

pub use clean::Clean;

/// Stub.
pub fn fold(text: &str) -> String { text.to_owned() }
