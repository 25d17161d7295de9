//! The tickets of a day: by number, and those at a window found without looking through ten thousand that wait.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Versioned;
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::ticket::Ticket;

/// Tickets by number; read as the map they are. On the wire they are that map.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tickets {
    all: BTreeMap<TicketNo, Versioned<Ticket>>,
    /// Those called to a window, being served or parked there.
    at: BTreeMap<WindowId, BTreeSet<TicketNo>>,
}

impl Tickets {
    /// Puts a ticket in, in the place of one of the same number.
    pub fn insert(&mut self, no: TicketNo, ticket: Versioned<Ticket>) {
        self.remove(&no);
        if let Some(window) = ticket.value.at_window() {
            self.at.entry(window.clone()).or_default().insert(no.clone());
        }
        self.all.insert(no, ticket);
    }

    /// Takes a ticket out.
    pub fn remove(&mut self, no: &TicketNo) -> Option<Versioned<Ticket>> {
        let ticket = self.all.remove(no)?;
        if let Some(window) = ticket.value.at_window()
            && let Some(there) = self.at.get_mut(window)
        {
            there.remove(no);
            if there.is_empty() {
                self.at.remove(window);
            }
        }
        Some(ticket)
    }

    /// Keeps those of which this is true.
    pub fn retain(&mut self, mut keeps: impl FnMut(&TicketNo, &Versioned<Ticket>) -> bool) {
        *self = std::mem::take(&mut self.all).into_iter().filter(|(no, ticket)| keeps(no, ticket)).collect();
    }

    /// Those that are at a window: called, being served, parked.
    pub fn at<'a>(&'a self, window: &WindowId) -> impl Iterator<Item = &'a Ticket> + use<'a> {
        let there = self.at.get(window).into_iter().flatten();
        there.filter_map(|no| self.all.get(no)).map(|ticket| &ticket.value)
    }
}

impl Deref for Tickets {
    type Target = BTreeMap<TicketNo, Versioned<Ticket>>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl FromIterator<(TicketNo, Versioned<Ticket>)> for Tickets {
    fn from_iter<I: IntoIterator<Item = (TicketNo, Versioned<Ticket>)>>(tickets: I) -> Self {
        let mut all = Self::default();
        for (no, ticket) in tickets {
            all.insert(no, ticket);
        }
        all
    }
}

impl Serialize for Tickets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.all.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Tickets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::deserialize(deserializer)?.into_iter().collect())
    }
}
