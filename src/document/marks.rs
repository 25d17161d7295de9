//! What is set over a paper after its issue (F40). It is no part of what was issued and changes no code.

use super::proof::MARK;
use super::wording;
use crate::domain::paper::Track;

/// The marks of a paper, as they are printed on it now.
pub fn marks(track: &Track) -> Vec<String> {
    let void = track.voided.as_ref().map(|reason| wording::void(&inside(reason.shown())));
    let again = (track.reprints > 0).then(|| wording::reprint(track.reprints));
    void.into_iter().chain(again).collect()
}

/// A reason inside a mark does not end it.
fn inside(reason: &str) -> String {
    reason.replace(MARK.0, "〔").replace(MARK.1, "〕")
}

/// Whether a text is one of the marks: void with a reason, or the count of a reprint.
pub(super) fn is_mark(text: &str) -> bool {
    let count = |text: &str| text.strip_prefix(wording::REPRINT)?.strip_suffix('次')?.parse().ok();
    text.strip_prefix(wording::VOID).is_some_and(|reason| !reason.is_empty())
        || count(text).is_some_and(|count: u32| wording::reprint(count) == text)
}
