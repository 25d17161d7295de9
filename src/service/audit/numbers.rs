//! Numbers: each series is 1, 2, 3 … in the order of the record (I-14, I-15).

use std::collections::BTreeMap;

use super::Findings;
use super::row::Row;
use crate::domain::case::CaseEvent;
use crate::domain::numbering::{self, Series};
use crate::domain::paper::{PaperBody, PaperNumber};
use crate::domain::state::Event;

/// The last number of each series of each hall.
#[derive(Default)]
pub(super) struct Numbers {
    last: BTreeMap<(String, String), u32>,
}

impl Numbers {
    pub(super) fn row(&mut self, row: &Row, event: &Event, findings: &mut Findings) {
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
            let last = self.last.remove(&(hall, series.clone())).unwrap_or(0);
            if i64::from(last) != value {
                findings.add("I-15", format!("编号{series}的计数是{value}，记录到{last}"));
            }
        }
        for ((_, series), last) in self.last {
            findings.add("I-15", format!("编号{series}没有计数，记录到{last}"));
        }
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
