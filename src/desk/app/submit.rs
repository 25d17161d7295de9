//! Sending a form: Enter on the last field, or on any field when all are filled.

use super::form::{Field, Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Confirm, Overlay};
use super::{Step, case, duty, handover, notices, order, print};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::{CasePaper, Command};
use crate::domain::ids::{CaseId, WindowId};
use crate::domain::item::Basis;
use crate::domain::paper::{PaperRef, Place};
use crate::domain::person::{Agent, Applicant};
use crate::domain::post::Occasion;
use crate::domain::state::evolve;
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
    form.fields.iter_mut().for_each(Field::check_whole);
    if let Some(field) = form.fields.iter().position(|field| field.problem.is_some()) {
        form.at = field;
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return Vec::new();
    }
    if let Purpose::Remark(line) = &form.purpose {
        return handover::remarked(model, &line.clone(), form.clean(0));
    }
    let command = command(model, &form);
    if let Err(why) = order::preview(model, &command) {
        // What is wrong stands before the colon; there the next word is typed.
        let named = |field: &Field| why.shown().split('：').next() == Some(field.label.as_str());
        form.at = form.fields.iter().position(named).unwrap_or(form.at);
        form.refusal = Some(why);
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return Vec::new();
    }
    match &form.purpose {
        Purpose::Handover(_) => {
            let lines = words::offer_lines(order::sheet(model).len());
            consequences(model, words::OFFER_TITLE, lines, command, form)
        }
        Purpose::TakeOver => {
            let lines = vec![words::TAKE_OVER_LINE.to_owned()];
            consequences(model, words::TAKE_OVER_TITLE, lines, command, form)
        }
        Purpose::Deliver(_) => {
            let result = model.item().map(|item| item.result.clone()).unwrap_or_default();
            let lines = vec![words::deliver_line(&result, &form.value(0))];
            consequences(model, words::DELIVER_TITLE, lines, command, form)
        }
        Purpose::Withdraw(case) => {
            let name = model.state().case(case).map(|case| case.applicant_name().shown().to_owned());
            let lines = words::withdraw_lines(&name.unwrap_or_default());
            consequences(model, words::WITHDRAW_TITLE, lines, command, form)
        }
        Purpose::Receipt(_) => {
            let total =
                model.case().and_then(|case| case.fee.as_ref()).map(|fee| fee.quote.total.to_string());
            let lines = words::receipt_lines(&total.unwrap_or_default(), &fold(&form.value(0)));
            let title = form.title.clone();
            consequences(model, &title, lines, command, form)
        }
        Purpose::VoidPaper(paper) => {
            let lines = void_lines(model, paper, &form);
            consequences(model, words::VOID_TITLE, lines, command, form)
        }
        Purpose::Statement(_)
        | Purpose::Extension(_)
        | Purpose::Procedure(..)
        | Purpose::Relay(_)
        | Purpose::Referral(_) => notices::open_paper(model, command, Some(form)),
        _ => {
            let effects = order::place(model, step, command);
            if effects.is_empty() {
                // Another order is still on its way: what was typed waits in the form.
                model.overlay = Some(Overlay::Form(Box::new(form)));
            } else {
                model.on_its_way = Some((step.id, Box::new(Overlay::Form(Box::new(form)))));
            }
            effects
        }
    }
}

/// What an act will do comes before its key; the form waits behind it.
fn consequences(
    model: &mut Model,
    title: &str,
    lines: Vec<String>,
    command: Command,
    form: Form,
) -> Vec<Effect> {
    let confirm = Confirm { form: Some(Box::new(form)), ..Confirm::new(title, lines, command) };
    model.overlay = Some(Overlay::Confirm(Box::new(confirm)));
    Vec::new()
}

/// What the voiding of a paper does, with the place the case goes back to.
fn void_lines(model: &Model, paper: &PaperRef, form: &Form) -> Vec<String> {
    let before = paper.case.as_ref().and_then(|case| model.state().case(case));
    let events = order::preview(model, &command(model, form)).unwrap_or_default();
    let after = events.iter().fold(model.state().clone(), evolve);
    let after = before.and_then(|before| after.case(&before.id).map(|case| (before, case)));
    let stages = after.map(|(before, after)| (before.stage.label(), after.stage.label()));
    words::void_lines(&paper.number, stages, print::track(model, paper).printed, &form.clean(0))
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
        Purpose::Deliver(case) => Command::Deliver {
            case: case.clone(),
            receiver: Some(form.clean(0)),
            number: Some(form.clean(1)).filter(|number| !number.is_blank()),
        },
        Purpose::TellAgain(case, material, verdict) => Command::Examine {
            case: case.clone(),
            material: material.clone(),
            verdict: verdict.clone(),
            reason: Some(form.clean(0)),
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
        Purpose::Reprint(paper) => Command::Reprint { paper: paper.clone(), reason: form.clean(0) },
        Purpose::VoidPaper(paper) => Command::VoidPaper { paper: paper.clone(), reason: form.clean(0) },
        Purpose::Statement(case) => {
            Command::IssueCasePaper { case: case.clone(), what: CasePaper::Statement { text: form.clean(0) } }
        }
        Purpose::Extension(case) => Command::Extend { case: case.clone(), reason: form.clean(0) },
        Purpose::Procedure(case, procedure) => Command::StartProcedure {
            case: case.clone(),
            procedure: procedure.clone(),
            from: form.date(0).unwrap_or_else(|| model.today()),
            to: form.date(1).unwrap_or_else(|| model.today()),
        },
        Purpose::Relay(case) => relayed(model, case, form),
        Purpose::Referral(ticket) => Command::Refer {
            ticket: ticket.clone(),
            matter: form.clean(0),
            to: Place { name: form.clean(1), address: form.clean(2), phone: form.clean(3) },
            why: form.clean(4),
        },
        Purpose::Handover(occasion) => offered(model, occasion, form),
        purpose => duty::command(model, purpose, form),
    }
}

/// The handover as it was filled in.
fn offered(model: &Model, occasion: &Occasion, form: &Form) -> Command {
    let (occasion, note) = match occasion {
        Occasion::Leave { .. } => {
            let until = form.date(0).unwrap_or_else(|| model.today());
            let (approver, reference) = (form.clean(1), form.clean(2));
            (Occasion::Leave { until, approver, reference }, form.clean(3))
        }
        other => (other.clone(), form.clean(0)),
    };
    Command::OfferHandover { note, occasion, to: None }
}

/// The department's notice as it was typed in; its lines by their numbers in the list.
fn relayed(model: &Model, case: &CaseId, form: &Form) -> Command {
    let lines = model.lines();
    let code = |at: usize| lines.get(at.checked_sub(1)?).map(|line| line.material.code.clone());
    Command::RelayCorrection {
        case: case.clone(),
        number: form.clean(0),
        due: form.date(1).unwrap_or_else(|| model.today()),
        named: form.lines(2).into_iter().filter_map(code).collect(),
        text: form.clean(3),
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
pub(super) fn done(model: &mut Model, command: &Command) -> Option<String> {
    let text = words::done(command);
    if let Some(text) = &text {
        model.say(Tone::Good, text.as_str());
    }
    text
}
