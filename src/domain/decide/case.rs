//! Orders about a case, each to its room, and what they all look up (DESIGN 4.1–4.3).

use super::{Desk, case_papers, decision, demand, examination, exits, intake};
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::Exit;
use crate::domain::command::Command;
use crate::domain::ids::{CaseId, ItemCode};
use crate::domain::item::ServiceItem;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::OpenCase { case, ticket, item, applicant, agent } => {
            intake::open(desk, case, ticket.as_ref(), item, applicant.as_ref(), agent.as_ref())
        }
        Command::RecordApplicant { case, applicant } => intake::record_applicant(desk, case, applicant),
        Command::RecordAgent { case, agent } => intake::record_agent(desk, case, agent.as_ref()),
        Command::Answer { case, question, choice } => intake::answer(desk, case, question, choice),
        Command::Examine { case, material, verdict, reason } => {
            examination::examine(desk, case, material, verdict, reason.as_ref())
        }
        Command::TakeOverMaterials { case } => examination::take_over(desk, case),
        Command::ProposeDemand { case, name, obtain, basis, reason } => {
            demand::propose(desk, case, &demand::Proposal { name, obtain, basis, reason })
        }
        Command::AllowDemand { case, demand, reason } => demand::allow(desk, case, demand, reason.as_ref()),
        Command::RejectDemand { case, demand, reason } => demand::reject(desk, case, demand, reason),
        Command::ReturnCase { case, ticket } => intake::come_back(desk, case, ticket.as_ref()),
        Command::IssueCorrection { case } => exits::issue(desk, case, Exit::Correct),
        Command::Accept { case } => exits::issue(desk, case, Exit::Accept),
        Command::Receive { case } => exits::issue(desk, case, Exit::Receive),
        Command::DraftRefusal { case } => decision::draft_refusal(desk, case),
        Command::ConfirmRefusal { case } => exits::confirm_refusal(desk, case),
        Command::RejectRefusal { case, reason } => decision::reject_refusal(desk, case, reason),
        Command::Decide { case, granted } => decision::decide_case(desk, case, *granted),
        Command::IssuePayment { case, inputs } => exits::issue_payment(desk, case, inputs),
        Command::RecordReceipt { case, receipt } => decision::record_receipt(desk, case, receipt),
        Command::Deliver { case, receiver, number } => {
            decision::deliver(desk, case, receiver.as_ref(), number.as_ref())
        }
        Command::IssueCasePaper { case, what } => case_papers::issue(desk, case, what),
        Command::RelayCorrection { case, number, text, named, due } => {
            case_papers::relay(desk, case, &case_papers::Relayed { number, text, named, due: *due })
        }
        Command::Extend { case, reason } => case_papers::extend(desk, case, reason),
        Command::StartProcedure { case, procedure, from, to } => {
            case_papers::start_procedure(desk, case, procedure, *from, *to)
        }
        Command::Unmask { case, reason } => decision::unmask(desk, case, reason),
        Command::Withdraw { case, reason } => decision::withdraw(desk, case, reason),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

pub(super) fn bad(field: &str, problem: &str) -> Refusal {
    Refusal::BadField { field: field.to_owned(), problem: problem.to_owned() }
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

pub(super) fn kept_here(desk: &Desk<'_>, case: &Case) -> Result<(), Refusal> {
    if case.window == desk.order.window {
        Ok(())
    } else {
        Err(Refusal::OtherWindow { window: case.window.to_string() })
    }
}

pub(super) fn anywhere<'a>(desk: &'a Desk<'_>, id: &CaseId) -> Result<&'a Case, Refusal> {
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
pub(super) fn item_today<'a>(desk: &Desk<'a>, code: &ItemCode) -> Result<&'a ServiceItem, Refusal> {
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
