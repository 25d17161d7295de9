//! Sending a form: Enter on the last field, or on any field when all are filled.

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Confirm, Overlay};
use super::{Step, case, order};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::domain::ids::WindowId;
use crate::domain::item::Basis;
use crate::domain::person::{Agent, Applicant};
use crate::text::{Clean, fold};
use crate::wire::Login;

/// The login form.
pub(super) fn login(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(form) = &mut model.login else { return Vec::new() };
    if form.sent {
        return Vec::new();
    }
    match action {
        Action::Down | Action::NextPane => form.step(true),
        Action::Up | Action::PreviousPane => form.step(false),
        Action::Confirm if !form.at_last() => form.step(true),
        Action::Confirm => {
            let window = WindowId::new(fold(&form.value(0)));
            let login = Login {
                hall: model.hall.clone(),
                officer: fold(&form.value(1)),
                password: form.fields.get(2).map(|field| field.line.value().to_owned()).unwrap_or_default(),
                window: window.clone(),
            };
            if login.officer.is_empty() || login.password.is_empty() || window.as_str().is_empty() {
                form.refusal = Some(Clean::new(words::LOGIN_INCOMPLETE));
                return Vec::new();
            }
            form.sent = true;
            form.refusal = None;
            model.window = window;
            return vec![Effect::LogIn(login)];
        }
        _ => {}
    }
    Vec::new()
}

/// Any other form.
pub(super) fn form(model: &mut Model, step: Step, mut form: Form, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => return Vec::new(),
        Action::Confirm if form.at_last() => return send(model, step, form),
        Action::Down | Action::Confirm | Action::NextPane => form.step(true),
        Action::Up | Action::PreviousPane => form.step(false),
        Action::EditApplicant => {
            if let Some(other) = case::other_applicant(model, &form) {
                form = other;
            }
        }
        _ => {}
    }
    model.overlay = Some(Overlay::Form(Box::new(form)));
    Vec::new()
}

/// Makes the command; a refusal leaves the form with everything typed.
fn send(model: &mut Model, step: Step, mut form: Form) -> Vec<Effect> {
    if let Some(field) = form.fields.iter().position(|field| field.problem.is_some()) {
        form.at = field;
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return Vec::new();
    }
    let command = command(model, &form);
    if let Err(why) = order::preview(model, &command) {
        form.refusal = Some(why);
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return Vec::new();
    }
    match form.purpose {
        Purpose::HandoverNote => {
            model.overlay = Some(Overlay::Confirm(Box::new(Confirm {
                title: words::OFFER_TITLE.to_owned(),
                lines: words::offer_lines(order::sheet(model).len()),
                command,
                armed: None,
            })));
            Vec::new()
        }
        Purpose::TakeOver => {
            model.overlay = Some(Overlay::Confirm(Box::new(Confirm {
                title: words::TAKE_OVER_TITLE.to_owned(),
                lines: vec![words::TAKE_OVER_LINE.to_owned()],
                command,
                armed: None,
            })));
            Vec::new()
        }
        _ => {
            let effects = order::place(model, step, command);
            if effects.is_empty() {
                // Another order is still on its way: what was typed waits in the form.
                model.overlay = Some(Overlay::Form(Box::new(form)));
            } else {
                model.on_its_way = Some((step.id, Box::new(form)));
            }
            effects
        }
    }
}

fn command(model: &Model, form: &Form) -> Command {
    match &form.purpose {
        Purpose::NaturalApplicant(case) => Command::RecordApplicant {
            case: case.clone(),
            applicant: Applicant::Natural {
                name: form.clean(0),
                id_number: form.clean(1),
                phone: form.clean(2),
            },
        },
        Purpose::LegalApplicant(case) => {
            Command::RecordApplicant { case: case.clone(), applicant: legal(model, form) }
        }
        Purpose::Agent(case) => {
            let agent = Agent { name: form.clean(0), id_number: form.clean(1), phone: form.clean(2) };
            let nobody = form.fields.iter().all(|field| field.value().is_empty());
            Command::RecordAgent { case: case.clone(), agent: (!nobody).then_some(agent) }
        }
        Purpose::Park(ticket) => Command::Park { ticket: ticket.clone(), why: form.clean(0) },
        Purpose::Redirect(ticket, to) => {
            Command::Redirect { ticket: ticket.clone(), to: to.clone(), why: form.clean(0) }
        }
        Purpose::Withdraw(case) => Command::Withdraw { case: case.clone(), reason: form.clean(0) },
        Purpose::RejectRefusal(case) => Command::RejectRefusal { case: case.clone(), reason: form.clean(0) },
        Purpose::Demand(case) => Command::ProposeDemand {
            case: case.clone(),
            name: form.clean(0),
            basis: Basis { document: unmarked(&form.value(1)), clause: form.value(2) },
            obtain: form.clean(3),
            reason: form.clean(4),
        },
        Purpose::AllowDemand(case, demand) => {
            let (case, demand) = (case.clone(), demand.clone());
            Command::AllowDemand { case, demand, reason: Some(form.clean(0)) }
        }
        Purpose::RejectDemand(case, demand) => {
            let (case, demand) = (case.clone(), demand.clone());
            Command::RejectDemand { case, demand, reason: form.clean(0) }
        }
        Purpose::Receipt(case) => {
            Command::RecordReceipt { case: case.clone(), receipt: Clean::new(fold(&form.value(0))) }
        }
        Purpose::TakeOver => Command::TakeOver { reason: form.clean(0) },
        Purpose::Fee(case) => Command::IssuePayment { case: case.clone(), inputs: super::fee::inputs(form) },
        Purpose::HandoverNote | Purpose::LogIn => Command::OfferHandover { note: form.clean(0) },
    }
}

/// The name of a document without the book-title marks: papers and screens set them.
fn unmarked(document: &str) -> String {
    document.trim().trim_start_matches('《').trim_end_matches('》').to_owned()
}

/// A legal person, or another organisation where the item is only for those.
fn legal(model: &Model, form: &Form) -> Applicant {
    let (name, credit_code, contact, phone) = (form.clean(0), form.clean(1), form.clean(2), form.clean(3));
    if model.item().is_some_and(|item| !item.applicants.legal && item.applicants.other) {
        Applicant::Other { name, credit_code, contact, phone }
    } else {
        Applicant::Legal { name, credit_code, contact, phone }
    }
}

/// What the officer reads after an order was carried out.
pub(super) fn done(model: &mut Model, command: &Command) {
    if let Some(text) = words::done(command) {
        model.say(Tone::Good, text);
    }
}
