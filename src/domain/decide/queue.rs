//! Tickets and reservations as they are given out, and who is moved forward (S036–S045).

use jiff::civil::Date;

use super::{Desk, intake};
use crate::domain::command::Command;
use crate::domain::ids::{ItemCode, TicketNo};
use crate::domain::person::{Agent, Applicant};
use crate::domain::queue::{GreenReason, Slot};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::ticket::{Ticket, TicketEvent, TicketState};
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::TakeTicket { class, item, applicant, agent, green, note } => {
            let drawn = Drawn { class, item: item.as_ref(), applicant: applicant.as_ref(), note };
            let ticket = drawn.ticket(desk, desk.context.today())?;
            Ok(vec![issued(Ticket { agent: checked(agent.as_ref())?, green: *green, ..ticket })])
        }
        Command::Reserve { day, slot, class, item, applicant, note } => {
            let drawn = Drawn { class, item: item.as_ref(), applicant: Some(applicant), note };
            let ticket = drawn.ticket(desk, *day)?;
            has_place(desk, *day, *slot, class)?;
            Ok(vec![issued(Ticket { slot: Some(*slot), state: TicketState::Reserved, ..ticket })])
        }
        Command::Arrive { ticket } => {
            let ticket = super::ticket::find(desk, ticket)?;
            if ticket.state != TicketState::Reserved {
                return Err(super::ticket::wrong_state(ticket, "报到"));
            }
            let at = desk.context.time();
            Ok(vec![Desk::ticket_event(&ticket.no, TicketEvent::Arrived { at })])
        }
        Command::Prioritise { ticket, reason } => prioritise(desk, ticket, *reason),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

/// A ticket as it is asked for.
struct Drawn<'a> {
    class: &'a str,
    item: Option<&'a ItemCode>,
    applicant: Option<&'a Applicant>,
    note: &'a Clean,
}

impl Drawn<'_> {
    /// The ticket, without a number yet.
    fn ticket(&self, desk: &Desk<'_>, day: Date) -> Result<Ticket, Refusal> {
        let hall = desk.context.hall();
        if !hall.classes().contains(self.class) {
            return Err(Refusal::NotFound { what: format!("{}类号", self.class) });
        }
        if let Some(item) = self.item {
            let known = desk.context.rules.name_on(item, day).is_some();
            if !known {
                return Err(Refusal::NotFound { what: format!("事项{item}") });
            }
        }
        Ok(Ticket {
            // The class alone, until the door has counted.
            no: TicketNo::new(self.class),
            day,
            taken: desk.context.time(),
            again: None,
            item: self.item.cloned(),
            applicant: self.applicant.cloned(),
            agent: None,
            slot: None,
            green: None,
            note: self.note.clone(),
            sent_to: None,
            calls: 0,
            state: TicketState::Waiting,
        })
    }
}

fn checked(agent: Option<&Agent>) -> Result<Option<Agent>, Refusal> {
    agent.map_or(Ok(()), intake::check_agent)?;
    Ok(agent.cloned())
}

fn issued(ticket: Ticket) -> Event {
    let no = ticket.no.clone();
    Event::Ticket { ticket: no, what: TicketEvent::Issued { ticket: Box::new(ticket) } }
}

/// A time is reserved that the hall offers, on a working day still to come, while there is a place (S038, S042).
fn has_place(desk: &Desk<'_>, day: Date, slot: Slot, class: &str) -> Result<(), Refusal> {
    let no = |why: String| Err(Refusal::NoPlace { why });
    let (today, time) = (desk.context.today(), desk.context.time());
    if day < today || (day == today && slot.to < time) {
        return no("预约时段已过".to_owned());
    }
    if !desk.context.rules.calendar.is_working_day(day) {
        return no(format!("{day}不上班"));
    }
    let slots = &desk.context.hall().slots;
    let Some(offered) = slots.iter().find(|offered| offered.class == class && offered.slot == slot) else {
        return no(format!("{class}类没有这个预约时段"));
    };
    let taken = desk.state.tickets.values().map(|ticket| &ticket.value);
    let taken = taken.filter(|t| t.day == day && t.slot == Some(slot) && t.class() == class).count();
    if u32::try_from(taken).unwrap_or(u32::MAX) >= offered.places {
        return no("这个时段已约满，请换一个时段".to_owned());
    }
    Ok(())
}

/// Moving somebody forward has a coded reason and stands in the record (S044, F11).
fn prioritise(desk: &Desk<'_>, no: &TicketNo, reason: Option<GreenReason>) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::find(desk, no)?;
    if !matches!(ticket.state, TicketState::Waiting | TicketState::Reserved) {
        return Err(super::ticket::wrong_state(ticket, "调整优先"));
    }
    if ticket.green == reason {
        let state = reason.map_or("普通号", GreenReason::label).to_owned();
        let what = "重复调整".to_owned();
        return Err(Refusal::TicketState { ticket: no.to_string(), state, what });
    }
    Ok(vec![Desk::ticket_event(no, TicketEvent::Prioritised { reason })])
}
