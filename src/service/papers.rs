//! Papers in words.

use crate::domain::hall::Hall;
use crate::domain::paper::Paper;

/// The text of a paper as it is issued and stored.
// The document room is being written; its two calls replace this body:
// `document::plain_text(&document::compose(paper, hall, demonstration))`.
pub fn text(paper: &Paper, hall: &Hall, demonstration: bool) -> String {
    let number = paper.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let mark = if demonstration { "（演示）" } else { "" };
    format!("{}{mark}\n{}\n{number}\n", paper.kind.title(), hall.name)
}
