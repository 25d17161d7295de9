//! Opening a case, its particulars and its situation (DESIGN 4.1).

use super::Desk;
use super::case::{anywhere, bad, examining, item_of, item_today, kept_here, stage};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist;
use crate::domain::condition::Answers;
use crate::domain::identifier;
use crate::domain::ids::{CaseId, ChoiceCode, ItemCode, QuestionCode, TicketNo};
use crate::domain::item::ServiceItem;
use crate::domain::person::{Agent, Applicant};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn open(
    desk: &Desk<'_>,
    id: &CaseId,
    ticket: Option<&TicketNo>,
    item: &ItemCode,
    applicant: Option<&Applicant>,
    agent: Option<&Agent>,
) -> Result<Vec<Event>, Refusal> {
    if desk.state.case(id).is_some() {
        return Err(Refusal::CaseExists);
    }
    let item = item_today(desk, item)?;
    let window = desk
        .context
        .hall()
        .window(&desk.order.window)
        .ok_or_else(|| Refusal::NotFound { what: format!("{}号窗口", desk.order.window) })?;
    if !window.may_take(&item.code) {
        return Err(Refusal::ItemNotHere { item: item.name.clone() });
    }
    if let Some(no) = ticket {
        check_ticket(desk, no)?;
    }
    // A wrong number read by the machine must not stop the intake: it is opened without the applicant and the
    // officer corrects the particulars.
    let applicant = applicant.filter(|applicant| check_applicant(item, applicant).is_ok()).cloned();
    let agent = agent.filter(|agent| check_agent(agent).is_ok()).cloned();
    let case = Case {
        id: id.clone(),
        number: None,
        window: desk.order.window.clone(),
        ticket: ticket.cloned(),
        item: item.code.clone(),
        edition: item.edition.clone(),
        applicant,
        agent,
        answers: Answers::new(),
        verdicts: std::collections::BTreeMap::new(),
        extras: Vec::new(),
        told: None,
        stage: Stage::Examining,
        papers: Vec::new(),
        tracks: std::collections::BTreeMap::new(),
        extended: None,
        suspensions: Vec::new(),
        fee: None,
        exempt: None,
        received: desk.context.today(),
        corrected: None,
        first_officer: desk.context.actor.clone(),
    };
    Ok(vec![Desk::case_event(id, CaseEvent::Opened { case: Box::new(case) })])
}

fn check_ticket(desk: &Desk<'_>, no: &TicketNo) -> Result<(), Refusal> {
    let ticket = desk.state.ticket(no).ok_or_else(|| Refusal::NotFound { what: format!("{no}号") })?;
    if ticket.is_serving() && ticket.at_window() == Some(&desk.order.window) {
        return Ok(());
    }
    Err(Refusal::TicketState {
        ticket: no.to_string(),
        state: "未在本窗口办理".to_owned(),
        what: "收件".to_owned(),
    })
}

pub(super) fn record_applicant(
    desk: &Desk<'_>,
    id: &CaseId,
    applicant: &Applicant,
) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "改动申请人")?;
    check_applicant(item_of(desk, case)?, applicant)?;
    Ok(vec![Desk::case_event(id, CaseEvent::ApplicantRecorded { applicant: applicant.clone() })])
}

pub(super) fn record_agent(
    desk: &Desk<'_>,
    id: &CaseId,
    agent: Option<&Agent>,
) -> Result<Vec<Event>, Refusal> {
    examining(desk, id, "改动代理人")?;
    if let Some(agent) = agent {
        check_agent(agent)?;
    }
    Ok(vec![Desk::case_event(id, CaseEvent::AgentRecorded { agent: agent.cloned() })])
}

/// Checks an applicant's particulars as the service will: the desk calls it as they are typed (S236).
///
/// # Errors
/// [`Refusal::WrongApplicant`] or [`Refusal::BadField`] with the first thing wrong.
pub fn check_applicant(item: &ServiceItem, applicant: &Applicant) -> Result<(), Refusal> {
    let kinds = item.applicants;
    let welcome = match applicant {
        Applicant::Natural { .. } => kinds.natural,
        Applicant::Legal { .. } => kinds.legal,
        Applicant::Other { .. } => kinds.other,
    };
    if !welcome {
        return Err(Refusal::WrongApplicant { item: item.name.clone() });
    }
    check_name("姓名或名称", applicant.name())?;
    match applicant {
        Applicant::Natural { id_number, .. } => check_identity(id_number)?,
        Applicant::Legal { credit_code, .. } | Applicant::Other { credit_code, .. } => {
            identifier::check_credit_code(credit_code.original())
                .map_err(|problem| bad("统一社会信用代码", &problem.message()))?;
        }
    }
    check_phone(applicant.phone())
}

pub(super) fn check_agent(agent: &Agent) -> Result<(), Refusal> {
    check_name("代理人姓名", &agent.name)?;
    check_identity(&agent.id_number)?;
    check_phone(&agent.phone)
}

fn check_name(field: &str, name: &Clean) -> Result<(), Refusal> {
    if name.is_blank() { Err(bad(field, "请填写")) } else { Ok(()) }
}

fn check_identity(number: &Clean) -> Result<(), Refusal> {
    identifier::check_resident_id(number.original())
        .map(|_| ())
        .map_err(|problem| bad("居民身份号码", &problem.message()))
}

fn check_phone(phone: &Clean) -> Result<(), Refusal> {
    identifier::check_phone(phone.original()).map(|_| ()).map_err(|problem| bad("电话", &problem.message()))
}

/// Answers that are no longer asked fall away with their question; after a notice the situation stands, because
/// another checklist would be a second telling.
pub(super) fn answer(
    desk: &Desk<'_>,
    id: &CaseId,
    question: &QuestionCode,
    choice: &ChoiceCode,
) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "改动情形")?;
    if case.told.is_some() {
        return Err(Refusal::AnswersPinned);
    }
    let item = item_of(desk, case)?;
    let asked = checklist::questions(item, &case.answers).into_iter().find(|asked| &asked.code == question);
    let asked = asked.ok_or(Refusal::NoSuchChoice)?;
    if !asked.takes(choice) {
        return Err(asked.number.as_ref().map_or(Refusal::NoSuchChoice, |range| Refusal::OutOfRange {
            min: range.min,
            max: range.max,
            unit: range.unit.clone(),
        }));
    }
    let mut answers = case.answers.clone();
    answers.insert(question.clone(), choice.clone());
    let dropped = fallen_away(item, answers);
    let event = CaseEvent::Answered { question: question.clone(), choice: choice.clone(), dropped };
    Ok(vec![Desk::case_event(id, event)])
}

/// The answers to questions no longer asked, and to those that were asked only because of them.
fn fallen_away(item: &ServiceItem, mut answers: Answers) -> Vec<QuestionCode> {
    let mut dropped = Vec::new();
    loop {
        let asked: Vec<_> = checklist::questions(item, &answers).into_iter().map(|q| &q.code).collect();
        let idle: Vec<_> = answers.keys().filter(|code| !asked.contains(code)).cloned().collect();
        if idle.is_empty() {
            return dropped;
        }
        answers.retain(|code, _| !idle.contains(code));
        dropped.extend(idle);
    }
}

pub(super) fn come_back(
    desk: &Desk<'_>,
    id: &CaseId,
    ticket: Option<&TicketNo>,
) -> Result<Vec<Event>, Refusal> {
    let case = anywhere(desk, id)?;
    if case.stage.is_closed() {
        return Err(stage(case, "重新打开"));
    }
    may_move_here(desk, case, ticket)?;
    if let Stage::Correcting { due, .. } = &case.stage
        && due.date < desk.context.today()
    {
        return Err(Refusal::CorrectionOver { due: due.date });
    }
    if let Some(no) = ticket {
        check_ticket(desk, no)?;
    }
    let (window, on) = (desk.order.window.clone(), Some(desk.context.today()));
    let event = CaseEvent::Returned { ticket: ticket.cloned(), window, on };
    Ok(vec![Desk::case_event(id, event)])
}

/// A case moves between windows only with its person, not from under the hands of an officer who is serving it,
/// and for examination only to a window with the power (J08).
fn may_move_here(desk: &Desk<'_>, case: &Case, ticket: Option<&TicketNo>) -> Result<(), Refusal> {
    if case.window == desk.order.window {
        return Ok(());
    }
    let served = case.ticket.as_ref().and_then(|no| desk.state.ticket(no));
    let served_there = served.is_some_and(|t| t.is_serving() && t.at_window() == Some(&case.window));
    if ticket.is_none() || served_there {
        return kept_here(desk, case);
    }
    let examined =
        matches!(case.stage, Stage::Examining | Stage::Correcting { .. } | Stage::RefusalDrafted { .. });
    let item = item_of(desk, case)?;
    let power = desk.context.hall().window(&desk.order.window).is_some_and(|w| w.may_take(&item.code));
    if examined && !power { Err(Refusal::ItemNotHere { item: item.name.clone() }) } else { Ok(()) }
}
