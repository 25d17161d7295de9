//! What is done once, when the service starts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::ServiceError;
use super::app::{App, day};
use super::race::settled;
use super::reference::HallBook;
use super::store::{Entry, StateRow, StoreError, Unit, Want, stream_key};
use crate::domain::ids::{Fence, HallId, OfficerId};
use crate::domain::state::{Event, State, evolve};
use crate::domain::ticket::{Ticket, TicketEvent};

/// How many tickets are issued in one transaction: SQLite reads 500 parts at once and no more.
const AT_ONCE: usize = 200;

/// Gives every desk time to say that it is alive, and issues the tickets that are not known yet. In a
/// demonstration they are today's, whatever day they were written for.
pub async fn prepare(app: &App, tickets: &[(HallId, Ticket)]) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let mut unit = app.store.begin().await?;
    unit.extend_leases(app.lease_until(now)).await?;
    unit.commit().await?;
    let mut days: BTreeMap<(HallId, Date), Vec<Ticket>> = BTreeMap::new();
    for (hall, ticket) in tickets {
        let mut ticket = ticket.clone();
        if app.settings.demonstration {
            ticket.day = day(now);
        }
        days.entry((hall.clone(), ticket.day)).or_default().push(ticket);
    }
    let mut issued = 0_usize;
    for ((id, day), tickets) in days {
        let Some(hall) = app.book.hall(&id) else { continue };
        for some in tickets.chunks(AT_ONCE) {
            issued += settled(|| issue(app, hall, day, some, now)).await?;
        }
    }
    tracing::info!(issued, "tickets issued");
    Ok(())
}

/// Issues those tickets of a day that were not; how many. Another service may be at it too: all are looked at before
/// any is issued, and stay as they are until this is done.
async fn issue(
    app: &App,
    hall: &HallBook,
    day: Date,
    tickets: &[Ticket],
    now: Timestamp,
) -> Result<usize, StoreError> {
    let id = &hall.rules.hall.id;
    let wants: Vec<Want> = tickets.iter().map(|ticket| Want::Ticket(ticket.no.clone())).collect();
    let mut unit = app.store.begin().await?;
    let known = unit.load(id, day, &wants).await?;
    let mut issued = 0;
    for ticket in tickets.iter().filter(|ticket| known.ticket(&ticket.no).is_none()) {
        record(unit.as_mut(), hall, ticket.clone(), now).await?;
        issued += 1;
    }
    unit.commit().await?;
    Ok(issued)
}

async fn record(
    unit: &mut dyn Unit,
    hall: &HallBook,
    ticket: Ticket,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = &hall.rules.hall.id;
    let (no, today) = (ticket.no.clone(), ticket.day);
    let event = Event::Ticket { ticket: no, what: TicketEvent::Issued { ticket: Box::new(ticket) } };
    let stream = event.stream();
    let state = evolve(State::default(), &event);
    let entry = Entry {
        stream: stream_key(&stream, &state, today),
        version: state.version(&stream),
        at: now,
        actor: OfficerId::machine(),
        acting_for: None,
        window: "00".into(),
        fence: Fence::default(),
        command_id: None,
        event,
    };
    unit.append(id, &entry).await?;
    if let Some(row) = StateRow::of(&stream, &state, day(now))? {
        unit.put_state(id, &row).await?;
    }
    Ok(())
}
