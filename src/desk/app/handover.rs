//! The handover on the screen: A offers, B confirms line by line and accepts (DESIGN 4.6).

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Standing, Tone};
use super::overlay::{HandoverView, Overlay};
use super::{Step, issue, moved, order};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::domain::post::SheetLine;

pub(super) fn act(model: &mut Model, step: Step, mut view: HandoverView, action: Action) -> Vec<Effect> {
    let count = lines(model).len();
    match (action, model.standing()) {
        (Action::Cancel | Action::Handover, _) => return Vec::new(),
        (Action::TakeOver, _) => {
            let form = Form::one(Purpose::TakeOver, words::TAKE_OVER_TITLE, words::REASON_FIELD);
            model.overlay = Some(Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        (Action::Confirm, Standing::Mine) => {
            let form = Form::one(Purpose::HandoverNote, words::NOTE_TITLE, words::NOTE_FIELD);
            model.overlay = Some(Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        (Action::Confirm, Standing::OfferedToMe) => return confirm_line(model, step, view),
        (Action::Withdraw, Standing::Offered) => {
            let lines = vec![words::WITHDRAW_OFFER.to_owned()];
            return issue::ask(model, words::WITHDRAW_OFFER_TITLE, lines, Command::WithdrawHandover);
        }
        (Action::Confirm, Standing::Offered | Standing::Others | Standing::Vacant) => {
            model.say(Tone::Plain, words::NOTHING_TO_CONFIRM);
        }
        (other, _) => view.at = moved(view.at, count, other),
    }
    model.overlay = Some(Overlay::Handover(view));
    Vec::new()
}

/// The sheet that is on offer, or the one that would be.
pub(super) fn lines(model: &Model) -> Vec<SheetLine> {
    model.post().offer.map_or_else(|| order::sheet(model), |offer| offer.lines)
}

/// Confirms the line under the cursor; when all are confirmed, asks whether to take over.
fn confirm_line(model: &mut Model, step: Step, view: HandoverView) -> Vec<Effect> {
    let Some(offer) = model.post().offer else { return Vec::new() };
    if offer.open_lines().next().is_none() {
        return issue::ask(model, words::ACCEPT_TITLE, words::accept_lines(), Command::AcceptHandover);
    }
    let at_cursor = offer.lines.get(view.at).filter(|line| !offer.confirmed.contains_key(&line.id));
    let line = at_cursor.or_else(|| offer.open_lines().next()).map(|line| line.id.clone());
    let effects = line.map_or_else(Vec::new, |line| {
        order::place(model, step, Command::ConfirmLine { line, remark: None, answer: None })
    });
    model.overlay = Some(Overlay::Handover(view));
    effects
}

/// A line was confirmed: the cursor goes to the next one that is open, so that the next key confirms what it
/// stands on.
pub(super) fn next_open(model: &mut Model) {
    let Some(offer) = model.post().offer else { return };
    let next = offer.lines.iter().position(|line| !offer.confirmed.contains_key(&line.id));
    if let (Some(Overlay::Handover(view)), Some(next)) = (&mut model.overlay, next) {
        view.at = next;
    }
}
