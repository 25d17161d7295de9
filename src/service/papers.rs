//! Papers in words.

use crate::document;
use crate::domain::hall::Hall;
use crate::domain::paper::Paper;

/// The text of a paper as it is issued and stored.
pub fn text(paper: &Paper, hall: &Hall, demonstration: bool) -> String {
    document::plain_text(&document::compose(paper, hall, demonstration), document::CELLS)
}
