//! The invitation to rate (好差评): one neutral sentence and a code. Nothing on it can be entered, changed or
//! answered here: no officer sees, enters or delays a rating (DESIGN 4.7).

use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Invitation, Overlay};
use super::print;
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::document::Document;
use crate::domain::paper::{Paper, Track};
use crate::text::Clean;

/// Shows the code of the newest paper: of the case in hand, or else of the last one issued here.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    match code(model) {
        Some(code) => model.overlay = Some(Overlay::Invitation(Invitation { code: Clean::new(code) })),
        None => model.say(Tone::Plain, words::NO_INVITATION),
    }
    Vec::new()
}

/// Number and verification code of the newest paper that is not void.
pub(super) fn code(model: &Model) -> Option<String> {
    let Some(case) = model.case() else { return model.newest.clone() };
    let live =
        |paper: &&Paper| paper.number.as_ref().is_some_and(|number| case.track(number).voided.is_none());
    let newest = case.papers.iter().rev().find(live)?;
    rating(model, &print::words_of(model, newest, &Track::default())?)
}

/// What the code of a paper says in this hall.
pub(super) fn rating(model: &Model, document: &Document) -> Option<String> {
    document.rating(&model.rules.as_ref()?.hall.rating_url)
}

pub(super) fn act(model: &mut Model, invitation: Invitation, action: Action) -> Vec<Effect> {
    if !matches!(action, Action::Cancel | Action::Confirm | Action::Invite) {
        model.overlay = Some(Overlay::Invitation(invitation));
    }
    Vec::new()
}
