//! Calling and serving tickets (DESIGN 4.1, S036–S049).

use super::{Desk, guidance};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::command::Command;
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::ticket::{self, Sent, Ticket, TicketEvent, TicketState};
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::CallNext => call_next(desk),
        Command::Recall { ticket } => {
            let ticket = called(desk, ticket, "再叫")?;
            Ok(vec![call(desk, ticket)])
        }
        Command::Begin { ticket } => begin(desk, ticket),
        Command::NoShow { ticket } => {
            let ticket = called(desk, ticket, "记为过号")?;
            Ok(vec![Desk::ticket_event(
                &ticket.no,
                TicketEvent::NoShow { window: desk.order.window.clone() },
            )])
        }
        Command::Park { ticket, why } => park(desk, ticket, why),
        Command::Reinsert { ticket } => match find(desk, ticket)? {
            Ticket { state: TicketState::NoShow { .. }, no, .. } => {
                Ok(vec![Desk::ticket_event(no, TicketEvent::Reinserted)])
            }
            other => Err(wrong_state(other, "重新排队")),
        },
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
    let tickets = desk.state.tickets.values().map(|ticket| &ticket.value);
    let waiting = ticket::in_order(tickets, window, desk.context.time());
    let next = waiting.first().ok_or(Refusal::QueueEmpty)?;
    Ok(vec![call(desk, next)])
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

fn find<'a>(desk: &'a Desk<'_>, no: &TicketNo) -> Result<&'a Ticket, Refusal> {
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

fn wrong_state(ticket: &Ticket, what: &str) -> Refusal {
    let state = match &ticket.state {
        TicketState::Waiting => "等待中".to_owned(),
        TicketState::Called { window, .. } => format!("{window}号窗口已叫"),
        TicketState::Serving { window, .. } => format!("{window}号窗口办理中"),
        TicketState::Parked { window, .. } => format!("{window}号窗口挂起"),
        TicketState::NoShow { .. } => "过号".to_owned(),
        TicketState::Done { .. } => "办结".to_owned(),
    };
    Refusal::TicketState { ticket: ticket.no.to_string(), state, what: what.to_owned() }
}
