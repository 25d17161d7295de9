//! The ticket (号票): waiting → called → serving → done, with reservation, no-show, parking and redirection
//! (DESIGN 4.1).

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::hall::Window;
use super::ids::{ItemCode, TicketNo, WindowId};
use super::person::{Agent, Applicant};
use super::queue::{GreenReason, Slot, TicketSeed};
use super::state::State;
use crate::text::Clean;

/// A ticket of one day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ticket {
    /// Number, kept through redirections.
    pub no: TicketNo,
    /// The day it was taken on.
    pub day: Date,
    /// When it was taken; of a reservation, when its bearer arrived.
    pub taken: Time,
    /// Since when it counts as waiting, where that is later than [`Ticket::taken`]: put back after a no-show.
    #[serde(default)]
    pub again: Option<Time>,
    /// The item chosen at the machine, if any; may be the wrong one.
    pub item: Option<ItemCode>,
    /// Who took it, where the machine read a document.
    pub applicant: Option<Applicant>,
    /// An agent, where one registered.
    pub agent: Option<Agent>,
    /// Reservation.
    pub slot: Option<Slot>,
    /// Green channel, with its reason.
    pub green: Option<GreenReason>,
    /// A note of the guide desk.
    pub note: Clean,
    /// The window it was redirected to, if any; nobody else calls it then.
    pub sent_to: Option<Sent>,
    /// How often it was called.
    pub calls: u32,
    /// Where it stands.
    pub state: TicketState,
}

/// A redirection (转窗).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// From which window.
    pub from: WindowId,
    /// To which window.
    pub to: WindowId,
    /// Why, so that the next officer need not ask again (S070).
    pub why: Clean,
}

/// Where a ticket stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TicketState {
    /// 已预约，未到: reserved, and not here yet (S038).
    Reserved,
    /// 等待.
    Waiting,
    /// 已叫号.
    Called {
        /// By which window.
        window: WindowId,
        /// When.
        at: Timestamp,
    },
    /// 办理中: at most one for a window (I-03).
    Serving {
        /// At which window.
        window: WindowId,
        /// Since when.
        since: Timestamp,
    },
    /// 挂起.
    Parked {
        /// The window that owns it.
        window: WindowId,
        /// Why.
        why: Clean,
    },
    /// 过号; can be put back.
    NoShow {
        /// The window that called it.
        window: WindowId,
    },
    /// 办结.
    Done {
        /// The window that finished it.
        window: WindowId,
    },
}

/// What happens to a ticket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TicketEvent {
    /// The ticket was taken.
    Issued {
        /// The ticket as printed.
        ticket: Box<Ticket>,
    },
    /// Who reserved is here.
    Arrived {
        /// When, hall time.
        at: Time,
    },
    /// Moved into the green channel, or out of it.
    Prioritised {
        /// Why; none takes it back.
        reason: Option<GreenReason>,
    },
    /// Called to a window, for the first time or again.
    Called {
        /// The window.
        window: WindowId,
        /// When.
        at: Timestamp,
    },
    /// The person sat down, or a parked ticket was taken up again.
    Begun {
        /// The window.
        window: WindowId,
        /// When.
        at: Timestamp,
    },
    /// Nobody came.
    NoShow {
        /// The window.
        window: WindowId,
    },
    /// Set aside.
    Parked {
        /// The window.
        window: WindowId,
        /// Why.
        why: Clean,
    },
    /// Put back into the queue.
    Reinserted {
        /// As if taken at this time of the day: behind the next few, before the last. None where nobody waits.
        #[serde(default)]
        behind: Option<Time>,
    },
    /// Sent to another window.
    Redirected {
        /// Where from, where to, why.
        sent: Sent,
    },
    /// Finished.
    Done {
        /// The window.
        window: WindowId,
    },
}

/// Why a ticket comes when it comes; the order of the variants is the order of calling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// A reservation inside its slot.
    Reserved,
    /// Green channel.
    Green(GreenReason),
    /// By arrival.
    Arrival,
}

impl Ticket {
    /// The ticket as the queue machine gave it out on a day.
    pub fn issued(seed: TicketSeed, day: Date) -> Self {
        Self {
            no: seed.no,
            day,
            taken: seed.taken_at,
            again: None,
            item: seed.item,
            applicant: seed.applicant,
            agent: seed.agent,
            slot: seed.reservation,
            green: seed.green,
            note: Clean::new(seed.note),
            sent_to: None,
            calls: 0,
            state: TicketState::Waiting,
        }
    }

    /// The ticket after the event.
    #[must_use]
    pub fn apply(mut self, event: &TicketEvent) -> Self {
        match event {
            TicketEvent::Issued { ticket } => return (**ticket).clone(),
            TicketEvent::Called { window, at } => {
                self.calls = self.calls.saturating_add(1);
                self.state = TicketState::Called { window: window.clone(), at: *at };
            }
            TicketEvent::Begun { window, at } => {
                self.state = TicketState::Serving { window: window.clone(), since: *at };
            }
            TicketEvent::NoShow { window } => self.state = TicketState::NoShow { window: window.clone() },
            TicketEvent::Parked { window, why } => {
                self.state = TicketState::Parked { window: window.clone(), why: why.clone() };
            }
            TicketEvent::Arrived { at } => {
                self.taken = *at;
                self.state = TicketState::Waiting;
            }
            TicketEvent::Prioritised { reason } => self.green = *reason,
            TicketEvent::Reinserted { behind } => {
                self.again = *behind;
                self.state = TicketState::Waiting;
            }
            TicketEvent::Redirected { sent } => {
                self.sent_to = Some(sent.clone());
                self.state = TicketState::Waiting;
            }
            TicketEvent::Done { window } => self.state = TicketState::Done { window: window.clone() },
        }
        self
    }

    /// The letter of the number: the class of the queue.
    pub fn class(&self) -> &str {
        let digits = self.no.as_str().find(|c: char| c.is_ascii_digit()).unwrap_or(self.no.as_str().len());
        self.no.as_str().get(..digits).unwrap_or_default()
    }

    /// Its place in the order at a time of day.
    pub fn priority(&self, time: Time) -> Priority {
        match (self.slot, self.green) {
            (Some(slot), _) if slot.contains(time) => Priority::Reserved,
            (_, Some(reason)) => Priority::Green(reason),
            _ => Priority::Arrival,
        }
    }

    /// Since when it waits, for the order of calling.
    pub fn queued_at(&self) -> Time {
        self.again.unwrap_or(self.taken)
    }

    /// Its place in the order of calling at a time of day: the smaller, the earlier.
    pub fn place(&self, time: Time) -> (u8, Time, &TicketNo) {
        let rank = match self.priority(time) {
            Priority::Reserved => 0,
            Priority::Green(_) => 1,
            Priority::Arrival => 2,
        };
        (rank, self.queued_at(), &self.no)
    }

    /// Whether its reserved time is over and it still waits: the hall has not kept its word (S040).
    pub fn slot_is_breached(&self, time: Time) -> bool {
        self.state == TicketState::Waiting && self.slot.is_some_and(|slot| slot.to < time)
    }

    /// The window it is at, if it is at one.
    pub fn at_window(&self) -> Option<&WindowId> {
        match &self.state {
            TicketState::Called { window, .. }
            | TicketState::Serving { window, .. }
            | TicketState::Parked { window, .. } => Some(window),
            TicketState::Reserved
            | TicketState::Waiting
            | TicketState::NoShow { .. }
            | TicketState::Done { .. } => None,
        }
    }

    /// Whether it is being served.
    pub fn is_serving(&self) -> bool {
        matches!(self.state, TicketState::Serving { .. })
    }
}

/// Whom a window calls: the tickets sent to it, its own classes, those of the tide, and all that of the windows whose
/// sign points here (S037, S048).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calls<'a> {
    windows: BTreeSet<&'a WindowId>,
    classes: BTreeSet<&'a str>,
}

impl<'a> Calls<'a> {
    /// What a window calls, given the posts of the hall.
    pub fn of(window: &'a Window, windows: &'a [Window], state: &'a State) -> Self {
        let mut calls = Self { windows: BTreeSet::new(), classes: BTreeSet::new() };
        calls.add(window, state);
        let points_here = |other: &&Window| {
            let post = state.posts.get(&other.id);
            post.and_then(|post| post.value.away.as_ref()).is_some_and(|away| away.cover == window.id)
        };
        windows.iter().filter(points_here).for_each(|other| calls.add(other, state));
        calls
    }

    fn add(&mut self, window: &'a Window, state: &'a State) {
        self.windows.insert(&window.id);
        self.classes.extend(window.classes.iter().map(String::as_str));
        if let Some(tide) = state.posts.get(&window.id).and_then(|post| post.value.tide.as_ref()) {
            self.classes.extend(tide.classes.iter().map(String::as_str));
        }
    }

    /// Whether the window would call this ticket.
    pub fn takes(&self, ticket: &Ticket) -> bool {
        match &ticket.sent_to {
            Some(sent) => self.windows.contains(&sent.to),
            None => self.classes.contains(ticket.class()),
        }
    }
}

/// The waiting tickets of a window in the order of calling: reservations inside their slot, green channel,
/// then by arrival; within a class by the time the ticket was taken (S038, S044).
pub fn in_order<'a>(
    tickets: impl IntoIterator<Item = &'a Ticket>,
    calls: &Calls<'_>,
    time: Time,
) -> Vec<&'a Ticket> {
    let mut waiting: Vec<&Ticket> = called(tickets, calls).collect();
    waiting.sort_unstable_by(|a, b| a.place(time).cmp(&b.place(time)));
    waiting
}

/// The first of them, so many, in the order of calling, and how many there are: for a screen that has room for a few.
pub fn first_in_order<'a>(
    tickets: impl IntoIterator<Item = &'a Ticket>,
    calls: &Calls<'_>,
    time: Time,
    most: usize,
) -> (Vec<&'a Ticket>, usize) {
    let mut waiting: Vec<&Ticket> = called(tickets, calls).collect();
    let all = waiting.len();
    let order = |a: &&Ticket, b: &&Ticket| a.place(time).cmp(&b.place(time));
    if most < all {
        waiting.select_nth_unstable_by(most, order);
        waiting.truncate(most);
    }
    waiting.sort_unstable_by(order);
    (waiting, all)
}

/// Who waits for whoever calls these.
pub(super) fn called<'a>(
    tickets: impl IntoIterator<Item = &'a Ticket>,
    calls: &Calls<'_>,
) -> impl Iterator<Item = &'a Ticket> {
    tickets.into_iter().filter(|ticket| ticket.state == TicketState::Waiting && calls.takes(ticket))
}
