//! What is set over a paper after its issue (F40). It is no part of what was issued and changes no code.

use super::wording;
use crate::domain::paper::Track;

/// The marks of a paper, as they are printed on it now.
pub fn marks(track: &Track) -> Vec<String> {
    let void = track.voided.as_ref().map(|reason| wording::void(reason.shown()));
    let again = (track.reprints > 0).then(|| wording::reprint(track.reprints));
    void.into_iter().chain(again).collect()
}
