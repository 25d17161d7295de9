//! Calling and serving tickets (DESIGN 4.1, S036–S049).

use jiff::SignedDuration;

use super::{Desk, guidance};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::command::Command;
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::post::PostEvent;
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::ticket::{self, Calls, Sent, Ticket, TicketEvent, TicketState};
use crate::text::Clean;

/// How long somebody called has before the call is repeated.
const COOLDOWN: SignedDuration = SignedDuration::from_secs(10);
/// Behind how many of those who wait a no-show is put back.
const BEHIND: usize = 3;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::CallNext => call_next(desk),
        Command::Recall { ticket } => recall(desk, ticket),
        Command::Begin { ticket } => begin(desk, ticket),
        Command::NoShow { ticket } => {
            let ticket = called(desk, ticket, "记为过号")?;
            Ok(vec![Desk::ticket_event(
                &ticket.no,
                TicketEvent::NoShow { window: desk.order.window.clone() },
            )])
        }
        Command::Park { ticket, why } => park(desk, ticket, why),
        Command::Reinsert { ticket } => reinsert(desk, ticket),
        Command::Redirect { ticket, to, why } => redirect(desk, ticket, to, why),
        Command::Finish { ticket } => finish(desk, ticket),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

/// One applicant at a time (S049): a window with somebody in front of it calls nobody.
fn call_next(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let window = desk
        .context
        .hall()
        .window(&desk.order.window)
        .ok_or_else(|| Refusal::NotFound { what: format!("{}号窗口", desk.order.window) })?;
    not_busy(desk, None)?;
    let calls = Calls::of(window, &desk.context.hall().windows, desk.state);
    let tickets = || desk.state.tickets.values().map(|ticket| &ticket.value);
    let (first, _) = ticket::first_in_order(tickets(), &calls, desk.context.time(), 1);
    let next = first.first().ok_or(Refusal::QueueEmpty)?;
    let earlier =
        ticket::called(tickets(), &calls).filter(|other| other.queued_at() < next.queued_at()).count();
    let counted = PostEvent::CallCounted {
        day: desk.context.today(),
        priority: next.priority(desk.context.time()),
        overtaken: u32::try_from(earlier).unwrap_or(u32::MAX),
    };
    Ok(vec![call(desk, next), desk.post_event(counted)])
}

fn waiting<'a>(desk: &'a Desk<'_>, calls: &Calls<'_>) -> Vec<&'a Ticket> {
    let tickets = desk.state.tickets.values().map(|ticket| &ticket.value);
    ticket::in_order(tickets, calls, desk.context.time())
}

/// Called again, but not at once: the person is on the way (S036).
fn recall(desk: &Desk<'_>, no: &TicketNo) -> Result<Vec<Event>, Refusal> {
    let ticket = called(desk, no, "再叫")?;
    if let TicketState::Called { at, .. } = &ticket.state {
        let rest = COOLDOWN.saturating_sub(desk.context.now.duration_since(*at));
        if rest.is_positive() {
            return Err(Refusal::JustCalled { ticket: no.to_string(), seconds: rest.as_secs().max(1) });
        }
    }
    Ok(vec![call(desk, ticket)])
}

/// Back into the queue behind the next few: neither at once nor at the end (S047).
fn reinsert(desk: &Desk<'_>, no: &TicketNo) -> Result<Vec<Event>, Refusal> {
    let ticket = find(desk, no)?;
    let TicketState::NoShow { window } = &ticket.state else {
        return Err(wrong_state(ticket, "重新排队"));
    };
    let hall = desk.context.hall();
    let home =
        hall.window(window).or_else(|| hall.window(&desk.order.window)).ok_or(Refusal::NotOfThePair)?;
    let calls = Calls::of(home, &hall.windows, desk.state);
    let queue = waiting(desk, &calls);
    let behind = queue.get(BEHIND.min(queue.len()).saturating_sub(1)).map(|last| last.queued_at());
    Ok(vec![Desk::ticket_event(no, TicketEvent::Reinserted { behind })])
}

fn call(desk: &Desk<'_>, ticket: &Ticket) -> Event {
    let event = TicketEvent::Called { window: desk.order.window.clone(), at: desk.context.now };
    Desk::ticket_event(&ticket.no, event)
}

fn begin(desk: &Desk<'_>, no: &TicketNo) -> Result<Vec<Event>, Refusal> {
    let ticket = mine(desk, no)?;
    not_busy(desk, Some(no))?;
    match ticket.state {
        TicketState::Called { .. } | TicketState::Parked { .. } => {
            let event = TicketEvent::Begun { window: desk.order.window.clone(), at: desk.context.now };
            Ok(vec![Desk::ticket_event(no, event)])
        }
        _ => Err(wrong_state(ticket, "开始办理")),
    }
}

fn park(desk: &Desk<'_>, no: &TicketNo, why: &Clean) -> Result<Vec<Event>, Refusal> {
    let ticket = mine(desk, no)?;
    match ticket.state {
        TicketState::Called { .. } | TicketState::Serving { .. } => {
            let event = TicketEvent::Parked { window: desk.order.window.clone(), why: why.clone() };
            Ok(vec![Desk::ticket_event(no, event)])
        }
        _ => Err(wrong_state(ticket, "挂起")),
    }
}

fn redirect(desk: &Desk<'_>, no: &TicketNo, to: &WindowId, why: &Clean) -> Result<Vec<Event>, Refusal> {
    mine(desk, no)?;
    no_open_examination(desk, no)?;
    let bad = |why: &str| Refusal::BadRedirect { window: to.to_string(), why: why.to_owned() };
    if to == &desk.order.window {
        return Err(bad("就是本窗口"));
    }
    let window = desk.context.hall().window(to).ok_or_else(|| bad("没有这个窗口"))?;
    if why.is_blank() {
        return Err(bad("请写明原因，免得群众再说一遍"));
    }
    let sent = Sent { from: desk.order.window.clone(), to: to.clone(), why: why.clone() };
    let referral = guidance::redirected(desk, no, window, why);
    Ok(vec![Desk::ticket_event(no, TicketEvent::Redirected { sent }), referral])
}

/// A ticket with a case under examination cannot end without a conclusion (I-05, J03, J04); a refusal that only one
/// person has drafted is none (S130).
fn finish(desk: &Desk<'_>, no: &TicketNo) -> Result<Vec<Event>, Refusal> {
    let ticket = mine(desk, no)?;
    if !ticket.is_serving() {
        return Err(wrong_state(ticket, "办结"));
    }
    no_open_examination(desk, no)?;
    let left = |case: &Case| Desk::case_event(&case.id, CaseEvent::TicketLeft);
    let mut events: Vec<Event> = under(desk, no).map(left).collect();
    events.push(Desk::ticket_event(no, TicketEvent::Done { window: desk.order.window.clone() }));
    Ok(events)
}

/// The cases being handled under a ticket.
fn under<'a>(desk: &'a Desk<'_>, no: &'a TicketNo) -> impl Iterator<Item = &'a Case> {
    desk.state.cases.values().map(|case| &case.value).filter(move |case| case.ticket.as_ref() == Some(no))
}

fn no_open_examination(desk: &Desk<'_>, no: &TicketNo) -> Result<(), Refusal> {
    under(desk, no)
        .find(|case| matches!(case.stage, Stage::Examining | Stage::RefusalDrafted { .. }))
        .map_or(Ok(()), |case| Err(Refusal::CaseUnfinished { case: case.number_text().to_owned() }))
}

fn not_busy(desk: &Desk<'_>, except: Option<&TicketNo>) -> Result<(), Refusal> {
    let busy = desk
        .state
        .at(&desk.order.window)
        .filter(|t| matches!(t.state, TicketState::Called { .. } | TicketState::Serving { .. }))
        .find(|t| Some(&t.no) != except);
    busy.map_or(Ok(()), |ticket| Err(Refusal::Busy { ticket: ticket.no.to_string() }))
}

pub(super) fn find<'a>(desk: &'a Desk<'_>, no: &TicketNo) -> Result<&'a Ticket, Refusal> {
    desk.state.ticket(no).ok_or_else(|| Refusal::NotFound { what: format!("{no}号") })
}

pub(super) fn mine<'a>(desk: &'a Desk<'_>, no: &TicketNo) -> Result<&'a Ticket, Refusal> {
    let ticket = find(desk, no)?;
    if ticket.at_window() == Some(&desk.order.window) {
        Ok(ticket)
    } else {
        Err(wrong_state(ticket, "在本窗口操作"))
    }
}

fn called<'a>(desk: &'a Desk<'_>, no: &TicketNo, what: &str) -> Result<&'a Ticket, Refusal> {
    let ticket = mine(desk, no)?;
    if matches!(ticket.state, TicketState::Called { .. }) {
        Ok(ticket)
    } else {
        Err(wrong_state(ticket, what))
    }
}

pub(super) fn wrong_state(ticket: &Ticket, what: &str) -> Refusal {
    let state = match &ticket.state {
        TicketState::Reserved => "已预约未到".to_owned(),
        TicketState::Waiting => "等待中".to_owned(),
        TicketState::Called { window, .. } => format!("{window}号窗口已叫"),
        TicketState::Serving { window, .. } => format!("{window}号窗口办理中"),
        TicketState::Parked { window, .. } => format!("{window}号窗口挂起"),
        TicketState::NoShow { .. } => "过号".to_owned(),
        TicketState::Done { .. } => "办结".to_owned(),
    };
    Refusal::TicketState { ticket: ticket.no.to_string(), state, what: what.to_owned() }
}
