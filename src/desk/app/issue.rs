//! Acts with legal effect beside the papers: their consequences first, then a deliberate key (S239, reliability.md 2.3).

use jiff::{SignedDuration, Timestamp};

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Confirm, Overlay};
use super::{Step, notices, order, verdict};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{Exit, ExtraDemand};
use crate::domain::command::Command;
use crate::domain::hall::Role;

/// How long after it was drawn a dialog takes no confirmation: what was typed ahead confirms nothing.
const ARMING: SignedDuration = SignedDuration::from_millis(300);

/// The officer drafts a refusal; a lead confirms it, or decides a demand beyond the guide.
pub(super) fn refuse(model: &mut Model) -> Vec<Effect> {
    let Some((case, demand)) = demand_to_decide(model) else {
        return notices::open_exit(model, Exit::Refuse);
    };
    let lines = words::demand_lines(demand, &model.name_of(&demand.by), case.told.is_some());
    let title = words::demand_title(&demand.material.name);
    // Asked for now so that a lead learns at once what stands against it; given when the dialog is confirmed.
    let reason = case.told.is_some().then(|| words::REASON_FIELD.into());
    let command =
        Command::AllowDemand { case: case.id.clone(), demand: demand.material.code.clone(), reason };
    ask(model, &title, lines, command)
}

/// The demand beyond the guide that waits for a lead, where the officer at the desk is one.
pub(super) fn demand_to_decide(model: &Model) -> Option<(&Case, &ExtraDemand)> {
    let lead = model.session.as_ref().is_some_and(|session| session.officer.role == Role::Lead);
    let case = model.case().filter(|case| lead && case.stage == Stage::Examining)?;
    Some((case, case.waiting_demand()?))
}

/// The form in which a second person says why not, where the dialog asks for a second person.
pub(super) fn send_back_form(model: &Model) -> Option<Form> {
    match model.overlay.as_ref()? {
        Overlay::Notices(view) => notices::send_back_form(model, view),
        Overlay::Confirm(confirm) => back_of(&confirm.command),
        _ => None,
    }
}

/// The form that goes with an act of a second person.
pub(super) fn back_of(command: &Command) -> Option<Form> {
    let (purpose, title) = match command {
        Command::AllowDemand { case, demand, .. } => {
            (Purpose::RejectDemand(case.clone(), demand.clone()), words::REJECT_DEMAND_TITLE)
        }
        Command::ConfirmRefusal { case } => {
            (Purpose::RejectRefusal(case.clone()), words::REJECT_REFUSAL_TITLE)
        }
        _ => return None,
    };
    Some(Form::one(purpose, title, words::WHY_FIELD))
}

/// 即办件: the decision on the spot.
pub(super) fn decide(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case().map(|case| case.id.clone()) else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    let lines = vec![words::decide_line(model.item().map_or("", |item| &item.result))];
    ask(model, words::DECIDE_TITLE, lines, Command::Decide { case, granted: true })
}

pub(super) fn deliver(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case().cloned() else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    if case.agent.is_some() || case.applicant.as_ref().is_none_or(|applicant| !applicant.is_natural()) {
        model.overlay = Some(Overlay::Form(Box::new(Form::deliver(&case))));
        return Vec::new();
    }
    let command = Command::Deliver { case: case.id, receiver: None, number: None };
    let result = model.item().map(|item| item.result.clone()).unwrap_or_default();
    let name = model.case().map(|case| case.applicant_name().shown().to_owned()).unwrap_or_default();
    ask(model, words::DELIVER_TITLE, vec![words::deliver_line(&result, &name)], command)
}

/// Opens a confirmation, unless the act would be refused.
pub(super) fn ask(model: &mut Model, title: &str, lines: Vec<String>, command: Command) -> Vec<Effect> {
    if let Err(why) = order::preview(model, &command) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    model.overlay = Some(Overlay::Confirm(Box::new(Confirm::new(title, lines, command))));
    Vec::new()
}

pub(super) fn confirm(model: &mut Model, step: Step, confirm: Confirm, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => {
            // What was filled in for it is still there.
            model.overlay = confirm.form.map(Overlay::Form);
            return Vec::new();
        }
        Action::SendBack => {
            let form = back_of(&confirm.command);
            model.overlay = form.map(|form| Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        Action::Confirm if is_armed(confirm.armed, model.now) => {
            return confirmed(model, step, confirm);
        }
        Action::Confirm => model.say(Tone::Plain, words::NOT_ARMED),
        _ => {}
    }
    model.overlay = Some(Overlay::Confirm(Box::new(confirm)));
    Vec::new()
}

fn confirmed(model: &mut Model, step: Step, confirm: Confirm) -> Vec<Effect> {
    let Confirm { command, form, at, .. } = confirm;
    match command {
        Command::Examine { material, verdict, .. } => verdict::give(model, step, material, verdict),
        // Demanded after a notice: the lead says why (J01).
        Command::AllowDemand { case, demand, reason: Some(_) } => {
            let purpose = Purpose::AllowDemand(case, demand);
            let form = Form::one(purpose, words::ALLOW_LATE_TITLE, words::WHY_FIELD);
            model.overlay = Some(Overlay::Form(Box::new(form)));
            Vec::new()
        }
        command => {
            let window = at.unwrap_or_else(|| model.window.clone());
            let effects = order::place_at(model, step, window, command);
            match form.map(Overlay::Form) {
                Some(form) if effects.is_empty() => model.overlay = Some(form),
                Some(form) => model.on_its_way = Some((step.id, Box::new(form))),
                None => {}
            }
            effects
        }
    }
}

/// The dialog is on the screen: from now on it arms.
pub(super) fn shown(model: &mut Model) {
    let from = model.now.checked_add(ARMING).unwrap_or(model.now);
    match &mut model.overlay {
        Some(Overlay::Notices(view)) if view.armed.is_none() => view.armed = Some(from),
        Some(Overlay::Confirm(confirm)) if confirm.armed.is_none() => confirm.armed = Some(from),
        _ => {}
    }
}

pub(super) fn is_armed(armed: Option<Timestamp>, now: Timestamp) -> bool {
    armed.is_some_and(|from| now >= from)
}
