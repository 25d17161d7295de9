//! The exits of an intake as papers (行政许可法 32): what each would say, and its issue.

use super::case::{case, examining, item_of, pinned, stage};
use super::decision::quote;
use super::{Context, Desk};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist::{self, DemandState, Exit, ExtraDemand, Line, Verdict};
use crate::domain::clock::{Limit, LimitUnit, due};
use crate::domain::fee::FeeInputs;
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, OfficerId};
use crate::domain::item::{MaterialForm, ServiceItem};
use crate::domain::paper::{Demand, DemandedDefect, Handed, Paper, PaperBody, PaperKind, Subject};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;

/// Who writes a paper, for whom and when: enough to draft one on the desk.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Rules in force.
    pub rules: &'a Rulebook,
    /// Day of issue.
    pub on: jiff::civil::Date,
    /// Name of the handler.
    pub officer: String,
    /// On whose post, where the handler covers.
    pub acting_for: Option<String>,
}

/// The paper an exit would issue, without its number. What the desk previews and what the service issues is
/// made here and nowhere else (DESIGN 4.3).
///
/// # Errors
/// [`Refusal::NotFound`] when the case's item is not in the catalogue or has no ground for a refusal.
pub fn draft(case: &Case, exit: Exit, by: &Draft<'_>) -> Result<Paper, Refusal> {
    let item = pinned(by.rules, case)?;
    let lines = case.lines(item);
    let (kind, body) = match exit {
        Exit::Accept => (PaperKind::Acceptance, acceptance(item, &lines, by)),
        Exit::Receive => (PaperKind::Receipt, PaperBody::Receipt { materials: handed(&lines) }),
        Exit::Correct => (PaperKind::Correction, correction(case, item, &lines, by)),
        Exit::Refuse => (PaperKind::Refusal, refusal(case, item, by)?),
    };
    Ok(paper(case, item, by, kind, body))
}

fn paper(case: &Case, item: &ServiceItem, by: &Draft<'_>, kind: PaperKind, body: PaperBody) -> Paper {
    let department = by.rules.hall.department(&item.department);
    Paper {
        kind,
        number: None,
        on: by.on,
        window: case.window.clone(),
        officer: by.officer.clone(),
        acting_for: by.acting_for.clone(),
        subject: Some(Subject {
            case_number: case.number_text().to_owned(),
            applicant: case.applicant_name(),
            agent: case.agent.as_ref().map(|agent| agent.name.clone()),
            item: item.name.clone(),
            department: department.map_or_else(|| item.department.to_string(), |d| d.name.clone()),
            received: case.received,
        }),
        body,
    }
}

fn acceptance(item: &ServiceItem, lines: &[Line<'_>], by: &Draft<'_>) -> PaperBody {
    PaperBody::Acceptance {
        materials: handed(lines),
        promised: item.promised,
        statutory: item.statutory,
        due: due(by.on, item.promised, &[], &by.rules.calendar),
        special_procedures: item.special_procedures.clone(),
        result: item.result.clone(),
    }
}

/// All lines missing or defective, each with every defect found: one telling (S107, I-08).
fn correction(case: &Case, item: &ServiceItem, lines: &[Line<'_>], by: &Draft<'_>) -> PaperBody {
    let limit = Limit { n: item.correction_days, unit: LimitUnit::WorkingDays };
    PaperBody::Correction {
        demands: lines.iter().filter(|line| line.verdict.is_wanting()).map(|line| demand(line, by)).collect(),
        regime: item.correction,
        days: item.correction_days,
        due: due(by.on, limit, &[], &by.rules.calendar),
        round: case.told.as_ref().map_or(1, |told| told.round.saturating_add(1)),
    }
}

fn demand(line: &Line<'_>, by: &Draft<'_>) -> Demand {
    let defects = match line.verdict {
        Verdict::Defective { defects } => checklist::named(line.material, defects)
            .into_iter()
            .map(|kind| DemandedDefect {
                code: kind.code.clone(),
                text: kind.text.clone(),
                remedy: kind.remedy.clone(),
            })
            .collect(),
        _ => Vec::new(),
    };
    Demand {
        material: line.material.code.clone(),
        name: line.material.name.clone(),
        originals: line.material.originals,
        copies: line.material.copies,
        defects,
        obtain: line.material.obtain.clone(),
        basis: line.material.basis.clone(),
        approved_by: line.extra.and_then(|extra| approver(extra, by)),
    }
}

/// Who allowed a demand beyond the guide: the applicant may know.
fn approver(extra: &ExtraDemand, by: &Draft<'_>) -> Option<String> {
    let DemandState::Allowed { by: lead } = &extra.state else { return None };
    let name = by.rules.hall.officer(lead).map(|officer| officer.name.clone());
    Some(name.unwrap_or_else(|| lead.to_string()))
}

fn refusal(case: &Case, item: &ServiceItem, by: &Draft<'_>) -> Result<PaperBody, Refusal> {
    let diversion = checklist::diversion(item, &case.answers)
        .ok_or_else(|| Refusal::NotFound { what: "不予受理的事由".to_owned() })?;
    Ok(PaperBody::Refusal {
        ground: diversion.ground,
        reason: diversion.reason.clone(),
        instead: diversion.instead.clone(),
        basis: diversion.basis.clone(),
        confirmed_by: by.officer.clone(),
    })
}

fn handed(lines: &[Line<'_>]) -> Vec<Handed> {
    let remark = |line: &Line<'_>| match line.verdict {
        Verdict::Conforming if line.material.form == MaterialForm::OriginalAndCopy => {
            Some("原件核对后退还".to_owned())
        }
        Verdict::Deferred { due, .. } => Some(format!("容缺，{due}前补交")),
        Verdict::Taken { from } => Some(format!("已在办件{from}收取")),
        Verdict::Waived { basis } => Some(format!("免交（{}）", basis.document)),
        verdict @ (Verdict::Committed | Verdict::Shared | Verdict::Corrected { .. }) => {
            Some(verdict.label().to_owned())
        }
        _ => None,
    };
    lines
        .iter()
        .map(|line| Handed {
            name: line.material.name.clone(),
            originals: line.material.originals,
            copies: line.material.copies,
            remark: remark(line),
        })
        .collect()
}

pub(super) fn issue(desk: &Desk<'_>, id: &CaseId, exit: Exit) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, exit.label())?;
    check_open(desk, case, exit)?;
    let paper = draft(case, exit, &by(desk))?;
    Ok(vec![Desk::case_event(id, CaseEvent::PaperIssued { paper: Box::new(paper) })])
}

pub(super) fn check_open(desk: &Desk<'_>, case: &Case, exit: Exit) -> Result<(), Refusal> {
    let item = item_of(desk, case)?;
    let assessment = case.assess(item, desk.context.today(), &desk.context.rules.calendar);
    let why = assessment.against(exit);
    if why.is_empty() { Ok(()) } else { Err(Refusal::ExitClosed { exit, why: why.to_vec() }) }
}

/// The second person's act numbers the refusal; nobody confirms a draft of their own (S130).
pub(super) fn confirm_refusal(desk: &Desk<'_>, id: &CaseId) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    let drafter = second_person(desk, case)?;
    let mut paper = draft(case, Exit::Refuse, &by(desk))?;
    paper.officer = desk.context.name(drafter);
    let post = desk.context.hall().window(&case.window).map(|window| &window.post_a);
    paper.acting_for = post.filter(|post| *post != drafter).map(|post| desk.context.name(post));
    Ok(vec![Desk::case_event(id, CaseEvent::PaperIssued { paper: Box::new(paper) })])
}

/// Who drafted the refusal, where the actor may confirm it or send it back.
pub(super) fn second_person<'a>(desk: &Desk<'_>, case: &'a Case) -> Result<&'a OfficerId, Refusal> {
    let Stage::RefusalDrafted { by } = &case.stage else {
        return Err(stage(case, "确认不予受理"));
    };
    if by == desk.context.actor || desk.role()? != Role::Lead {
        return Err(Refusal::SecondPerson);
    }
    Ok(by)
}

/// Fees come after the decision, never before, and only by a standard (S155, 行政许可法 58).
pub(super) fn issue_payment(desk: &Desk<'_>, id: &CaseId, inputs: &FeeInputs) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    if !matches!(case.stage, Stage::Decided { granted: true, .. }) {
        return Err(stage(case, "收费"));
    }
    if let Some(fee) = &case.fee {
        return Err(Refusal::AlreadyCharged { number: fee.notice.to_string() });
    }
    let item = item_of(desk, case)?;
    let quote = quote(desk.context.rules, item, &case.answers, inputs, desk.context.today())?;
    if quote.total.is_zero() {
        // An exemption, or lines that are free by the standard, settle the fee; nothing to count does not.
        let free = quote.exempted.is_some() || quote.lines.iter().all(|line| line.rate.is_zero());
        return match (free && !quote.lines.is_empty(), &case.exempt) {
            (true, None) => Ok(vec![Desk::case_event(id, CaseEvent::Exempted { quote })]),
            _ => Err(Refusal::NoFee),
        };
    }
    let paper = paper(case, item, &by(desk), PaperKind::Payment, PaperBody::Payment { quote });
    Ok(vec![Desk::case_event(id, CaseEvent::PaperIssued { paper: Box::new(paper) })])
}

fn by<'a>(desk: &Desk<'a>) -> Draft<'a> {
    let context: &Context<'a> = desk.context;
    Draft {
        rules: context.rules,
        on: context.today(),
        officer: context.name(context.actor),
        acting_for: desk.acting_for(),
    }
}
