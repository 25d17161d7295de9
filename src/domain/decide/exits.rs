//! The exits of an intake (行政许可法 32): each issues its paper.

use super::case::{case, examining, item_of, stage};
use super::decision::quote;
use super::draft::{Draft, draft};
use super::{Context, Desk, case_papers};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist::Exit;
use crate::domain::fee::FeeInputs;
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, OfficerId};
use crate::domain::paper::{Paper, PaperBody, PaperKind};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;

pub(super) fn issue(desk: &Desk<'_>, id: &CaseId, exit: Exit) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, exit.label())?;
    check_open(desk, case, exit)?;
    let by = by(desk);
    if exit == Exit::Accept {
        case_papers::check_promised(case, &by)?;
    }
    let mut events = vec![issued(id, draft(case, exit, &by)?)];
    if exit == Exit::Accept {
        // 容缺: accepted first, and told at once in writing what is to be brought and by when (S088).
        events.extend(
            case_papers::deferral_notice(case, item_of(desk, case)?, &by).map(|paper| issued(id, paper)),
        );
    }
    Ok(events)
}

/// The event by which a paper of a case is issued.
pub(super) fn issued(case: &CaseId, paper: Paper) -> Event {
    Desk::case_event(case, CaseEvent::PaperIssued { paper: Box::new(paper) })
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
    let post = desk.context.hall().window(&case.window).map(|window| window.post_a(desk.context.today()));
    paper.acting_for = post.filter(|post| *post != drafter).map(|post| desk.context.name(post));
    Ok(vec![issued(id, paper)])
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
    let paper = by(desk).of_case(case, item, PaperKind::Payment, PaperBody::Payment { quote });
    Ok(vec![issued(id, paper)])
}

/// The actor as the handler of a paper.
pub(super) fn by<'a>(desk: &Desk<'a>) -> Draft<'a> {
    let context: &Context<'a> = desk.context;
    Draft {
        rules: context.rules,
        on: context.today(),
        officer: context.name(context.actor),
        acting_for: desk.acting_for(),
    }
}
