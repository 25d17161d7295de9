//! Numbers of papers and cases: decided without, numbered last, in the same transaction (DESIGN 5, I-14).

use jiff::civil::Date;

use super::case::CaseEvent;
use super::paper::{Paper, PaperKind, PaperNumber};
use super::post::{Change, PostEvent};
use super::state::Event;

/// A series of running numbers; each counts from 1 on its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Series {
    /// Papers of a kind in a year.
    Paper(PaperKind, i16),
    /// Cases of a day.
    Case(Date),
}

impl Series {
    /// The key of the counter: `correction/2026`, `case/2026-11-21`.
    pub fn key(&self) -> String {
        match self {
            Self::Paper(kind, year) => format!("{}/{year}", kind.mark()),
            Self::Case(day) => format!("case/{day}"),
        }
    }
}

/// The series the event wants a number of, if it wants one.
pub fn wanted(event: &Event) -> Option<Series> {
    match event {
        Event::Case { what: CaseEvent::Opened { case }, .. } if case.number.is_none() => {
            Some(Series::Case(case.received))
        }
        _ => draft(event).map(|paper| Series::Paper(paper.kind, paper.on.year())),
    }
}

/// Writes the number into the event. `prefix` is the hall's.
pub fn assign(event: &mut Event, prefix: &str, serial: u32) {
    if let Event::Case { what: CaseEvent::Opened { case }, .. } = event {
        case.number = Some(format!("{}-{serial:04}", case.received.strftime("%Y%m%d")));
    } else if let Some(paper) = paper_mut(event) {
        let prefix = format!("{prefix}{}", paper.kind.mark());
        paper.number = Some(PaperNumber { prefix, year: paper.on.year(), serial });
    }
}

/// The paper an event issues, if it issues one.
pub fn paper(event: &Event) -> Option<&Paper> {
    match event {
        Event::Case { what: CaseEvent::PaperIssued { paper }, .. }
        | Event::Post { what: PostEvent::HolderChanged { change: Change::Handover { paper }, .. }, .. } => {
            Some(paper)
        }
        _ => None,
    }
}

fn draft(event: &Event) -> Option<&Paper> {
    paper(event).filter(|paper| paper.number.is_none())
}

fn paper_mut(event: &mut Event) -> Option<&mut Paper> {
    match event {
        Event::Case { what: CaseEvent::PaperIssued { paper }, .. }
        | Event::Post { what: PostEvent::HolderChanged { change: Change::Handover { paper }, .. }, .. } => {
            Some(paper)
        }
        _ => None,
    }
}
