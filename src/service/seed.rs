//! What is done once, when the service starts.

use jiff::Timestamp;
use jiff::civil::Date;

use super::ServiceError;
use super::app::{App, day};
use super::reference::HallBook;
use super::store::{Entry, StateRow, StoreError, Unit, Want, stream_key};
use crate::domain::ids::{Fence, HallId, OfficerId};
use crate::domain::state::{Event, State, evolve};
use crate::domain::ticket::{Ticket, TicketEvent};

/// Gives every desk time to say that it is alive, and issues the tickets that are not known yet. In a
/// demonstration they are today's, whatever day they were written for.
pub async fn prepare(app: &App, tickets: &[(HallId, Ticket)]) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let mut unit = app.store.begin().await?;
    unit.extend_leases(app.lease_until(now)).await?;
    let mut issued = 0_usize;
    for (id, ticket) in tickets {
        let Some(hall) = app.book.hall(id) else { continue };
        let mut ticket = ticket.clone();
        if app.settings.demonstration {
            ticket.day = day(now);
        }
        issued += usize::from(issue(unit.as_mut(), hall, ticket, now).await?);
    }
    unit.commit().await?;
    tracing::info!(issued, "tickets issued");
    Ok(())
}

/// Issues a ticket, unless it was.
async fn issue(
    unit: &mut dyn Unit,
    hall: &HallBook,
    ticket: Ticket,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let id = &hall.rules.hall.id;
    let (no, today): (_, Date) = (ticket.no.clone(), ticket.day);
    let known = unit.load(id, today, &[Want::Ticket(no.clone())]).await?;
    if known.ticket(&no).is_some() {
        return Ok(false);
    }
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
    Ok(true)
}
