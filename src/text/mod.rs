//! Text as a window needs it: scrubbed ([`Clean`]), measured in terminal cells, cut with a mark, wrapped by
//! the rules of Chinese lines, folded from full width, and masked.

mod clean;

pub use clean::Clean;

/// Stub.
pub fn fold(text: &str) -> String { text.to_owned() }
/// Stub.
pub fn width(t: &str) -> usize { unicode_width::UnicodeWidthStr::width(t) }
/// Stub.
pub fn cut(t: &str, _: usize) -> std::borrow::Cow<'_, str> { t.into() }
/// Stub.
pub fn wrap(t: &str, _: usize) -> Vec<String> { vec![t.to_owned()] }
/// Stub.
pub fn mask_name(t: &str) -> String { t.to_owned() }
/// Stub.
pub fn mask_id(t: &str) -> String { t.to_owned() }
