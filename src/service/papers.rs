//! Papers in words.

use crate::document;
use crate::domain::paper::Paper;
use crate::domain::rulebook::Rulebook;

/// The text of a paper as it is issued and stored.
pub fn text(paper: &Paper, rules: &Rulebook, demonstration: bool) -> String {
    let document = document::compose(paper, &rules.hall, &rules.phrases, demonstration);
    document::plain_text(&document, document::CELLS)
}
