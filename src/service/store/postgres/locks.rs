//! Who may decide about what, and when.
//!
//! A lock is an advisory lock of the transaction, named by what it protects; so a thing that is not there yet can be
//! locked too. It ends when the transaction has become visible, or is undone.
//!
//! **No deadlock.** An order first waits for the lock of its own id, then for the locks of what it names, in the order
//! of their keys: everybody waits upwards only. What it finds it needs besides it tries to lock without waiting, and
//! begins anew if somebody else has it. Rows of counters, leases, states and events are written after all of these,
//! counters first and nothing is waited for after them; a counter row is waited for by transactions that hold a lock
//! nobody waits for with a counter row in hand.
//!
//! **No stale decision.** After the locks are taken everything is read anew, in one statement, so in one moment after
//! them. What is read can be changed only by an order that has the lock of it. The queue is one lock for all waiting
//! tickets, so two windows never choose at the same time; a waiting ticket itself is not locked by who calls the next,
//! and if it is changed meanwhile by an order that names it, the version of its stream refuses one of the two, which
//! begins anew.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::super::{Want, stream_key};
use crate::domain::ids::HallId;
use crate::domain::state::{State, Stream};
use crate::domain::ticket::TicketState;

/// Locks of things are above those of orders and accounts, which are taken first. The class is the topmost four bits;
/// `migrations/postgres/0001` takes 5 for the horizon.
#[derive(Clone, Copy, Debug)]
#[repr(i64)]
pub enum Class {
    /// An order by its id, or an account.
    Once = 1,
    /// A stream, or the queue.
    Thing = 2,
}

/// The key of a name. Two names of one key only wait for each other without need.
pub fn key(class: Class, name: &str) -> i64 {
    let digest = Sha256::digest(name.as_bytes());
    let number = digest.iter().take(8).fold(0_i64, |number, byte| (number << 8) | i64::from(*byte));
    (number & 0x0fff_ffff_ffff_ffff) | ((class as i64) << 60)
}

fn thing(hall: &HallId, name: &str) -> i64 {
    key(Class::Thing, &format!("{hall}/{name}"))
}

/// What can be locked before anything is read.
pub fn named(hall: &HallId, day: Date, wants: &[Want]) -> BTreeSet<i64> {
    let name = |want: &Want| match want {
        Want::Post(window)
        | Want::TicketsAt(window)
        | Want::NoShows(window)
        | Want::OpenCases(window)
        | Want::ClosedCases(window) => Some(format!("window/{window}")),
        Want::Ticket(no) | Want::CasesUnder(no) => Some(format!("ticket/{no}@{day}")),
        Want::Case(case) | Want::TicketOf(case) | Want::CasesBeside(case) => Some(format!("case/{case}")),
        Want::Queue => Some(format!("queue@{day}")),
        Want::Reserved(day) => Some(format!("reserved@{day}")),
        Want::Posts => Some("posts".to_owned()),
        Want::Neighbours | Want::Undecided | Want::AllOpenCases => None,
    };
    wants.iter().filter_map(name).map(|name| thing(hall, &name)).collect()
}

/// What was read and must be locked; of waiting tickets those that were asked for by name have theirs already, and of
/// posts too: who sits at the others is held still by one lock for all of them, or does not matter.
pub fn reached(hall: &HallId, day: Date, wants: &[Want], state: &State) -> BTreeSet<i64> {
    let queue = wants.contains(&Want::Queue);
    let tickets =
        state.tickets.iter().filter(|(_, ticket)| !(queue && ticket.value.state == TicketState::Waiting));
    let tickets = tickets.map(|(no, _)| Stream::Ticket(no.clone()));
    let cases = state.cases.keys().cloned().map(Stream::Case);
    let streams = tickets.chain(cases);
    streams.map(|stream| thing(hall, &stream_key(&stream, state, day))).collect()
}
