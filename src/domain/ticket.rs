//! The ticket (号票): waiting → called → serving → done, with no-show, parking and redirection (DESIGN 4.1).

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::hall::Window;
use super::ids::{ItemCode, TicketNo, WindowId};
use super::person::{Agent, Applicant};
use super::queue::{GreenReason, Slot, TicketSeed};
use crate::text::Clean;

/// A ticket of one day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ticket {
    /// Number, kept through redirections.
    pub no: TicketNo,
    /// The day it was taken on.
    pub day: Date,
    /// When it was taken.
    pub taken: Time,
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
    Reinserted,
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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
            TicketEvent::Reinserted => self.state = TicketState::Waiting,
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

    /// Whether this window would call it.
    pub fn is_for(&self, window: &Window) -> bool {
        match &self.sent_to {
            Some(sent) => sent.to == window.id,
            None => window.classes.iter().any(|class| class == self.class()),
        }
    }

    /// The window it is at, if it is at one.
    pub fn at_window(&self) -> Option<&WindowId> {
        match &self.state {
            TicketState::Called { window, .. }
            | TicketState::Serving { window, .. }
            | TicketState::Parked { window, .. } => Some(window),
            TicketState::Waiting | TicketState::NoShow { .. } | TicketState::Done { .. } => None,
        }
    }

    /// Whether it is being served.
    pub fn is_serving(&self) -> bool {
        matches!(self.state, TicketState::Serving { .. })
    }
}

/// The waiting tickets of a window in the order of calling: reservations inside their slot, green channel,
/// then by arrival; within a class by the time the ticket was taken (S038, S044).
pub fn in_order<'a>(
    tickets: impl IntoIterator<Item = &'a Ticket>,
    window: &Window,
    time: Time,
) -> Vec<&'a Ticket> {
    let mut waiting: Vec<&Ticket> =
        tickets.into_iter().filter(|t| t.state == TicketState::Waiting && t.is_for(window)).collect();
    waiting.sort_by_key(|t| {
        let rank = match t.priority(time) {
            Priority::Reserved => 0,
            Priority::Green(_) => 1,
            Priority::Arrival => 2,
        };
        (rank, t.taken, t.no.clone())
    });
    waiting
}
