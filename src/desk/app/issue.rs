//! Papers and acts with legal effect: shown whole first, then a deliberate key (S239, reliability.md 2.3).

use jiff::{SignedDuration, Timestamp};

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Confirm, Issue, Overlay, Reading};
use super::{Step, order, scrolled, verdict};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::document;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{Exit, ExtraDemand};
use crate::domain::command::Command;
use crate::domain::decide;
use crate::domain::hall::Role;
use crate::domain::paper::Paper;

/// How long after it was drawn a dialog takes no confirmation: what was typed ahead confirms nothing.
const ARMING: SignedDuration = SignedDuration::from_millis(300);

/// F4: the paper that fits now: the open exit's, or those already issued.
pub(super) fn notice(model: &mut Model) -> Vec<Effect> {
    let examining = model.case().is_some_and(|case| case.stage == Stage::Examining);
    let assessment = model.assessment().filter(|_| examining);
    let exit = assessment.map(|assessment| assessment.open().unwrap_or(Exit::Correct));
    match exit {
        Some(exit) => open(model, exit),
        None => read_papers(model),
    }
}

fn read_papers(model: &mut Model) -> Vec<Effect> {
    match model.case().map(|case| case.papers.clone()) {
        Some(papers) if !papers.is_empty() => {
            let at = papers.len() - 1;
            model.overlay = Some(Overlay::Paper(Box::new(Reading { papers, at, top: 0 })));
        }
        Some(_) => model.say(Tone::Plain, words::NO_PAPERS),
        None => model.say(Tone::Plain, words::NO_CASE),
    }
    Vec::new()
}

/// The officer drafts a refusal; a lead confirms it, or decides a demand beyond the guide.
pub(super) fn refuse(model: &mut Model) -> Vec<Effect> {
    let Some((case, demand)) = demand_to_decide(model) else { return open(model, Exit::Refuse) };
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
        Overlay::Issue(issue) => back_of_issue(model, issue),
        Overlay::Confirm(confirm) => back_of(&confirm.command),
        _ => None,
    }
}

fn back_of_issue(model: &Model, issue: &Issue) -> Option<Form> {
    back_of(&command(model.state().case(&issue.case)?, issue.exit))
}

fn back_of(command: &Command) -> Option<Form> {
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

/// Shows an exit's paper as it will read; the preview is the dialog.
pub(super) fn open(model: &mut Model, exit: Exit) -> Vec<Effect> {
    let Some(case) = model.case().cloned() else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    let command = command(&case, exit);
    if let Err(why) = order::preview(model, &command) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    let draft = order::draft_by(model).map(|by| decide::draft(&case, exit, &by));
    match draft {
        Some(Ok(paper)) => {
            model.overlay =
                Some(Overlay::Issue(Box::new(Issue { case: case.id, exit, paper, top: 0, armed: None })));
        }
        Some(Err(refusal)) => model.say(Tone::Bad, refusal.to_string()),
        None => model.say(Tone::Plain, words::NOT_LOADED),
    }
    Vec::new()
}

/// The act an exit's paper is issued by; a refusal that is drafted already is confirmed by a lead (否定备案).
fn command(case: &Case, exit: Exit) -> Command {
    let id = case.id.clone();
    match exit {
        Exit::Accept => Command::Accept { case: id },
        Exit::Receive => Command::Receive { case: id },
        Exit::Correct => Command::IssueCorrection { case: id },
        Exit::Refuse if matches!(case.stage, Stage::RefusalDrafted { .. }) => {
            Command::ConfirmRefusal { case: id }
        }
        Exit::Refuse => Command::DraftRefusal { case: id },
    }
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
    let Some(case) = model.case().map(|case| case.id.clone()) else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    let result = model.item().map(|item| item.result.clone()).unwrap_or_default();
    let name = model.case().map(|case| case.applicant_name().shown().to_owned()).unwrap_or_default();
    ask(model, words::DELIVER_TITLE, vec![words::deliver_line(&result, &name)], Command::Deliver { case })
}

/// Opens a confirmation, unless the act would be refused.
pub(super) fn ask(model: &mut Model, title: &str, lines: Vec<String>, command: Command) -> Vec<Effect> {
    if let Err(why) = order::preview(model, &command) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    model.overlay =
        Some(Overlay::Confirm(Box::new(Confirm { title: title.to_owned(), lines, command, armed: None })));
    Vec::new()
}

pub(super) fn act(model: &mut Model, step: Step, mut issue: Issue, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => return Vec::new(),
        Action::SendBack => {
            let form = back_of_issue(model, &issue);
            model.overlay = form.map(|form| Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        Action::Confirm if !is_armed(issue.armed, model.now) => model.say(Tone::Plain, words::NOT_ARMED),
        Action::Confirm => {
            let command = model.state().case(&issue.case).map(|case| command(case, issue.exit));
            return command.map_or_else(Vec::new, |command| order::place(model, step, command));
        }
        other => issue.top = scrolled(issue.top, other),
    }
    model.overlay = Some(Overlay::Issue(Box::new(issue)));
    Vec::new()
}

pub(super) fn confirm(model: &mut Model, step: Step, confirm: Confirm, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => return Vec::new(),
        Action::SendBack => {
            let form = back_of(&confirm.command);
            model.overlay = form.map(|form| Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        Action::Confirm if is_armed(confirm.armed, model.now) => {
            return confirmed(model, step, confirm.command);
        }
        Action::Confirm => model.say(Tone::Plain, words::NOT_ARMED),
        _ => {}
    }
    model.overlay = Some(Overlay::Confirm(Box::new(confirm)));
    Vec::new()
}

fn confirmed(model: &mut Model, step: Step, command: Command) -> Vec<Effect> {
    match command {
        Command::Examine { material, verdict, .. } => verdict::give(model, step, material, verdict),
        // Demanded after a notice: the lead says why (J01).
        Command::AllowDemand { case, demand, reason: Some(_) } => {
            let purpose = Purpose::AllowDemand(case, demand);
            let form = Form::one(purpose, words::ALLOW_LATE_TITLE, words::WHY_FIELD);
            model.overlay = Some(Overlay::Form(Box::new(form)));
            Vec::new()
        }
        command => order::place(model, step, command),
    }
}

pub(super) fn read(model: &mut Model, mut reading: Reading, action: Action) -> Vec<Effect> {
    let last = reading.papers.len().saturating_sub(1);
    match action {
        Action::Cancel | Action::Confirm | Action::Notice => return Vec::new(),
        Action::NextPane => (reading.at, reading.top) = ((reading.at + 1).min(last), 0),
        Action::PreviousPane => (reading.at, reading.top) = (reading.at.saturating_sub(1), 0),
        Action::SavePaper => {
            let effect = reading.papers.get(reading.at).and_then(|paper| save(model, paper));
            model.overlay = Some(Overlay::Paper(Box::new(reading)));
            return effect.into_iter().collect();
        }
        other => reading.top = scrolled(reading.top, other),
    }
    model.overlay = Some(Overlay::Paper(Box::new(reading)));
    Vec::new()
}

/// The dialog is on the screen: from now on it arms.
pub(super) fn shown(model: &mut Model) {
    let from = model.now.checked_add(ARMING).unwrap_or(model.now);
    match &mut model.overlay {
        Some(Overlay::Issue(issue)) if issue.armed.is_none() => issue.armed = Some(from),
        Some(Overlay::Confirm(confirm)) if confirm.armed.is_none() => confirm.armed = Some(from),
        _ => {}
    }
}

fn is_armed(armed: Option<Timestamp>, now: Timestamp) -> bool {
    armed.is_some_and(|from| now >= from)
}

/// Asks the runtime to write an issued paper as text. The name of the file is made of our own data.
pub(super) fn save(model: &Model, paper: &Paper) -> Option<Effect> {
    let number = paper.number.as_ref()?;
    let rules = model.rules.as_ref()?;
    let document = document::compose(paper, &rules.hall, &rules.phrases, model.demonstration);
    let text = document::plain_text(&document, document::CELLS);
    Some(Effect::SavePaper { name: format!("{} {number}", paper.kind.title()), text })
}
