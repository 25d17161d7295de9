//! After the examination: the refusal of two people, the decision, the fee, the delivery (DESIGN 4.1, 4.3).

use super::case::{bad, case, examining, item_of, kept_here, stage};
use super::{Desk, case_papers, exits};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist::Exit;
use crate::domain::condition::Answers;
use crate::domain::fee;
use crate::domain::hall::Role;
use crate::domain::ids::CaseId;
use crate::domain::item::{CaseKind, ServiceItem};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn draft_refusal(desk: &Desk<'_>, id: &CaseId) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "拟不予受理")?;
    exits::check_open(desk, case, Exit::Refuse)?;
    Ok(vec![Desk::case_event(id, CaseEvent::RefusalDrafted { by: desk.context.actor.clone() })])
}

pub(super) fn reject_refusal(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    exits::second_person(desk, case)?;
    if reason.is_blank() {
        return Err(bad("退回理由", "请写明，经办人据此继续审查"));
    }
    Ok(vec![Desk::case_event(id, CaseEvent::RefusalRejected { reason: reason.clone() })])
}

/// 即办件 on the spot by the holder of the window, everything else by the department (受审分离, S007).
pub(super) fn decide_case(desk: &Desk<'_>, id: &CaseId, granted: bool) -> Result<Vec<Event>, Refusal> {
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

pub(super) fn record_receipt(desk: &Desk<'_>, id: &CaseId, receipt: &Clean) -> Result<Vec<Event>, Refusal> {
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

/// The result goes to whoever has come, by name (S166).
pub(super) fn deliver(
    desk: &Desk<'_>,
    id: &CaseId,
    receiver: Option<&Clean>,
    number: Option<&Clean>,
) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    let Stage::Decided { granted, .. } = case.stage else {
        return Err(stage(case, "发放结果"));
    };
    if let Some(fee) = case.fee.as_ref().filter(|fee| fee.receipt.is_none()) {
        return Err(Refusal::Unpaid { number: fee.notice.to_string() });
    }
    if charges(desk, case)? && case.fee.is_none() && case.exempt.is_none() {
        return Err(Refusal::FeeOpen);
    }
    let to = case_papers::receiver(case, receiver)?;
    let receipt = case_papers::delivery(case, item_of(desk, case)?, granted, to, number, &exits::by(desk));
    let delivered = CaseEvent::Delivered { on: desk.context.today() };
    Ok(vec![exits::issued(id, receipt), Desk::case_event(id, delivered)])
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
pub(super) fn unmask(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    case(desk, id)?;
    if reason.is_blank() {
        return Err(bad("查看原因", "请写明查看完整号码的原因"));
    }
    Ok(vec![Desk::case_event(id, CaseEvent::Unmasked { reason: reason.clone() })])
}

pub(super) fn withdraw(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
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
