//! Numbers: each series is 1, 2, 3 … in the order of the record (I-14, I-15).

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::row::Row;
use crate::domain::case::CaseEvent;
use crate::domain::numbering::{self, Series};
use crate::domain::paper::{PaperBody, PaperNumber};
use crate::domain::state::Event;
use crate::domain::ticket::{Ticket, TicketEvent};

/// The last number of each series of each hall, and of tickets every number: a queue machine of its own gives some of
/// them out.
#[derive(Default)]
pub(super) struct Numbers {
    last: BTreeMap<(String, String), u32>,
    tickets: BTreeMap<(String, String), BTreeSet<u32>>,
}

impl Numbers {
    pub(super) fn row(&mut self, row: &Row, event: &Event, findings: &mut Findings) {
        if let Event::Ticket { what: TicketEvent::Issued { ticket }, .. } = event {
            if let Some((series, serial)) = of_ticket(ticket) {
                let series = (row.hall.clone(), series.key());
                self.tickets.entry(series.clone()).or_default().insert(serial);
                if row.command_id.is_some() {
                    let last = self.last.entry(series).or_default();
                    *last = serial.max(*last);
                }
            }
            return;
        }
        for (series, serial) in given(event) {
            let last = self.last.entry((row.hall.clone(), series.key())).or_default();
            if serial != last.saturating_add(1) {
                let key = series.key();
                let words = format!("{}：编号{key}应为第{}号，写的是第{serial}号", row.place(), *last + 1);
                findings.add("I-14", words);
            }
            *last = serial.max(*last);
        }
    }

    /// The end of the walk, against the counters that are kept.
    pub(super) fn end(mut self, counters: Vec<(String, String, i64)>, findings: &mut Findings) {
        for (hall, series, value) in counters {
            let key = (hall, series.clone());
            let last = self.last.remove(&key).unwrap_or(0);
            if let Some(tickets) = self.tickets.remove(&key) {
                let missing =
                    (1..=value).find(|no| !u32::try_from(*no).is_ok_and(|no| tickets.contains(&no)));
                if let Some(no) = missing {
                    findings.add("I-14", format!("编号{series}缺第{no}号"));
                }
            }
            if i64::from(last) != value {
                findings.add("I-15", format!("编号{series}的计数是{value}，记录到{last}"));
            }
        }
        for ((_, series), last) in self.last {
            findings.add("I-15", format!("编号{series}没有计数，记录到{last}"));
        }
    }
}

/// The series of a ticket and its number there; none where a queue machine numbers in its own way.
fn of_ticket(ticket: &Ticket) -> Option<(Series, u32)> {
    let class = ticket.class().to_owned();
    let rest = ticket.no.as_str().strip_prefix(&class)?;
    match rest.split_once('-') {
        Some((_, serial)) => Some((Series::Reservation(class, ticket.day), serial.parse().ok()?)),
        None => Some((Series::Ticket(class, ticket.day), rest.parse().ok()?)),
    }
}

/// The numbers an event gives out, each in its series.
fn given(event: &Event) -> Vec<(Series, u32)> {
    if let Event::Case { what: CaseEvent::Opened { case }, .. } = event {
        let serial = case.number.as_ref().and_then(|number| number.rsplit('-').next()?.parse().ok());
        return serial.map(|serial| (Series::Case(case.received), serial)).into_iter().collect();
    }
    let Some(paper) = numbering::paper(event) else { return Vec::new() };
    let mut given = Vec::new();
    if let PaperBody::Refusal { record: Some(PaperNumber { year, serial, .. }), .. } = &paper.body {
        given.push((Series::Refusals(*year), *serial));
    }
    if let Some(PaperNumber { year, serial, .. }) = &paper.number {
        given.push((Series::Paper(paper.kind, *year), *serial));
    }
    given
}
