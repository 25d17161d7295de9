//! Numbers of papers and cases: decided without, numbered last, in the same transaction (DESIGN 5, I-14).

use jiff::civil::Date;

use super::case::CaseEvent;
use super::ids::TicketNo;
use super::paper::{Paper, PaperBody, PaperKind, PaperNumber};
use super::post::{Change, PostEvent};
use super::state::Event;
use super::ticket::TicketEvent;

/// A series of running numbers; each counts from 1 on its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Series {
    /// Papers of a kind in a year.
    Paper(PaperKind, i16),
    /// Entries of the refusal register (否定备案, R-01) in a year.
    Refusals(i16),
    /// Cases of a day.
    Case(Date),
    /// Tickets of a class on a day.
    Ticket(String, Date),
    /// Reservations of a class for a day.
    Reservation(String, Date),
}

impl Series {
    /// The key of the counter: `correction/2026`, `case/2026-11-21`.
    pub fn key(&self) -> String {
        match self {
            Self::Paper(kind, year) => format!("{}/{year}", kind.mark()),
            Self::Refusals(year) => format!("备/{year}"),
            Self::Case(day) => format!("case/{day}"),
            Self::Ticket(class, day) => format!("ticket/{class}/{day}"),
            Self::Reservation(class, day) => format!("reservation/{class}/{day}"),
        }
    }
}

/// The mark of the refusal register in a number: `青政备〔2026〕1号`.
pub const REGISTER: &str = "备";

/// The series the event wants a number of next, if it still wants one. A refusal wants two: its place in the
/// register first, then its own (S130).
pub fn wanted(event: &Event) -> Option<Series> {
    match event {
        Event::Case { what: CaseEvent::Opened { case }, .. } if case.number.is_none() => {
            Some(Series::Case(case.received))
        }
        Event::Ticket { what: TicketEvent::Issued { ticket }, .. }
            if ticket.no.as_str() == ticket.class() =>
        {
            let class = ticket.class().to_owned();
            let reserved = ticket.slot.is_some();
            Some(if reserved {
                Series::Reservation(class, ticket.day)
            } else {
                Series::Ticket(class, ticket.day)
            })
        }
        _ => {
            let paper = paper(event).filter(|paper| paper.number.is_none())?;
            let year = paper.on.year();
            let unrecorded = matches!(paper.body, PaperBody::Refusal { record: None, .. });
            Some(if unrecorded { Series::Refusals(year) } else { Series::Paper(paper.kind, year) })
        }
    }
}

/// Writes the number the event wants next into it. `prefix` is the hall's.
pub fn assign(event: &mut Event, prefix: &str, serial: u32) {
    if let Event::Case { what: CaseEvent::Opened { case }, .. } = event {
        case.number = Some(format!("{}-{serial:04}", case.received.strftime("%Y%m%d")));
    } else if let Event::Ticket { ticket: no, what: TicketEvent::Issued { ticket } } = event {
        let class = ticket.class();
        // A reservation keeps its number until its day: the day stands in it.
        ticket.no = TicketNo::new(match ticket.slot {
            Some(_) => format!("{class}{}-{serial:02}", ticket.day.strftime("%m%d")),
            None => format!("{class}{serial:03}"),
        });
        no.clone_from(&ticket.no);
    } else if let Some(paper) = paper_mut(event) {
        let year = paper.on.year();
        let number = |mark: &str| PaperNumber { prefix: format!("{prefix}{mark}"), year, serial };
        match &mut paper.body {
            PaperBody::Refusal { record: record @ None, .. } => *record = Some(number(REGISTER)),
            _ => paper.number = Some(number(paper.kind.mark())),
        }
    }
}

/// The number of the ticket an event gives out, if it gives one out.
pub fn ticket(event: &Event) -> Option<&TicketNo> {
    match event {
        Event::Ticket { ticket, what: TicketEvent::Issued { .. } } => Some(ticket),
        _ => None,
    }
}

/// The paper an event issues, if it issues one.
pub fn paper(event: &Event) -> Option<&Paper> {
    match event {
        Event::Case { what: CaseEvent::PaperIssued { paper }, .. }
        | Event::Post { what: PostEvent::PaperIssued { paper }, .. }
        | Event::Post { what: PostEvent::HolderChanged { change: Change::Handover { paper }, .. }, .. } => {
            Some(paper)
        }
        _ => None,
    }
}

/// As [`paper`], to be written on: the door numbers and seals it.
pub fn paper_mut(event: &mut Event) -> Option<&mut Paper> {
    match event {
        Event::Case { what: CaseEvent::PaperIssued { paper }, .. }
        | Event::Post { what: PostEvent::PaperIssued { paper }, .. }
        | Event::Post { what: PostEvent::HolderChanged { change: Change::Handover { paper }, .. }, .. } => {
            Some(paper)
        }
        _ => None,
    }
}
