//! What becomes of an issued paper: printed, printed again, signed, void (F39, F40). Its words never change (I-11).

use super::Desk;
use super::case::{anywhere, bad, kept_here};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::command::Command;
use crate::domain::hall::Role;
use crate::domain::paper::{PaperEvent, PaperKind, PaperNumber, PaperRef, Track};
use crate::domain::post::PostEvent;
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::ConfirmPrint { paper } => print(desk, paper),
        Command::Reprint { paper, reason } => reprint(desk, paper, reason),
        Command::RecordSigned { paper } => signed(desk, paper),
        Command::VoidPaper { paper, reason } => void(desk, paper, reason),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

/// A paper with what became of it so far.
struct Found<'a> {
    kind: PaperKind,
    track: Track,
    case: Option<&'a Case>,
}

fn find<'a>(desk: &'a Desk<'_>, paper: &PaperRef) -> Result<Found<'a>, Refusal> {
    let missing = || Refusal::NotFound { what: format!("文书{}", paper.number) };
    let Some(id) = &paper.case else {
        let loose = desk.post.papers.iter().find(|loose| loose.number == paper.number).ok_or_else(missing)?;
        return Ok(Found { kind: loose.kind, track: loose.track.clone(), case: None });
    };
    let case = anywhere(desk, id)?;
    let kind = case.paper(&paper.number).ok_or_else(missing)?.kind;
    Ok(Found { kind, track: case.track(&paper.number), case: Some(case) })
}

/// A paper that is not void and lies at this window.
fn live<'a>(desk: &'a Desk<'_>, paper: &PaperRef) -> Result<Found<'a>, Refusal> {
    let found = find(desk, paper)?;
    if let Some(case) = found.case {
        kept_here(desk, case)?;
    }
    not_void(paper, found)
}

fn not_void<'a>(paper: &PaperRef, found: Found<'a>) -> Result<Found<'a>, Refusal> {
    match found.track.voided {
        Some(_) => Err(Refusal::PaperVoid { number: paper.number.to_string() }),
        None => Ok(found),
    }
}

fn event(desk: &Desk<'_>, paper: &PaperRef, what: PaperEvent) -> Vec<Event> {
    let number = paper.number.clone();
    vec![match &paper.case {
        Some(case) => Desk::case_event(case, CaseEvent::Paper { number, what }),
        None => desk.post_event(PostEvent::Paper { number, what }),
    }]
}

fn print(desk: &Desk<'_>, paper: &PaperRef) -> Result<Vec<Event>, Refusal> {
    let found = live(desk, paper)?;
    if found.track.printed {
        return Err(Refusal::PrintedAlready { number: paper.number.to_string() });
    }
    Ok(event(desk, paper, PaperEvent::Printed))
}

/// Before it has come out of the printer once, printing again is no reprint.
fn reprint(desk: &Desk<'_>, paper: &PaperRef, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let found = live(desk, paper)?;
    if !found.track.printed {
        return Err(Refusal::NotPrinted { number: paper.number.to_string() });
    }
    if reason.is_blank() {
        return Err(bad("补打原因", "请写明，补打留有记录"));
    }
    Ok(event(desk, paper, PaperEvent::Reprinted { reason: reason.clone() }))
}

fn signed(desk: &Desk<'_>, paper: &PaperRef) -> Result<Vec<Event>, Refusal> {
    let found = live(desk, paper)?;
    let number = || paper.number.to_string();
    if !found.kind.is_returned_signed() {
        return Err(Refusal::NotSigned { number: number() });
    }
    if !found.track.printed {
        return Err(Refusal::NotPrinted { number: number() });
    }
    if found.track.returned.is_some() {
        return Err(Refusal::SignedAlready { number: number() });
    }
    Ok(event(desk, paper, PaperEvent::Returned { on: desk.context.today() }))
}

/// What acts in law is voided by a lead; anything else by who holds the post. A case that has gone on since stands
/// on the paper, and nothing is pulled from under it.
fn void(desk: &Desk<'_>, paper: &PaperRef, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let found = not_void(paper, find(desk, paper)?)?;
    if found.kind.is_legal_act() {
        if desk.role()? != Role::Lead {
            return Err(Refusal::NotAllowed {
                what: "作废这类文书须由窗口负责人办理（负责人登录后查件、打开告知文书）".to_owned(),
            });
        }
    } else {
        desk.check_holder()?;
        live(desk, paper)?;
    }
    if reason.is_blank() {
        return Err(bad("作废原因", "请写明，作废号不再使用"));
    }
    if let Some(case) = found.case.filter(|case| has_gone_on(case, paper, found.kind)) {
        return Err(Refusal::CaseStage {
            stage: case.stage.label().to_owned(),
            what: match found.kind {
                PaperKind::DeferralNotice => "单独作废容缺受理通知书，请作废受理通知书".to_owned(),
                kind => format!("作废{}", kind.title()),
            },
        });
    }
    let voided = PaperEvent::Voided { reason: reason.clone() };
    let mut events = event(desk, paper, voided.clone());
    if let Some(case) = found.case.filter(|_| found.kind == PaperKind::Correction && !found.track.printed) {
        // Voiding says that nobody got it; it is taken back as if never told, and reported (I-07).
        let text = format!("{}未确认出纸即作废，视为没有告知：{}", paper.number, reason.shown());
        events.push(Desk::case_event(&case.id, CaseEvent::Warned { code: "J01".to_owned(), text }));
    }
    let with = found.case.filter(|_| found.kind == PaperKind::Acceptance);
    if let Some((case, number)) = with.and_then(|case| Some((case, issued_with(case)?))) {
        events.push(Desk::case_event(&case.id, CaseEvent::Paper { number: number.clone(), what: voided }));
    }
    Ok(events)
}

/// The deferral notice of an acceptance: both were issued by one order and fall together.
fn issued_with(case: &Case) -> Option<&PaperNumber> {
    case.newest(PaperKind::DeferralNotice)?.number.as_ref()
}

/// Whether the case has left the place the paper put it in.
fn has_gone_on(case: &Case, paper: &PaperRef, kind: PaperKind) -> bool {
    match kind {
        PaperKind::Acceptance => {
            !matches!(case.stage, Stage::Accepted { .. })
                || case.extended.is_some()
                || !case.suspensions.is_empty()
        }
        PaperKind::Correction => {
            !matches!(&case.stage, Stage::Correcting { notice, .. } if *notice == paper.number)
        }
        // The one falls with its acceptance; what the other handed out is out of the house.
        PaperKind::DeferralNotice | PaperKind::Delivery => true,
        // An acceptance rests on them.
        PaperKind::DeferralPledge | PaperKind::Commitment => case.stage != Stage::Examining,
        PaperKind::Refusal => case.stage != Stage::Refused,
        PaperKind::Receipt => case.stage != Stage::Received,
        PaperKind::Payment => !case.is_unpaid(),
        PaperKind::Extension | PaperKind::SpecialProcedure => {
            let newest = case.papers.iter().rev().find(|other| {
                matches!(other.kind, PaperKind::Extension | PaperKind::SpecialProcedure)
                    && other.number.as_ref().is_some_and(|number| case.track(number).voided.is_none())
            });
            !matches!(case.stage, Stage::Accepted { .. })
                || newest.and_then(|newest| newest.number.as_ref()) != Some(&paper.number)
        }
        _ => false,
    }
}
