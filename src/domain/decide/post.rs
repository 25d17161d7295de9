//! Opening, closing, handover and takeover of a post (DESIGN 4.6).

use super::{Context, Desk};
use crate::domain::case::Stage;
use crate::domain::command::Command;
use crate::domain::hall::{PostSide, Role};
use crate::domain::ids::{OfficerId, SheetLineId, WindowId};
use crate::domain::paper::{PaperBody, PaperKind};
use crate::domain::post::{Change, Offer, PostEvent, SheetLine, SheetMatter};
use crate::domain::refusal::Refusal;
use crate::domain::state::{Event, State};
use crate::domain::ticket::TicketState;
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::TakePost => take(desk),
        Command::ClosePost => close(desk),
        Command::OfferHandover { note } => offer(desk, note),
        Command::WithdrawHandover => {
            desk.post.offer.as_ref().ok_or(Refusal::NoOffer)?;
            Ok(vec![desk.post_event(PostEvent::OfferWithdrawn)])
        }
        Command::ConfirmLine { line, remark } => confirm(desk, line, remark.clone()),
        Command::AcceptHandover => accept(desk),
        Command::TakeOver { reason } => take_over(desk, reason),
        _ => unreachable_elsewhere(),
    }
}

/// The dispatcher of `decide` sends only post commands here.
fn unreachable_elsewhere() -> Result<Vec<Event>, Refusal> {
    Err(Refusal::NotFound { what: "此操作".to_owned() })
}

fn take(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    if desk.post.holder.is_some() {
        return Err(Refusal::PostHeld { holder: desk.holder_name() });
    }
    of_the_pair(desk)?;
    Ok(vec![change(desk, Change::Opened)])
}

fn close(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    if let Some(ticket) = desk.state.at(&desk.order.window).next() {
        return Err(Refusal::NotEmpty { what: format!("{}号", ticket.no) });
    }
    if let Some(offer) = &desk.post.offer {
        return Err(Refusal::AlreadyOffered { to: desk.context.name(&offer.to) });
    }
    Ok(vec![desk.post_event(PostEvent::Closed { at: desk.context.now, fence: desk.post.fence.next() })])
}

/// A composes, the sheet writes itself; the post stays A's until B accepts (先进后出, S179).
fn offer(desk: &Desk<'_>, note: &Clean) -> Result<Vec<Event>, Refusal> {
    if let Some(offer) = &desk.post.offer {
        return Err(Refusal::AlreadyOffered { to: desk.context.name(&offer.to) });
    }
    let offer = Offer {
        from: desk.context.actor.clone(),
        to: partner(desk)?,
        at: desk.context.now,
        lines: sheet(desk.state, &desk.order.window, desk.context),
        note: note.clone(),
        confirmed: std::collections::BTreeMap::new(),
    };
    Ok(vec![desk.post_event(PostEvent::Offered { offer: Box::new(offer) })])
}

fn confirm(desk: &Desk<'_>, line: &SheetLineId, remark: Option<Clean>) -> Result<Vec<Event>, Refusal> {
    let offer = offered_to_me(desk)?;
    if !offer.open_lines().any(|open| &open.id == line) {
        return Err(Refusal::NoSuchLine);
    }
    Ok(vec![desk.post_event(PostEvent::LineConfirmed { line: line.clone(), remark })])
}

/// B in and A out in one event. The sheet must still be true: what changed after it was written was not
/// confirmed by anybody (I-22).
fn accept(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let offer = offered_to_me(desk)?;
    let count = offer.open_lines().count();
    if count > 0 {
        return Err(Refusal::Unconfirmed { count });
    }
    if offer.lines != sheet(desk.state, &desk.order.window, desk.context) {
        return Err(Refusal::SheetOutdated { from: desk.context.name(&offer.from) });
    }
    let body = PaperBody::Handover {
        from: desk.context.name(&offer.from),
        to: desk.context.name(&offer.to),
        lines: offer.lines.clone(),
        note: offer.note.clone(),
    };
    let paper = super::exits::by(desk).loose(&desk.order.window, PaperKind::Handover, body);
    Ok(vec![change(desk, Change::Handover { paper: Box::new(paper) })])
}

/// A lapsed lease permits a takeover, a lead may order one; neither empties the post (I-24).
fn take_over(desk: &Desk<'_>, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let lead = desk.role()? == Role::Lead;
    if !lead {
        of_the_pair(desk)?;
    }
    if desk.post.holder.as_ref() == Some(desk.context.actor) {
        return Err(Refusal::PostHeld { holder: desk.holder_name() });
    }
    if desk.post.holder.is_some() && !desk.context.lease_lapsed && !lead {
        return Err(Refusal::LeaseAlive { holder: desk.holder_name() });
    }
    if reason.is_blank() {
        let problem = "请写明原因，接管留有记录".to_owned();
        return Err(Refusal::BadField { field: "接管原因".to_owned(), problem });
    }
    Ok(vec![change(desk, Change::Takeover { reason: reason.clone() })])
}

fn change(desk: &Desk<'_>, change: Change) -> Event {
    desk.post_event(PostEvent::HolderChanged {
        to: desk.context.actor.clone(),
        fence: desk.post.fence.next(),
        at: desk.context.now,
        change,
    })
}

fn of_the_pair(desk: &Desk<'_>) -> Result<(), Refusal> {
    let side: Option<PostSide> = desk.context.hall().side(&desk.order.window, desk.context.actor);
    if side.is_some() { Ok(()) } else { Err(Refusal::NotOfThePair) }
}

fn offered_to_me<'a>(desk: &'a Desk<'_>) -> Result<&'a Offer, Refusal> {
    desk.post.offer.as_ref().filter(|offer| &offer.to == desk.context.actor).ok_or(Refusal::NoOffer)
}

/// The other one of the pair; a lead who took over hands back to A.
fn partner(desk: &Desk<'_>) -> Result<OfficerId, Refusal> {
    let window = desk.context.hall().window(&desk.order.window).ok_or(Refusal::NotOfThePair)?;
    Ok(if &window.post_a == desk.context.actor { window.post_b.clone() } else { window.post_a.clone() })
}

/// The handover sheet as it writes itself from the record (S178): most urgent first.
pub fn sheet(state: &State, window: &WindowId, context: &Context<'_>) -> Vec<SheetLine> {
    let mut lines: Vec<SheetLine> =
        state.at(window).filter_map(|ticket| ticket_line(ticket, context)).collect();
    for case in state.open_cases(window) {
        lines.extend(case_lines(case, context));
    }
    lines.sort_by_key(|line| !line.critical);
    lines
}

fn ticket_line(ticket: &crate::domain::ticket::Ticket, context: &Context<'_>) -> Option<SheetLine> {
    let no = ticket.no.clone();
    let who = ticket.applicant.as_ref().map_or_else(|| Clean::new("（未读证件）"), |a| a.name().clone());
    let item = ticket
        .item
        .as_ref()
        .and_then(|code| context.rules.name_on(code, context.today()))
        .unwrap_or("（未选事项）");
    let (matter, text, critical) = match &ticket.state {
        TicketState::Serving { .. } => {
            (SheetMatter::Serving { ticket: no.clone() }, format!("{no}号在窗口前：{item}"), true)
        }
        TicketState::Called { .. } => (
            SheetMatter::Called { ticket: no.clone() },
            format!("{no}号已叫{}次：{item}", ticket.calls),
            true,
        ),
        TicketState::Parked { why, .. } => {
            (SheetMatter::Parked { ticket: no.clone() }, format!("{no}号挂起：{}", why.shown()), false)
        }
        TicketState::Waiting | TicketState::NoShow { .. } | TicketState::Done { .. } => return None,
    };
    Some(SheetLine { id: SheetLineId::new(format!("ticket-{no}")), matter, who, text, critical })
}

fn case_lines(case: &crate::domain::case::Case, context: &Context<'_>) -> Vec<SheetLine> {
    let id = case.id.clone();
    let item = context.rules.edition(&case.item, &case.edition);
    let name = item.map_or(case.item.as_str(), |item| &item.name);
    let number = case.number_text();
    let today = context.today();
    let mut lines = Vec::new();
    let mut push = |key: &str, matter: SheetMatter, text: String, critical: bool| {
        lines.push(SheetLine {
            id: SheetLineId::new(format!("{key}-{}", case.id)),
            matter,
            who: case.applicant_name(),
            text,
            critical,
        });
    };
    match &case.stage {
        Stage::Examining => {
            let lines = item.map(|item| {
                let lines = case.lines(item);
                (
                    lines
                        .iter()
                        .filter(|l| *l.verdict != crate::domain::checklist::Verdict::Unexamined)
                        .count(),
                    lines.len(),
                )
            });
            let (done, all) = lines.unwrap_or_default();
            let text = format!("{number} {name}：已审{done}项，共{all}项；审完后给出结论");
            push("case", SheetMatter::Examining { case: id.clone() }, text, case.ticket.is_some());
        }
        Stage::Correcting { notice, due } => {
            let text = format!("{number} {name}：已告知（{notice}），补正期限{}", due.date);
            push("case", SheetMatter::Correcting { case: id.clone() }, text, due.date == today);
        }
        Stage::RefusalDrafted { .. } => {
            let text = format!("{number} {name}：不予受理待负责人确认");
            push("case", SheetMatter::Refusal { case: id.clone() }, text, false);
        }
        Stage::Accepted { due, .. } => {
            let text = format!("{number} {name}：承诺{}前作出决定", due.date);
            push("case", SheetMatter::Deciding { case: id.clone() }, text, due.date <= today);
        }
        Stage::Received => {
            let text = format!("{number} {name}：已收件，待部门受理");
            push("case", SheetMatter::Deciding { case: id.clone() }, text, false);
        }
        Stage::Decided { .. } if !case.is_unpaid() => {
            let text = format!("{number} {name}：已作出决定，待领取结果");
            push("case", SheetMatter::Result { case: id.clone() }, text, false);
        }
        Stage::Decided { .. } | Stage::Refused | Stage::Delivered { .. } | Stage::Withdrawn { .. } => {}
    }
    if let Some(fee) = case.fee.as_ref().filter(|fee| fee.receipt.is_none()) {
        let text = format!("{number} {name}：{}应缴{}元，待登记票据号", fee.notice, fee.quote.total);
        push("fee", SheetMatter::Unpaid { case: id }, text, false);
    }
    lines
}
