//! The register of cases (登记簿): what stands in a row, and what a day came to. A row never shows a person whole;
//! who needs more opens the case and unmasks there, which is recorded (DESIGN 6, F86).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::case::{Case, CaseEvent};
use super::clock::beijing;
use super::ids::{CaseId, ItemCode, TicketNo, WindowId};
use super::numbering;
use super::paper::PaperKind;
use super::person::Applicant;
use super::rulebook::Rulebook;
use super::state::Event;
use super::ticket::TicketEvent;
use crate::text::mask_id;

/// The most days one report is made of.
pub const MOST_DAYS: i32 = 31;

/// A case as the register shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Number of the case.
    pub number: String,
    /// Day of receipt.
    pub received: Date,
    /// Name of the item.
    pub item: String,
    /// The applicant: a person's name is masked, a firm's is public.
    pub applicant: String,
    /// Identity number masked, or the credit code, which is public.
    pub id_number: String,
    /// The stage in words.
    pub stage: String,
    /// The window that keeps it.
    pub window: WindowId,
}

impl Row {
    /// The row of a case.
    pub fn of(case: &Case, rules: &Rulebook) -> Self {
        let item = rules.edition(&case.item, &case.edition);
        let number = |applicant: &Applicant| {
            let number = applicant.number().shown();
            if applicant.is_natural() { mask_id(number) } else { number.to_owned() }
        };
        Self {
            number: case.number_text().to_owned(),
            received: case.received,
            item: item.map_or_else(|| case.item.to_string(), |item| item.name.clone()),
            applicant: case.applicant.as_ref().map(Applicant::listed).unwrap_or_default(),
            id_number: case.applicant.as_ref().map(number).unwrap_or_default(),
            stage: case.stage.label().to_owned(),
            window: case.window.clone(),
        }
    }
}

/// What happened on a day. Papers that became void later stay counted: they were issued on that day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Day {
    /// Which.
    pub day: Date,
    /// 收件: cases opened.
    pub received: u32,
    /// 受理.
    pub accepted: u32,
    /// 不予受理.
    pub refused: u32,
    /// 补正: correction notices.
    pub corrected: u32,
    /// 办结: decisions.
    pub done: u32,
}

impl Day {
    fn empty(day: Date) -> Self {
        Self { day, received: 0, accepted: 0, refused: 0, corrected: 0, done: 0 }
    }
}

/// How long an item takes at the window.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ItemTime {
    /// Name of the item.
    pub item: String,
    /// Cases that were begun with a ticket and left by an exit on the same day.
    pub cases: u32,
    /// Seconds from the beginning of the ticket to the first paper of an exit, on average.
    pub seconds: i64,
}

/// What a span of days came to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Every day on which something happened, the oldest first.
    pub days: Vec<Day>,
    /// Every item that was timed, the longest first.
    pub items: Vec<ItemTime>,
}

/// Reckons the report from what happened, in the order it happened.
pub fn report<'a>(happened: impl IntoIterator<Item = &'a (Timestamp, Event)>, rules: &Rulebook) -> Report {
    let mut tally = Tally::default();
    for (at, event) in happened {
        tally.count(*at, event);
    }
    tally.report(rules)
}

#[derive(Default)]
struct Tally {
    days: BTreeMap<Date, Day>,
    /// When the tickets of a day were begun last.
    begun: BTreeMap<(Date, TicketNo), Timestamp>,
    /// Cases on their way to an exit: their item, and when their ticket was begun.
    open: BTreeMap<CaseId, (ItemCode, Timestamp)>,
    /// Number of cases and seconds of each item.
    times: BTreeMap<ItemCode, (u32, i64)>,
}

impl Tally {
    fn count(&mut self, at: Timestamp, event: &Event) {
        let day = beijing(at).date();
        match event {
            Event::Ticket { ticket, what: TicketEvent::Begun { .. } } => {
                self.begun.insert((day, ticket.clone()), at);
            }
            Event::Case { case, what: CaseEvent::Opened { case: opened } } => {
                self.day(day).received += 1;
                let ticket = opened.ticket.clone().map(|ticket| (day, ticket));
                if let Some(since) = ticket.and_then(|ticket| self.begun.get(&ticket)) {
                    self.open.insert(case.clone(), (opened.item.clone(), *since));
                }
            }
            Event::Case { case, what: CaseEvent::PaperIssued { .. } } => {
                if let Some(kind) = numbering::paper(event).map(|paper| paper.kind) {
                    self.paper(at, day, case, kind);
                }
            }
            Event::Case { what: CaseEvent::Decided { .. }, .. } => self.day(day).done += 1,
            _ => {}
        }
    }

    fn paper(&mut self, at: Timestamp, day: Date, case: &CaseId, kind: PaperKind) {
        match kind {
            PaperKind::Acceptance => self.day(day).accepted += 1,
            PaperKind::Refusal => self.day(day).refused += 1,
            PaperKind::Correction => self.day(day).corrected += 1,
            PaperKind::Receipt => {}
            _ => return,
        }
        // Only the first exit ends the time at the window; one of another day was no single visit.
        if let Some((item, since)) = self.open.remove(case)
            && beijing(since).date() == day
        {
            let (cases, seconds) = self.times.entry(item).or_default();
            *cases += 1;
            *seconds = seconds.saturating_add(at.duration_since(since).as_secs());
        }
    }

    fn day(&mut self, day: Date) -> &mut Day {
        self.days.entry(day).or_insert_with(|| Day::empty(day))
    }

    fn report(self, rules: &Rulebook) -> Report {
        let name = |code: &ItemCode| {
            let item = rules.items.iter().rev().find(|item| &item.code == code);
            item.map_or_else(|| code.to_string(), |item| item.name.clone())
        };
        let mut items: Vec<ItemTime> = self
            .times
            .iter()
            .map(|(code, (cases, seconds))| ItemTime {
                item: name(code),
                cases: *cases,
                seconds: seconds / i64::from(*cases),
            })
            .collect();
        items.sort_by(|one, other| (other.seconds, &one.item).cmp(&(one.seconds, &other.item)));
        Report { days: self.days.into_values().collect(), items }
    }
}
