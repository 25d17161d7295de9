//! An order that was allowed becomes part of the record.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use jiff::civil::Date;

use super::answer::Failure;
use super::app::{App, day};
use super::door::Actor;
use super::papers;
use super::race::Stopped;
use super::reference::HallBook;
use super::store::{Entry, StateRow, StoreError, Unit, Want, stream_key};
use crate::domain::command::Order;
use crate::domain::decide;
use crate::domain::numbering;
use crate::domain::state::{Event, State, Stream, evolve};
use crate::domain::ticket::TicketEvent;
use crate::wire::{Receipt, Recorded};

/// One order that was allowed, being recorded.
pub struct Turn<'a> {
    /// The service.
    pub app: &'a App,
    /// The hall's book.
    pub hall: &'a HallBook,
    /// Who asked.
    pub actor: &'a Actor,
    /// For what.
    pub order: &'a Order,
    /// When.
    pub now: Timestamp,
}

impl Turn<'_> {
    /// Numbers, folds and appends the events; stores states, papers and the lease; the receipt's bytes.
    pub async fn record(
        &self,
        unit: &mut dyn Unit,
        mut state: State,
        mut events: Vec<Event>,
    ) -> Result<Vec<u8>, Stopped> {
        self.number(unit, &mut events).await?;
        let mut recorded = Vec::with_capacity(events.len());
        let mut touched: Vec<Stream> = Vec::new();
        for mut event in events {
            let stream = event.stream();
            if let Some(paper) = numbering::paper_mut(&mut event) {
                let issued = papers::issue(paper, &self.hall.rules, self.app.settings.demonstration)?;
                let key = stream_key(&stream, &state, self.today());
                unit.put_document(&self.actor.hall, &key, &issued).await?;
                *paper = issued.paper;
            }
            state = evolve(state, &event);
            recorded.push(self.append(unit, &state, &stream, event).await?);
            if !touched.contains(&stream) {
                touched.push(stream);
            }
        }
        for stream in &touched {
            if let Some(row) = StateRow::of(stream, &state, self.today())? {
                unit.put_state(&self.actor.hall, &row).await?;
            }
        }
        self.lease(unit, &state).await?;
        let did = serde_json::to_value(&self.order.command).unwrap_or_default();
        let did = did.get("do").and_then(|name| name.as_str()).unwrap_or("?");
        tracing::info!(hall = %self.actor.hall, window = %self.order.window, did, events = recorded.len(), "done");
        let receipt = Receipt { id: self.order.id, events: recorded };
        serde_json::to_vec(&receipt).map_err(|_| Failure::internal().into())
    }

    fn today(&self) -> Date {
        day(self.now)
    }

    /// Takes the numbers, series by series in the order of their names: of two orders that need the same two series,
    /// neither waits for the other while it has what the other waits for.
    async fn number(&self, unit: &mut dyn Unit, events: &mut [Event]) -> Result<(), StoreError> {
        let prefix = &self.hall.rules.hall.number_prefix;
        let mut wanted: BTreeMap<String, u32> = BTreeMap::new();
        for mut draft in events.iter().cloned() {
            while let Some(series) = numbering::wanted(&draft) {
                *wanted.entry(series.key()).or_default() += 1;
                numbering::assign(&mut draft, prefix, 1);
            }
        }
        let mut taken: BTreeMap<String, VecDeque<u32>> = BTreeMap::new();
        for (series, count) in wanted {
            for _ in 0..count {
                let serial = unit.next_number(&self.actor.hall, &series).await?;
                taken.entry(series.clone()).or_default().push_back(serial);
            }
        }
        for event in events {
            while let Some(series) = numbering::wanted(event) {
                let serial = taken.get_mut(&series.key()).and_then(VecDeque::pop_front);
                let serial =
                    serial.ok_or_else(|| StoreError::Unreadable("a number nobody took".to_owned()))?;
                let bare = event.clone();
                numbering::assign(event, prefix, serial);
                // A queue machine of its own may have given the number out: it is passed over.
                if self.is_given(unit, event).await? {
                    *event = bare;
                    let next = unit.next_number(&self.actor.hall, &series.key()).await?;
                    taken.entry(series.key()).or_default().push_back(next);
                }
            }
        }
        Ok(())
    }

    /// Whether a ticket with this number is out already.
    async fn is_given(&self, unit: &mut dyn Unit, event: &Event) -> Result<bool, StoreError> {
        let Event::Ticket { ticket: no, what: TicketEvent::Issued { ticket } } = event else {
            return Ok(false);
        };
        let known = unit.load(&self.actor.hall, ticket.day, &[Want::Ticket(no.clone())]).await?;
        Ok(known.ticket(no).is_some())
    }

    async fn append(
        &self,
        unit: &mut dyn Unit,
        state: &State,
        stream: &Stream,
        event: Event,
    ) -> Result<Recorded, StoreError> {
        let key = stream_key(stream, state, self.today());
        if let Some((number, track)) = state.tracked(&event) {
            unit.put_track(&self.actor.hall, &number.to_string(), &track).await?;
        }
        let entry = Entry {
            stream: key,
            version: state.version(stream),
            at: self.now,
            actor: self.actor.officer.clone(),
            acting_for: decide::acting_for(
                &self.hall.rules.hall,
                self.order,
                &self.actor.officer,
                self.today(),
            ),
            window: self.order.window.clone(),
            fence: self.order.fence,
            command_id: Some(self.order.id),
            event,
        };
        let seq = unit.append(&self.actor.hall, &entry).await?;
        let Entry { version, at, actor, acting_for, window, fence, event, .. } = entry;
        Ok(Recorded { seq, version, at, actor, acting_for, window, fence, event })
    }

    /// Whoever holds the post and acts is alive; a closed window has nobody to be alive.
    async fn lease(&self, unit: &mut dyn Unit, state: &State) -> Result<(), StoreError> {
        let holder = state.post(&self.order.window).holder;
        if holder.is_none() {
            unit.put_lease(&self.actor.hall, &self.order.window, None).await?;
        } else if holder.as_ref() == Some(&self.actor.officer) {
            // A second more or less does not matter, and it spares most orders of a busy window a write.
            let until = self.app.lease_until(self.now);
            let runs = unit.lease(&self.actor.hall, &self.order.window).await?;
            if runs.is_none_or(|runs| until.duration_since(runs) >= jiff::SignedDuration::from_secs(1)) {
                unit.put_lease(&self.actor.hall, &self.order.window, Some(until)).await?;
            }
        }
        Ok(())
    }
}
