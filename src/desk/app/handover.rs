//! The handover on the screen: A offers, B confirms line by line, says the critical ones back, and accepts
//! (DESIGN 4.6); what A adds for two minutes; takeover by permission.

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Standing, Tone};
use super::overlay::{HandoverView, Overlay, Row, RowValue, What};
use super::{Step, issue, moved, order, pick};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::domain::post::{Handed, Occasion, SheetLine};
use crate::text::Clean;

pub(super) fn act(model: &mut Model, step: Step, mut view: HandoverView, action: Action) -> Vec<Effect> {
    let count = lines(model).len();
    match (action, model.standing()) {
        (Action::Cancel | Action::Handover, _) => return Vec::new(),
        (Action::TakeOver, _) => return take_over(model),
        (Action::RefreshSheet, _) => {
            return keeping(model, view, |m| order::place(m, step, Command::RefreshSheet));
        }
        (Action::Remark, Standing::OfferedToMe) => return remark(model, &view),
        (Action::Confirm, Standing::Mine) => return pick::open(model, What::Occasions),
        (Action::Confirm, Standing::OfferedToMe) => return confirm_line(model, step, view, None),
        (digit, Standing::OfferedToMe) if digit.choice().is_some() => {
            let answer = digit.choice().and_then(|digit| digit.checked_sub(1));
            return confirm_line(model, step, view, answer);
        }
        (Action::Withdraw, Standing::Offered) => {
            let lines = vec![words::WITHDRAW_OFFER.to_owned()];
            return issue::ask(model, words::WITHDRAW_OFFER_TITLE, lines, Command::WithdrawHandover);
        }
        (Action::Confirm, Standing::Others) if may_add(model).is_some() => {
            let form = Form::one(Purpose::AddToHandover, words::ADD_TITLE, words::ADD_FIELD);
            model.overlay = Some(Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        (Action::Confirm, Standing::Offered | Standing::Others | Standing::Vacant) => {
            model.say(Tone::Plain, words::NOTHING_TO_CONFIRM);
        }
        (other, _) => {
            let at = moved(view.at, count, other);
            if at != view.at {
                view = HandoverView { at, remark: None };
            }
        }
    }
    model.overlay = Some(Overlay::Handover(view));
    Vec::new()
}

/// Does something under the sheet and leaves it open.
fn keeping(
    model: &mut Model,
    view: HandoverView,
    act: impl FnOnce(&mut Model) -> Vec<Effect>,
) -> Vec<Effect> {
    let effects = act(model);
    model.overlay = Some(Overlay::Handover(view));
    effects
}

/// The sheet that is on offer, or the one that would be.
pub(super) fn lines(model: &Model) -> Vec<SheetLine> {
    model.post().offer.map_or_else(|| order::sheet(model), |offer| offer.lines)
}

/// Why the post is handed over; leave has more to say.
pub(super) fn occasion_rows(model: &Model) -> Vec<Row> {
    let leave =
        Occasion::Leave { until: model.today(), approver: Clean::default(), reference: Clean::default() };
    [Occasion::Shift, Occasion::Noon, leave, Occasion::Rotation, Occasion::Return]
        .map(|occasion| Row {
            text: occasion.label().to_owned(),
            detail: words::occasion_detail(&occasion).to_owned(),
            value: RowValue::Occasion(occasion),
        })
        .into()
}

pub(super) fn offer_form(model: &mut Model, occasion: &Occasion) -> Vec<Effect> {
    let form = Form::handover(occasion, model.today());
    model.overlay = Some(Overlay::Form(Box::new(form)));
    Vec::new()
}

/// The line under the cursor where it is open, else the first open one.
fn open_line(model: &Model, at: usize) -> Option<SheetLine> {
    let offer = model.post().offer?;
    let at_cursor = offer.lines.get(at).filter(|line| !offer.confirmed.contains_key(&line.id));
    at_cursor.or_else(|| offer.open_lines().next()).cloned()
}

/// Confirms the line under the cursor; when all are confirmed, asks whether to take over. What is to be said back is
/// answered with a digit: Enter does not wave it through.
fn confirm_line(model: &mut Model, step: Step, mut view: HandoverView, answer: Option<usize>) -> Vec<Effect> {
    let Some(line) = open_line(model, view.at) else {
        if answer.is_some() {
            model.overlay = Some(Overlay::Handover(view));
            return Vec::new();
        }
        let effects = issue::ask(model, words::ACCEPT_TITLE, words::accept_lines(), Command::AcceptHandover);
        if model.overlay.is_none() {
            model.overlay = Some(Overlay::Handover(view));
        }
        return effects;
    };
    let answer = answer.filter(|_| line.read_back.is_some());
    if let Some(at) = lines(model).iter().position(|other| other.id == line.id) {
        view.at = at;
    }
    let command = Command::ConfirmLine { line: line.id, remark: view.remark.clone(), answer };
    let effects = order::place(model, step, command);
    if !effects.is_empty() {
        view.remark = None;
    }
    model.overlay = Some(Overlay::Handover(view));
    effects
}

/// Whether the line under the cursor can have a remark.
pub(super) fn may_remark(model: &Model, view: &HandoverView) -> Result<(), Clean> {
    let open = model.standing() == Standing::OfferedToMe && open_line(model, view.at).is_some();
    if open { Ok(()) } else { Err(Clean::new(words::NOTHING_TO_CONFIRM)) }
}

/// A remark on the line under the cursor; it goes with its confirmation.
fn remark(model: &mut Model, view: &HandoverView) -> Vec<Effect> {
    if let Some(line) = open_line(model, view.at) {
        let form = Form::remark(line.id, view.remark.as_ref());
        model.overlay = Some(Overlay::Form(Box::new(form)));
    }
    Vec::new()
}

/// The remark was written: back to the sheet, on its line.
pub(super) fn remarked(
    model: &mut Model,
    line: &crate::domain::ids::SheetLineId,
    remark: Clean,
) -> Vec<Effect> {
    let at = lines(model).iter().position(|other| &other.id == line).unwrap_or(0);
    model.overlay = Some(Overlay::Handover(HandoverView { at, remark: Some(remark) }));
    Vec::new()
}

/// A line was confirmed: the cursor goes to the next one that is open, so that the next key confirms what it
/// stands on.
pub(super) fn next_open(model: &mut Model) {
    let Some(offer) = model.post().offer else { return };
    let next = offer.lines.iter().position(|line| !offer.confirmed.contains_key(&line.id));
    if let (Some(Overlay::Handover(view)), Some(next)) = (&mut model.overlay, next) {
        *view = HandoverView { at: next, remark: None };
    }
}

/// The handover this officer has just made, while something may be added to it.
pub fn may_add(model: &Model) -> Option<Handed> {
    let me = &model.session.as_ref()?.officer.id;
    model.post().handed.filter(|handed| &handed.from == me && handed.is_open(model.now))
}

/// Whether this officer may take over, or at least ask for it.
pub(super) fn may_take_over(model: &Model) -> Result<(), Clean> {
    let reason = || Clean::new(words::REASON_FIELD);
    order::preview(model, &Command::TakeOver { reason: reason() })
        .or_else(|why| order::preview(model, &Command::AskTakeOver { reason: reason() }).map_err(|_| why))
        .map(drop)
}

/// Takes over where that is allowed, else asks the lead for it.
pub(super) fn take_over(model: &mut Model) -> Vec<Effect> {
    let reason = Clean::new(words::REASON_FIELD);
    let (purpose, title) = match order::preview(model, &Command::TakeOver { reason }) {
        Ok(_) => (Purpose::TakeOver, words::TAKE_OVER_TITLE),
        Err(_) => (Purpose::AskTakeOver, words::ASK_TAKE_OVER_TITLE),
    };
    let form = Form::one(purpose, title, words::REASON_FIELD);
    model.overlay = Some(Overlay::Form(Box::new(form)));
    Vec::new()
}
