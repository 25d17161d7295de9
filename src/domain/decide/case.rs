//! Intake and examination of a case, and what follows its acceptance (DESIGN 4.1–4.3).

use super::{Desk, exits};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist::{self, Exit, Verdict};
use crate::domain::command::Command;
use crate::domain::condition::Answers;
use crate::domain::fee;
use crate::domain::hall::Role;
use crate::domain::identifier;
use crate::domain::ids::{CaseId, ChoiceCode, ItemCode, MaterialCode, QuestionCode, TicketNo};
use crate::domain::item::{CaseKind, ServiceItem};
use crate::domain::person::{Agent, Applicant};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::OpenCase { case, ticket, item, applicant, agent } => {
            open(desk, case, ticket.as_ref(), item, applicant.as_ref(), agent.as_ref())
        }
        Command::RecordApplicant { case, applicant } => record_applicant(desk, case, applicant),
        Command::RecordAgent { case, agent } => record_agent(desk, case, agent.as_ref()),
        Command::Answer { case, question, choice } => answer(desk, case, question, choice),
        Command::Examine { case, material, verdict, reason } => {
            examine(desk, case, material, verdict, reason.as_ref())
        }
        Command::ReturnCase { case, ticket } => come_back(desk, case, ticket.as_ref()),
        Command::IssueCorrection { case } => exits::issue(desk, case, Exit::Correct),
        Command::Accept { case } => exits::issue(desk, case, Exit::Accept),
        Command::Receive { case } => exits::issue(desk, case, Exit::Receive),
        Command::DraftRefusal { case } => draft_refusal(desk, case),
        Command::ConfirmRefusal { case } => exits::confirm_refusal(desk, case),
        Command::RejectRefusal { case, reason } => reject_refusal(desk, case, reason),
        Command::Decide { case, granted } => decide_case(desk, case, *granted),
        Command::IssuePayment { case, inputs } => exits::issue_payment(desk, case, inputs),
        Command::RecordReceipt { case, receipt } => record_receipt(desk, case, receipt),
        Command::Deliver { case } => deliver(desk, case),
        Command::Unmask { case, reason } => unmask(desk, case, reason),
        Command::Withdraw { case, reason } => withdraw(desk, case, reason),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

fn open(
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
        told: None,
        stage: Stage::Examining,
        papers: Vec::new(),
        fee: None,
        exempt: None,
        received: desk.context.today(),
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

fn record_applicant(desk: &Desk<'_>, id: &CaseId, applicant: &Applicant) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "改动申请人")?;
    check_applicant(item_of(desk, case)?, applicant)?;
    Ok(vec![Desk::case_event(id, CaseEvent::ApplicantRecorded { applicant: applicant.clone() })])
}

fn record_agent(desk: &Desk<'_>, id: &CaseId, agent: Option<&Agent>) -> Result<Vec<Event>, Refusal> {
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

fn check_agent(agent: &Agent) -> Result<(), Refusal> {
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

fn bad(field: &str, problem: &str) -> Refusal {
    Refusal::BadField { field: field.to_owned(), problem: problem.to_owned() }
}

/// Answers that are no longer asked fall away with their question; after a notice the situation stands, because
/// another checklist would be a second telling.
fn answer(
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
    if !asked.is_some_and(|asked| asked.takes(choice)) {
        return Err(Refusal::NoSuchChoice);
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

fn examine(
    desk: &Desk<'_>,
    id: &CaseId,
    code: &MaterialCode,
    verdict: &Verdict,
    reason: Option<&Clean>,
) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "审查材料")?;
    let item = item_of(desk, case)?;
    let material = checklist::resolve(item, &case.answers)
        .into_iter()
        .find(|material| &material.code == code)
        .ok_or_else(|| Refusal::NotAsked { material: code.to_string() })?;
    possible(desk, case, material, verdict)?;
    let mut events = Vec::new();
    if told_once(case, code, verdict) {
        match reason.filter(|reason| !reason.is_blank()) {
            Some(reason) if desk.role()? == Role::Lead => {
                let text =
                    format!("首次告知未列“{}”，负责人决定再次要求补正：{}", material.name, reason.shown());
                events.push(Desk::case_event(id, CaseEvent::Warned { code: "J01".to_owned(), text }));
            }
            _ => return Err(Refusal::ToldOnce { material: material.name.clone() }),
        }
    }
    let examined = CaseEvent::Examined { material: code.clone(), verdict: verdict.clone() };
    events.push(Desk::case_event(id, examined));
    Ok(events)
}

/// Whether the verdict would demand something the last notice did not name, although it could be seen then (I-07).
fn told_once(case: &Case, material: &MaterialCode, verdict: &Verdict) -> bool {
    verdict.is_wanting() && case.told.as_ref().is_some_and(|told| !told.named.contains(material))
}

/// Whether the catalogue allows the verdict for this material.
fn possible(
    desk: &Desk<'_>,
    case: &Case,
    material: &crate::domain::item::Material,
    verdict: &Verdict,
) -> Result<(), Refusal> {
    let no = |why: &str| {
        let verdict = verdict.label().to_owned();
        Err(Refusal::VerdictNotPossible { material: material.name.clone(), verdict, why: why.to_owned() })
    };
    match verdict {
        Verdict::Defective { defects } | Verdict::Corrected { defects } => {
            if defects.iter().any(|code| material.defect(code).is_none()) {
                return no("缺陷代码不在本材料的清单中");
            }
            let on_the_spot = |code| material.defect(code).is_some_and(|kind| kind.on_the_spot);
            if matches!(verdict, Verdict::Corrected { .. }) && !defects.iter().all(on_the_spot) {
                return no("此项缺陷不能当场更正");
            }
            Ok(())
        }
        Verdict::Deferred { .. } if !material.deferrable => no("本材料不在可容缺清单内"),
        Verdict::Deferred { due } if *due < desk.context.today() => no("补交日期已过"),
        Verdict::Committed if !material.committable => no("本材料不适用告知承诺"),
        Verdict::Shared | Verdict::SharingFailed if !material.shareable => no("本材料不能通过共享取得"),
        Verdict::Waived { .. } if case.told.is_some() => no("已一次性告知"),
        _ => Ok(()),
    }
}

fn come_back(desk: &Desk<'_>, id: &CaseId, ticket: Option<&TicketNo>) -> Result<Vec<Event>, Refusal> {
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
    let event = CaseEvent::Returned { ticket: ticket.cloned(), window: desk.order.window.clone() };
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

fn draft_refusal(desk: &Desk<'_>, id: &CaseId) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "拟不予受理")?;
    exits::check_open(desk, case, Exit::Refuse)?;
    Ok(vec![Desk::case_event(id, CaseEvent::RefusalDrafted { by: desk.context.actor.clone() })])
}

fn reject_refusal(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    exits::second_person(desk, case)?;
    if reason.is_blank() {
        return Err(bad("退回理由", "请写明，经办人据此继续审查"));
    }
    Ok(vec![Desk::case_event(id, CaseEvent::RefusalRejected { reason: reason.clone() })])
}

/// 即办件 on the spot by the holder of the window, everything else by the department (受审分离, S007).
fn decide_case(desk: &Desk<'_>, id: &CaseId, granted: bool) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    if !matches!(case.stage, Stage::Accepted { .. } | Stage::Received) {
        return Err(stage(case, "作出决定"));
    }
    let item = item_of(desk, case)?;
    let department = || {
        let name = desk.context.hall().department(&item.department).map(|department| department.name.clone());
        Refusal::NotOurs { department: name.unwrap_or_else(|| item.department.to_string()) }
    };
    match (desk.role()?, item.kind) {
        (Role::Department, _) => {}
        (_, CaseKind::Immediate) => {
            desk.check_holder()?;
            kept_here(desk, case)?;
        }
        _ => return Err(department()),
    }
    let decided = CaseEvent::Decided { on: desk.context.today(), granted };
    Ok(vec![Desk::case_event(id, decided)])
}

fn record_receipt(desk: &Desk<'_>, id: &CaseId, receipt: &Clean) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    if !case.is_unpaid() {
        return Err(Refusal::NotFound { what: "待缴的缴款通知".to_owned() });
    }
    let digits = receipt.original().trim();
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(bad("票据号", "请填写票据上的号码（数字、字母）"));
    }
    Ok(vec![Desk::case_event(id, CaseEvent::Paid { receipt: Clean::new(digits) })])
}

fn deliver(desk: &Desk<'_>, id: &CaseId) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    if !matches!(case.stage, Stage::Decided { .. }) {
        return Err(stage(case, "发放结果"));
    }
    if let Some(fee) = case.fee.as_ref().filter(|fee| fee.receipt.is_none()) {
        return Err(Refusal::Unpaid { number: fee.notice.to_string() });
    }
    if charges(desk, case)? && case.fee.is_none() && case.exempt.is_none() {
        return Err(Refusal::FeeOpen);
    }
    Ok(vec![Desk::case_event(id, CaseEvent::Delivered { on: desk.context.today() })])
}

/// Whether a granted case falls under a standard that charges: an exemption must be shown, not passed over (S158).
fn charges(desk: &Desk<'_>, case: &Case) -> Result<bool, Refusal> {
    let granted = matches!(case.stage, Stage::Decided { granted: true, .. });
    let Some(code) = item_of(desk, case)?.fee.as_ref().filter(|_| granted) else {
        return Ok(false);
    };
    let standard = fee::in_force(&desk.context.rules.fees, code, desk.context.today());
    standard
        .map(|standard| !standard.lines.is_empty())
        .map_err(|error| Refusal::Fee { why: error.to_string() })
}

/// Every unmasking is an event with its reason (DESIGN 4.8).
fn unmask(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    case(desk, id)?;
    if reason.is_blank() {
        return Err(bad("查看原因", "请写明查看完整号码的原因"));
    }
    Ok(vec![Desk::case_event(id, CaseEvent::Unmasked { reason: reason.clone() })])
}

fn withdraw(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    if case.stage.is_closed() || matches!(case.stage, Stage::Decided { .. }) {
        return Err(stage(case, "撤回"));
    }
    if reason.is_blank() {
        return Err(bad("撤回原因", "请填写申请人说明的原因"));
    }
    let event = CaseEvent::Withdrawn { on: desk.context.today(), reason: reason.clone() };
    Ok(vec![Desk::case_event(id, event)])
}

/// The quote for a case: what item and situation settle, and what was given besides; shared by preview and issue.
///
/// # Errors
/// [`Refusal::NoFee`] or [`Refusal::Fee`].
pub fn quote(
    rules: &Rulebook,
    item: &ServiceItem,
    answers: &Answers,
    inputs: &fee::FeeInputs,
    on: jiff::civil::Date,
) -> Result<fee::Quote, Refusal> {
    let code = item.fee.as_ref().ok_or(Refusal::NoFee)?;
    let mut all = inputs.clone();
    all.extend(item.settled_inputs(answers));
    fee::quote(&rules.fees, code, &all, on).map_err(|error| Refusal::Fee { why: error.to_string() })
}

/// The case, kept by this window: only a return brings a case of another window here, and only a second person
/// acts on one from elsewhere (J08).
pub(super) fn case<'a>(desk: &'a Desk<'_>, id: &CaseId) -> Result<&'a Case, Refusal> {
    let case = anywhere(desk, id)?;
    if !matches!(super::who_may(&desk.order.command), super::May::Second) {
        kept_here(desk, case)?;
    }
    Ok(case)
}

fn kept_here(desk: &Desk<'_>, case: &Case) -> Result<(), Refusal> {
    if case.window == desk.order.window {
        Ok(())
    } else {
        Err(Refusal::OtherWindow { window: case.window.to_string() })
    }
}

fn anywhere<'a>(desk: &'a Desk<'_>, id: &CaseId) -> Result<&'a Case, Refusal> {
    desk.state.case(id).ok_or_else(|| Refusal::NotFound { what: "这件办件".to_owned() })
}

pub(super) fn examining<'a>(desk: &'a Desk<'_>, id: &CaseId, what: &str) -> Result<&'a Case, Refusal> {
    let case = case(desk, id)?;
    if case.stage == Stage::Examining { Ok(case) } else { Err(stage(case, what)) }
}

pub(super) fn stage(case: &Case, what: &str) -> Refusal {
    Refusal::CaseStage { stage: case.stage.label().to_owned(), what: what.to_owned() }
}

/// The item under the edition the case was received under (S050).
pub(super) fn item_of<'a>(desk: &Desk<'a>, case: &Case) -> Result<&'a ServiceItem, Refusal> {
    pinned(desk.context.rules, case)
}

/// As [`item_of`], for who has only the rules.
pub(super) fn pinned<'a>(rules: &'a Rulebook, case: &Case) -> Result<&'a ServiceItem, Refusal> {
    rules
        .edition(&case.item, &case.edition)
        .ok_or_else(|| Refusal::NotFound { what: format!("事项{}的版本{}", case.item, case.edition) })
}

/// The edition in force today: a new case is received under no other (S016, S050).
fn item_today<'a>(desk: &Desk<'a>, code: &ItemCode) -> Result<&'a ServiceItem, Refusal> {
    let (rules, today) = (desk.context.rules, desk.context.today());
    if let Some(item) = rules.item_on(code, today) {
        return Ok(item);
    }
    let next = rules.editions(code).filter(|item| today < item.valid_from).min_by_key(|item| item.valid_from);
    if let Some(item) = next {
        return Err(Refusal::ItemNotYet { item: item.name.clone(), from: item.valid_from });
    }
    let last = rules.editions(code).max_by_key(|item| item.valid_to);
    let closed = last.and_then(|item| Some((item, item.valid_to?)));
    Err(closed.map_or_else(
        || Refusal::NotFound { what: format!("事项{code}") },
        |(item, last)| Refusal::ItemClosed { item: item.name.clone(), last, notice: item.closing.clone() },
    ))
}
