//! Whether an action can be done here and now, or why not: the bar, the help and the notice show the same reason.

use super::form::Purpose;
use super::model::{Model, Standing};
use super::overlay::{Drafted, Overlay};
use super::{handover, held, invitation, issue, notices, order, print, verdict};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::case::Stage;
use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::ids::ChoiceCode;
use crate::domain::item::NumberRange;
use crate::text::Clean;

/// Yes, or the reason.
///
/// # Errors
/// The reason as a sentence for the officer.
pub fn allow(model: &Model, action: Action) -> Result<(), Clean> {
    if model.lock.is_some() && matches!(action, Action::Help | Action::Lock) {
        return Err(Clean::new(words::LOCKED));
    }
    if matches!(action, Action::Quit | Action::Help) || is_movement(action) {
        return Ok(());
    }
    if model.login.is_some() {
        return Err(Clean::new(words::LOGIN_FIRST));
    }
    match &model.overlay {
        Some(Overlay::Handover(_)) if action == Action::Withdraw => {
            order::preview(model, &Command::WithdrawHandover).map(drop)
        }
        Some(Overlay::Handover(_)) if action == Action::TakeOver => handover::may_take_over(model),
        Some(Overlay::Handover(view)) if action == Action::Remark => handover::may_remark(model, view),
        Some(Overlay::Handover(_)) if action == Action::RefreshSheet => {
            order::preview(model, &Command::RefreshSheet).map(drop)
        }
        Some(Overlay::Fee(_)) if action == Action::FeeReceipt => match model.case() {
            Some(case) if case.is_unpaid() => Ok(()),
            _ => Err(Clean::new(words::NOTHING_UNPAID)),
        },
        Some(_) if action == Action::SendBack && issue::send_back_form(model).is_some() => Ok(()),
        Some(Overlay::Notices(view)) if action == Action::Issue => notices::allow_issue(model, view),
        Some(Overlay::Notices(view)) if is_paper_act(action) => notices::allow(model, view, action),
        Some(Overlay::Held(view)) if action == Action::DropEntry => held::allow(model, view, action),
        Some(overlay) if takes(overlay, action) => Ok(()),
        Some(_) => Err(Clean::new(words::GO_BACK_FIRST)),
        None => at_counter(model, action),
    }
}

/// Yes, or the reason, with nothing over the desk: for the palette, which lies over it itself.
pub(super) fn at_counter(model: &Model, action: Action) -> Result<(), Clean> {
    if action == Action::Look && model.looks.names.is_empty() {
        return Err(Clean::new(words::NO_LOOKS));
    }
    if matches!(action, Action::Quit | Action::Help | Action::Lock | Action::Look) || is_movement(action) {
        return Ok(());
    }
    if !model.loaded {
        return Err(Clean::new(words::NOT_LOADED));
    }
    let told = || model.case().is_some_and(|case| case.told.is_some());
    let tells_again = is_verdict(action) && verdict::is_lead(model) && told();
    if needs_post(action) && !tells_again && !matches!(model.standing(), Standing::Mine | Standing::Offered) {
        return Err(words::not_holding(model.standing(), &holder(model)));
    }
    if needs_ticket(action) && model.ticket().is_none() {
        return Err(Clean::new(words::NO_TICKET));
    }
    if needs_case(action) && model.case().is_none() {
        return Err(Clean::new(words::NO_CASE));
    }
    match action {
        Action::Notice
            if model.case().is_none() && model.post().papers.is_empty() && print::unprinted(model) == 0 =>
        {
            return Err(Clean::new(words::NO_CASE));
        }
        Action::PapersMenu if model.case().is_none() && model.ticket().is_none() => {
            return Err(Clean::new(words::NO_TICKET));
        }
        Action::ConfirmPrint if print::to_confirm(model).is_none() => {
            return Err(Clean::new(words::NOTHING_SENT));
        }
        Action::Invite if invitation::code(model).is_none() => {
            return Err(Clean::new(words::NO_INVITATION));
        }
        Action::Remark | Action::RefreshSheet => return Err(Clean::new(words::NO_SHEET_OPEN)),
        Action::HeldEntries if held::held_rows(model).is_empty() && model.notes.is_empty() => {
            return Err(Clean::new(words::NOTHING_HELD));
        }
        Action::DropEntry => return Err(Clean::new(words::NOTHING_HELD)),
        Action::Issue => return Err(Clean::new(words::NO_DRAFT_HERE)),
        Action::Print | Action::RecordSigned | Action::VoidPaper => {
            return Err(Clean::new(words::NO_PAPER_OPEN));
        }
        _ => {}
    }
    if needs_examining(action) {
        match model.case() {
            Some(_)
                if model.question().is_some()
                    && (is_verdict(action) || action == Action::TakeOverMaterials) =>
            {
                return Err(Clean::new(words::QUESTION_FIRST));
            }
            Some(case) if case.stage == Stage::Examining => {}
            Some(case) => return Err(words::not_examining(case.stage.label())),
            None => return Err(Clean::new(words::NO_CASE)),
        }
    }
    match command(model, action).map(|command| order::preview(model, &command)) {
        // The rule speaks about a state that is about to change: the answer under way is the reason.
        Some(Err(_)) if model.record.waiting().is_some() => Err(Clean::new(words::WAITING)),
        Some(Err(why)) => Err(why),
        Some(Ok(_)) => command(model, action).map_or(Ok(()), |command| order::on_the_line(model, &command)),
        None => Ok(()),
    }
}

/// Whether what lies over the desk does something with the action; everything else waits until it is gone.
fn takes(overlay: &Overlay, action: Action) -> bool {
    match overlay {
        Overlay::Form(form) => {
            action == Action::EditApplicant
                && matches!(form.purpose, Purpose::NaturalApplicant(_) | Purpose::LegalApplicant(_))
        }
        Overlay::Notices(view) => match action {
            Action::Notice => view.draft.is_none() || view.at > 0,
            Action::VerdictClear => match &view.draft {
                Some(Drafted::Guidance(draft)) => view.at == 0 && !draft.answers.is_empty(),
                _ => false,
            },
            _ => false,
        },
        Overlay::Pick(picker) => action == Action::Notice && picker.has_items(),
        Overlay::Invitation(_) => action == Action::Invite,
        Overlay::Clocks(_) => action == Action::Clocks,
        Overlay::Agenda(_) => matches!(action, Action::Agenda | Action::Refresh),
        Overlay::Handover(_) => action == Action::Handover,
        Overlay::Held(_) => action == Action::HeldEntries,
        Overlay::Defects(_)
        | Overlay::Confirm(_)
        | Overlay::Fee(_)
        | Overlay::Visit { .. }
        | Overlay::Card(_)
        | Overlay::Help { .. } => false,
    }
}

/// Acts on an issued paper.
fn is_paper_act(action: Action) -> bool {
    matches!(
        action,
        Action::Print | Action::ConfirmPrint | Action::RecordSigned | Action::VoidPaper | Action::SavePaper
    )
}

fn holder(model: &Model) -> String {
    model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default()
}

fn is_movement(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::Home
            | Action::End
            | Action::NextPane
            | Action::PreviousPane
            | Action::Confirm
            | Action::Cancel
    ) || action.choice().is_some()
}

/// Actions on the ticket at the window.
fn needs_ticket(action: Action) -> bool {
    matches!(
        action,
        Action::Begin | Action::Recall | Action::NoShow | Action::Finish | Action::Park | Action::Redirect
    )
}

/// Actions on the case in hand.
fn needs_case(action: Action) -> bool {
    matches!(
        action,
        Action::Accept
            | Action::Receive
            | Action::Refuse
            | Action::Decide
            | Action::Fee
            | Action::FeeReceipt
            | Action::Clocks
            | Action::Deliver
            | Action::Withdraw
            | Action::Unmask
    )
}

/// Actions that belong to the examination of the materials.
fn needs_examining(action: Action) -> bool {
    is_verdict(action)
        || matches!(
            action,
            Action::Situation
                | Action::EditApplicant
                | Action::EditAgent
                | Action::TakeOverMaterials
                | Action::ProposeDemand
        )
}

fn is_verdict(action: Action) -> bool {
    matches!(
        action,
        Action::VerdictConforming
            | Action::VerdictMissing
            | Action::VerdictDefective
            | Action::VerdictOnTheSpot
            | Action::VerdictDeferred
            | Action::VerdictCommitted
            | Action::VerdictShared
            | Action::VerdictClear
    )
}

/// Actions that change something in the name of the window.
fn needs_post(action: Action) -> bool {
    !matches!(
        action,
        Action::Handover
            | Action::TakeOver
            | Action::PostMenu
            | Action::Hall
            | Action::FindCase
            | Action::Notice
            | Action::PapersMenu
            | Action::Invite
            | Action::VisitList
            | Action::Refuse
            | Action::Refresh
            | Action::SignOut
            | Action::Palette
            | Action::SavePaper
            | Action::Fee
            | Action::Clocks
            | Action::Agenda
            | Action::HeldEntries
            | Action::DropEntry
    )
}

/// The officer drafts, the lead confirms; a demand beyond the guide is the lead's to decide at the same place.
fn refusal(model: &Model) -> Option<Command> {
    if let Some((case, demand)) = issue::demand_to_decide(model) {
        let (case, demand) = (case.id.clone(), demand.material.code.clone());
        return Some(Command::AllowDemand { case, demand, reason: Some(Clean::new(words::REASON_FIELD)) });
    }
    let case = model.case()?;
    let id = case.id.clone();
    Some(match case.stage {
        Stage::RefusalDrafted { .. } => Command::ConfirmRefusal { case: id },
        _ => Command::DraftRefusal { case: id },
    })
}

/// The command an action comes to at once, or would with what the officer still gives.
fn command(model: &Model, action: Action) -> Option<Command> {
    let ticket = || model.ticket().map(|ticket| ticket.no.clone());
    let case = || model.case().map(|case| case.id.clone());
    match action {
        Action::CallNext => Some(Command::CallNext),
        Action::Recall => ticket().map(|ticket| Command::Recall { ticket }),
        Action::NoShow => ticket().map(|ticket| Command::NoShow { ticket }),
        Action::Finish => ticket().map(|ticket| Command::Finish { ticket }),
        Action::Accept => {
            let promise = model.case().and_then(|case| notices::promise(model, case));
            promise.or_else(|| case().map(|case| Command::Accept { case }))
        }
        Action::Receive => case().map(|case| Command::Receive { case }),
        Action::Decide => case().map(|case| Command::Decide { case, granted: true }),
        Action::Refuse => refusal(model),
        Action::Withdraw => {
            case().map(|case| Command::Withdraw { case, reason: Clean::new(words::REASON_FIELD) })
        }
        Action::TakeOverMaterials => case().map(|case| Command::TakeOverMaterials { case }),
        Action::Park => ticket().map(|ticket| Command::Park { ticket, why: Clean::default() }),
        Action::Deliver => {
            let receiver = Some(Clean::new(words::RECEIVER_FIELD));
            case().map(|case| Command::Deliver { case, receiver, number: None })
        }
        Action::CloseWindow => Some(Command::ClosePost),
        Action::Situation => {
            let question = model.item()?.questions.first()?;
            let least = |range: &NumberRange| ChoiceCode::new(range.min.to_string());
            let first = || question.choices.first().map(|choice| choice.code.clone());
            let choice = question.number.as_ref().map(least).or_else(first)?;
            let question = question.code.clone();
            Some(Command::Answer { case: case()?, question, choice })
        }
        _ => {
            // Before the defects are picked: any wanting verdict is refused for the same reasons, and a mended
            // line is as good as a conforming one.
            let verdict = match action {
                Action::VerdictDefective => Verdict::Missing,
                Action::VerdictOnTheSpot => Verdict::Conforming,
                _ => verdict::of(model, action)?,
            };
            let material = model.lines().get(model.line)?.material.code.clone();
            // A lead is asked for the reason behind the key.
            let reason = verdict::is_lead(model).then(|| Clean::new(words::REASON_FIELD));
            Some(Command::Examine { case: case()?, material, verdict, reason })
        }
    }
}
