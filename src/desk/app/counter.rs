//! The counter itself: actions while nothing lies over the desk.

use jiff::SignedDuration;

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Standing, Tone};
use super::overlay::{Confirm, HandoverView, Overlay, What};
use super::{
    Step, agenda, case, clocks, fee, handover, held, invitation, issue, lock, looks, moved, notices, order,
    papers_menu, pick, print, verdict,
};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::checklist::Exit;
use crate::domain::command::Command;
use crate::domain::ids::CaseId;
use crate::domain::ticket::TicketState;

/// How long numbers stay unmasked (DESIGN 6).
const UNMASKED: SignedDuration = SignedDuration::from_secs(20);

pub(super) fn act(model: &mut Model, step: Step, action: Action) -> Vec<Effect> {
    if model.question().is_some()
        && let Some(digit) = action.choice()
    {
        return case::answer(model, step, digit);
    }
    if action == Action::Confirm && model.asks_number() {
        return case::answer_number(model, step);
    }
    match action {
        Action::CallNext
        | Action::Recall
        | Action::NoShow
        | Action::Begin
        | Action::Confirm
        | Action::Finish => ticket(model, step, action),
        Action::Park | Action::Redirect | Action::ResumeParked => set_aside(model, action),
        Action::SearchItem => pick::open(model, What::Items),
        Action::FindCase => pick::open(model, What::Cases),
        Action::Palette => pick::open(model, What::Actions),
        Action::PostMenu => pick::open(model, What::Post),
        Action::Hall => pick::open(model, What::Hall),
        Action::AskHelp => pick::open(model, What::Help),
        Action::HeldEntries => held::open(model),
        Action::Notice => notices::open(model),
        Action::Accept => notices::open_exit(model, Exit::Accept),
        Action::Receive => notices::open_exit(model, Exit::Receive),
        Action::PapersMenu => papers_menu::open(model),
        Action::ConfirmPrint => print::confirm(model, step),
        Action::Invite => invitation::open(model),
        Action::Refuse => issue::refuse(model),
        Action::TakeOverMaterials => verdict::take_over(model, step),
        Action::VisitList => visit_list(model),
        Action::ProposeDemand => on_case(model, Form::demand),
        Action::Decide => issue::decide(model),
        Action::Deliver => issue::deliver(model),
        Action::Withdraw => {
            on_case(model, |id| Form::one(Purpose::Withdraw(id), words::WITHDRAW_TITLE, words::REASON_FIELD))
        }
        Action::EditApplicant => case::edit_applicant(model),
        Action::EditAgent => case::edit_agent(model),
        Action::Situation => case::situation(model),
        Action::Fee => fee::open(model),
        Action::Clocks => clocks::open(model),
        Action::Agenda => agenda::open(model),
        Action::FeeReceipt => fee::receipt(model),
        Action::Handover => post(model, step),
        Action::TakeOver => handover::take_over(model),
        Action::CloseWindow => close_window(model),
        Action::Unmask => unmask(model, step),
        Action::Refresh => vec![Effect::LoadDesk(model.window.clone())],
        Action::SignOut => sign_out(model),
        Action::Lock => lock::lock(model),
        Action::Look => looks::open(model),
        Action::Cancel => cancel(model),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::Home | Action::End => {
            model.go_to(moved(model.line, model.lines().len(), action));
            Vec::new()
        }
        Action::NextPane => {
            model.detail += 1;
            Vec::new()
        }
        Action::PreviousPane => {
            model.detail = model.detail.saturating_sub(1);
            Vec::new()
        }
        other => verdict::act(model, step, other),
    }
}

fn ticket(model: &mut Model, step: Step, action: Action) -> Vec<Effect> {
    let at_hand = model.ticket().map(|ticket| (ticket.no.clone(), ticket.state.clone(), ticket.item.clone()));
    match (action, at_hand) {
        (Action::CallNext, _) => order::place(model, step, Command::CallNext),
        (_, None) => {
            model.say(Tone::Plain, words::NO_TICKET);
            Vec::new()
        }
        (Action::Recall, Some((ticket, ..))) => order::place(model, step, Command::Recall { ticket }),
        (Action::NoShow, Some((ticket, ..))) => order::place(model, step, Command::NoShow { ticket }),
        (Action::Finish, Some((ticket, ..))) => order::place(model, step, Command::Finish { ticket }),
        (_, Some((ticket, TicketState::Called { .. }, _))) => {
            order::place(model, step, Command::Begin { ticket })
        }
        (_, Some((_, TicketState::Serving { .. }, item))) if model.case().is_none() => match item {
            Some(item) => case::open(model, step, item),
            None => pick::open(model, What::Items),
        },
        _ => Vec::new(),
    }
}

/// Shows the numbers for a moment, to be compared with the document; the record keeps that it was done.
fn unmask(model: &mut Model, step: Step) -> Vec<Effect> {
    let Some(case) = model.case().map(|case| case.id.clone()) else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    let reason = words::UNMASK_REASON.into();
    let effects = order::place(model, step, Command::Unmask { case, reason });
    if !effects.is_empty() {
        model.unmasked_until = Some(model.now.checked_add(UNMASKED).unwrap_or(model.now));
        model.say(Tone::Plain, words::UNMASKED);
    }
    effects
}

fn set_aside(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::ResumeParked {
        return pick::tickets(model);
    }
    let Some(no) = model.ticket().map(|ticket| ticket.no.clone()) else {
        model.say(Tone::Plain, words::NO_TICKET);
        return Vec::new();
    };
    if action == Action::Redirect {
        return pick::open(model, What::Windows);
    }
    let form = Form::one(Purpose::Park(no), words::PARK_TITLE, words::REASON_FIELD);
    model.overlay = Some(Overlay::Form(Box::new(form)));
    Vec::new()
}

/// The case of the ticket being served.
pub(super) fn served_case(model: &Model) -> Option<CaseId> {
    let serving = model.state().serving(&model.window)?.no.clone();
    let open = model.state().open_cases(&model.window);
    open.filter(|case| case.ticket.as_ref() == Some(&serving)).map(|case| case.id.clone()).last()
}

pub(super) fn on_case(model: &mut Model, form: impl FnOnce(CaseId) -> Form) -> Vec<Effect> {
    match model.case().map(|case| case.id.clone()) {
        Some(id) => model.overlay = Some(Overlay::Form(Box::new(form(id)))),
        None => model.say(Tone::Plain, words::NO_CASE),
    }
    Vec::new()
}

/// What all cases of the visit ask for; with one case it is that case's own list.
fn visit_list(model: &mut Model) -> Vec<Effect> {
    if model.case().is_some() {
        model.overlay = Some(Overlay::Visit { top: 0 });
    } else {
        model.say(Tone::Plain, words::NO_CASE);
    }
    Vec::new()
}

/// Open the window, come back, or hand over.
fn post(model: &mut Model, step: Step) -> Vec<Effect> {
    // The sign comes down before anything else is done at the window.
    if model.post().away.is_some() && model.standing() == Standing::Mine {
        return order::place(model, step, Command::StepBack);
    }
    if model.standing() == Standing::Vacant {
        let lines = vec![words::take_post(&model.window)];
        let confirm = Confirm::new(words::TAKE_POST_TITLE, lines, Command::TakePost);
        model.overlay = Some(Overlay::Confirm(Box::new(confirm)));
    } else {
        model.overlay = Some(Overlay::Handover(HandoverView::default()));
    }
    Vec::new()
}

fn close_window(model: &mut Model) -> Vec<Effect> {
    if let Err(why) = order::preview(model, &Command::ClosePost) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    let lines = vec![words::close_window(&model.window)];
    let confirm = Confirm::new(words::CLOSE_TITLE, lines, Command::ClosePost);
    model.overlay = Some(Overlay::Confirm(Box::new(confirm)));
    Vec::new()
}

/// Signing off leaves the post with its holder: the window is never empty by a key (S179).
fn sign_out(model: &mut Model) -> Vec<Effect> {
    let Some(session) = model.session.clone() else { return Vec::new() };
    let held = matches!(model.standing(), Standing::Mine | Standing::Offered);
    let place = super::Place {
        server: model.server.clone(),
        window: model.window.clone(),
        hall: Some(session.hall.clone()),
        officer: None,
    };
    *model = model.anew(place);
    if held {
        model.say(Tone::Plain, words::still_holder(&session.officer.name));
    }
    vec![
        Effect::KeepLease(None),
        Effect::LogOut { hall: session.hall, officer: session.officer.id, window: session.window },
    ]
}

fn cancel(model: &mut Model) -> Vec<Effect> {
    model.number.reset();
    if model.asking.take().is_none() && model.ticket().is_none() {
        model.case = None;
    }
    Vec::new()
}
