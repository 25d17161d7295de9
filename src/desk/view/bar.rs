//! The order of the bar: the next step first, then what a line or a ticket needs, then what is rare.

use super::exits::is_charged;
use crate::desk::app::{Model, Overlay, Selected, allow, selected};
use crate::desk::keymap::{Action, Hint};
use crate::desk::wording as words;
use crate::domain::case::Stage;
use crate::domain::checklist::{Closed, Exit};
use crate::domain::fee::Quote;
use crate::domain::item::CaseKind;

/// The smaller the earlier; the order of the key table decides among equals.
pub(super) fn weight(model: &Model, action: Action) -> u8 {
    if model.overlay.is_some() || model.login.is_some() {
        return 0;
    }
    if next(model) == Some(action) {
        return 0;
    }
    match action {
        Action::EditApplicant if model.case().is_some_and(|case| case.applicant.is_none()) => 0,
        Action::TakeOverMaterials if !model.received_beside().is_empty() => 0,
        Action::VisitList if model.visit().len() > 1 => 2,
        Action::EditApplicant
        | Action::EditAgent
        | Action::Withdraw
        | Action::VisitList
        | Action::ProposeDemand
        | Action::Park
        | Action::Redirect
        | Action::TakeOverMaterials
        | Action::PapersMenu
        | Action::Invite => 4,
        Action::SearchItem | Action::Fee | Action::FindCase | Action::Handover => 3,
        Action::Notice | Action::Accept | Action::Finish | Action::Clocks => 2,
        _ => 1,
    }
}

/// The one key that leads on from here, where there is one.
fn next(model: &Model) -> Option<Action> {
    let case = model.case()?;
    let immediate = model.item().is_some_and(|item| item.kind == CaseKind::Immediate);
    Some(match &case.stage {
        Stage::Examining if demand_waits(model) => Action::Refuse,
        Stage::Examining => match model.assessment()?.open()? {
            Exit::Accept => Action::Accept,
            Exit::Receive => Action::Receive,
            Exit::Correct => Action::Notice,
            Exit::Refuse => Action::Refuse,
        },
        Stage::RefusalDrafted { .. } => Action::Refuse,
        Stage::Accepted { .. } if immediate => Action::Decide,
        Stage::Decided { granted: true, .. } if case.is_unpaid() || is_charged(model, case) => Action::Fee,
        Stage::Decided { .. } => Action::Deliver,
        _ => Action::Finish,
    })
}

fn demand_waits(model: &Model) -> bool {
    let waits = |closed: &Closed| matches!(closed, Closed::DemandWaiting { .. });
    model.assessment().is_some_and(|assessment| assessment.against(Exit::Accept).iter().any(waits))
        && allow(model, Action::Refuse).is_ok()
}

/// A key that does another thing just now says so: the lead's while a demand beyond the guide waits, the fee's where
/// nothing is to be paid.
pub(super) fn relabel(model: &Model, hint: &mut Hint) {
    if hint.action == Action::Refuse && model.overlay.is_none() && demand_waits(model) {
        hint.label = words::DECIDE_DEMAND.into();
    }
    if hint.action == Action::Print && is_printed(model) {
        hint.label = words::REPRINT.into();
    }
    if hint.action == Action::Confirm && nothing_due(model) {
        hint.label = words::EXEMPT_TITLE.into();
    }
}

/// Whether an action has nothing to do here: an item that is free has no payment notice.
pub(super) fn is_idle(model: &Model, action: Action) -> bool {
    // A key that would only say that there is nothing takes no room.
    if action == Action::HeldEntries && model.overlay.is_some() {
        return true;
    }
    if matches!(action, Action::ConfirmPrint | Action::Invite | Action::HeldEntries)
        && model.overlay.is_none()
    {
        return allow(model, action).is_err();
    }
    action == Action::Confirm
        && quote(model).is_some_and(|quote| quote.total.is_zero() && quote.lines.is_empty())
}

/// Whether the paper under the cursor came out of the printer before.
fn is_printed(model: &Model) -> bool {
    let Some(Overlay::Notices(view)) = &model.overlay else { return false };
    matches!(selected(model, view), Selected::Issued(row) if row.track.printed)
}

fn nothing_due(model: &Model) -> bool {
    quote(model).is_some_and(|quote| quote.total.is_zero() && !quote.lines.is_empty())
}

fn quote(model: &Model) -> Option<&Quote> {
    match &model.overlay {
        Some(Overlay::Fee(view)) => view.quote.as_ref().ok(),
        _ => None,
    }
}
