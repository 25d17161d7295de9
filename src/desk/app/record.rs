//! The desk's copy of the record: what the service confirmed, and on top of it what this desk has sent and may
//! already show. The service decides, the desk previews.

use std::collections::{BTreeSet, VecDeque};

use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::case::CaseEvent;
use crate::domain::command::Command;
use crate::domain::state::{Event, State, Stream, evolve};
use crate::domain::ticket::TicketEvent;
use crate::wire::Recorded;

/// An order on its way.
#[derive(Clone, PartialEq, Debug)]
pub struct Pending {
    /// Id of the order.
    pub id: Uuid,
    /// What was asked for.
    pub command: Command,
    /// Since when.
    since: Timestamp,
    /// What it will do, where that may be shown before the answer.
    preview: Vec<Event>,
}

/// What became of an event from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absorbed {
    /// It was news.
    News,
    /// It was known already, or is about something this desk does not follow.
    Known,
    /// Something between is missing: the state must be loaded again.
    Gap,
}

/// The record of the window as this desk knows it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Record {
    confirmed: State,
    pending: VecDeque<Pending>,
    shown: State,
    /// Sequence number of the newest event folded in.
    pub seq: u64,
}

impl Record {
    /// What the screen shows.
    pub fn shown(&self) -> &State {
        &self.shown
    }

    /// Starts from a fresh state; what is still on its way stays.
    pub fn load(&mut self, state: State, seq: u64) {
        self.confirmed = state;
        self.seq = seq;
        self.refold();
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Notes an order on its way with its effect.
    pub fn sent(&mut self, id: Uuid, command: Command, events: Vec<Event>, since: Timestamp) {
        let preview = if command.may_be_shown_at_once() { events } else { Vec::new() };
        for event in &preview {
            self.shown = evolve(std::mem::take(&mut self.shown), event);
        }
        self.pending.push_back(Pending { id, command, since, preview });
    }

    /// The oldest order whose effect is not shown yet: nothing with legal effect may be started before it.
    pub fn waiting(&self) -> Option<&Pending> {
        self.pending.iter().find(|pending| !pending.command.may_be_shown_at_once())
    }

    /// The oldest order without an answer, and since when.
    pub fn oldest(&self) -> Option<(Uuid, Timestamp)> {
        self.pending.front().map(|pending| (pending.id, pending.since))
    }

    /// How many orders have no answer yet.
    pub fn unanswered(&self) -> usize {
        self.pending.len()
    }

    /// The service carried the order out.
    pub fn confirm(&mut self, id: Uuid, events: &[Recorded]) -> Option<Pending> {
        let mut touched = self.previewed();
        let done = self.take(id);
        for recorded in events {
            self.fold(recorded);
            touched.insert(recorded.event.stream());
        }
        self.mend(&touched);
        done
    }

    /// The service refused the order: its effect is taken back.
    pub fn refuse(&mut self, id: Uuid) -> Option<Pending> {
        let touched = self.previewed();
        let refused = self.take(id);
        self.mend(&touched);
        refused
    }

    /// Something happened in the hall.
    pub fn absorb(&mut self, recorded: &Recorded) -> Absorbed {
        let absorbed = self.fold(recorded);
        if absorbed == Absorbed::News {
            let mut touched = self.previewed();
            touched.insert(recorded.event.stream());
            self.mend(&touched);
        }
        absorbed
    }

    /// Brings in a case found elsewhere in the hall.
    pub fn adopt(&mut self, case: crate::domain::state::Versioned<crate::domain::case::Case>) {
        self.confirmed.cases.insert(case.value.id.clone(), case);
        self.refold();
    }

    fn take(&mut self, id: Uuid) -> Option<Pending> {
        let at = self.pending.iter().position(|pending| pending.id == id)?;
        self.pending.remove(at)
    }

    fn fold(&mut self, recorded: &Recorded) -> Absorbed {
        self.seq = self.seq.max(recorded.seq);
        let known = self.confirmed.version(&recorded.event.stream());
        let opens = matches!(
            &recorded.event,
            Event::Case { what: CaseEvent::Opened { .. }, .. }
                | Event::Ticket { what: TicketEvent::Issued { .. }, .. }
                | Event::Post { .. }
        );
        if recorded.version <= known || (known == 0 && !opens) {
            return Absorbed::Known;
        }
        if recorded.version > known + 1 {
            return Absorbed::Gap;
        }
        self.confirmed = evolve(std::mem::take(&mut self.confirmed), &recorded.event);
        Absorbed::News
    }

    /// The streams that are shown otherwise than confirmed.
    fn previewed(&self) -> BTreeSet<Stream> {
        self.pending.iter().flat_map(|pending| &pending.preview).map(Event::stream).collect()
    }

    /// Shows these streams as confirmed, and what is still on its way on top. An event changes its own stream only, so
    /// the others are as they were.
    fn mend(&mut self, touched: &BTreeSet<Stream>) {
        for stream in touched {
            self.shown.restore(&self.confirmed, stream);
        }
        let previews = self.pending.iter().flat_map(|pending| &pending.preview);
        self.shown = previews.fold(std::mem::take(&mut self.shown), evolve);
    }

    fn refold(&mut self) {
        let previews = self.pending.iter().flat_map(|pending| &pending.preview);
        self.shown = previews.fold(self.confirmed.clone(), evolve);
    }
}

#[cfg(test)]
mod tests;
