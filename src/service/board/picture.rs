//! A hall as its board needs it, folded from what happens; and the board written from it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::clock::beijing;
use crate::domain::hall::{Hall, Window};
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::post::Post;
use crate::domain::state::{Event, State, evolve};
use crate::domain::ticket::{Ticket, TicketEvent, TicketState};
use crate::wire::{Board, BoardCall, BoardClass, BoardWindow, Doing, Recorded};

/// How many calls the board shows.
const CALLS: usize = 12;

/// The posts and tickets of a day, and who was called.
#[derive(Debug)]
pub(super) struct Picture {
    day: Date,
    seq: u64,
    state: State,
    calls: BTreeMap<TicketNo, Call>,
}

/// The last call of a ticket.
#[derive(Debug)]
struct Call {
    told: BoardCall,
    /// Where it stands in the record, to tell apart what happened in one moment.
    seq: u64,
    /// Whether the bearer has not come yet.
    stands: bool,
}

/// What an event means for a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// Nothing that the board could show.
    Nothing,
    /// Something changed.
    Changed,
    /// Something before it is missing: the picture must be taken anew.
    Gap,
}

impl Picture {
    /// The picture of a day as of a sequence number, with what was told up to it, oldest first.
    pub(super) fn new(day: Date, seq: u64, state: State, told: &[Recorded]) -> Self {
        let mut picture = Self { day, seq, state, calls: BTreeMap::new() };
        for recorded in told.iter().filter(|recorded| beijing(recorded.at).date() == day) {
            if let Event::Ticket { ticket, what } = &recorded.event {
                picture.note(recorded.seq, ticket, what);
            }
        }
        picture.note_standing();
        picture
    }

    /// The day it is of.
    pub(super) fn day(&self) -> Date {
        self.day
    }

    /// Who stands called in the state was called, also where the record was not read so far back.
    fn note_standing(&mut self) {
        let seq = self.seq;
        for ticket in self.state.tickets.values().map(|ticket| &ticket.value) {
            let TicketState::Called { window, at } = &ticket.state else { continue };
            if self.calls.get(&ticket.no).is_none_or(|known| known.told.at < *at) {
                let call =
                    BoardCall { ticket: ticket.no.clone(), window: window.clone(), at: *at, again: false };
                self.calls.insert(ticket.no.clone(), Call { told: call, seq, stands: true });
            }
        }
    }

    /// Takes up what happened. An event the state has already in it is known by its version.
    pub(super) fn take(&mut self, recorded: &Recorded) -> Step {
        if recorded.seq <= self.seq {
            return Step::Nothing;
        }
        self.seq = recorded.seq;
        match &recorded.event {
            Event::Case { .. } => return Step::Nothing,
            Event::Ticket { what: TicketEvent::Issued { ticket }, .. } if ticket.day != self.day => {
                return Step::Nothing;
            }
            Event::Ticket { ticket, what } => self.note(recorded.seq, ticket, what),
            Event::Post { .. } => {}
        }
        let known = self.state.version(&recorded.event.stream());
        if recorded.version <= known {
            return Step::Changed;
        }
        if recorded.version > known.saturating_add(1) {
            return Step::Gap;
        }
        self.state = evolve(std::mem::take(&mut self.state), &recorded.event);
        Step::Changed
    }

    fn note(&mut self, seq: u64, ticket: &TicketNo, what: &TicketEvent) {
        match what {
            TicketEvent::Called { window, at } => {
                let before = self.calls.get(ticket);
                let again = before.is_some_and(|call| call.stands && &call.told.window == window);
                let call = BoardCall { ticket: ticket.clone(), window: window.clone(), at: *at, again };
                self.calls.insert(ticket.clone(), Call { told: call, seq, stands: true });
            }
            TicketEvent::Prioritised { .. } => {}
            _ => {
                if let Some(call) = self.calls.get_mut(ticket) {
                    call.stands = false;
                }
            }
        }
    }

    /// The board, as it is at a moment.
    pub(super) fn board(&self, hall: &Hall, now: Timestamp, demonstration: bool) -> Board {
        Board {
            hall: hall.id.clone(),
            name: hall.name.clone(),
            now,
            seq: self.seq,
            demonstration,
            windows: hall.windows.iter().map(|window| self.window(window)).collect(),
            waiting: self.waiting(hall),
            calls: self.last_calls(),
        }
    }

    fn window(&self, window: &Window) -> BoardWindow {
        BoardWindow {
            window: window.id.clone(),
            name: window.name.clone(),
            place: window.place.clone(),
            doing: self.doing(&window.id),
        }
    }

    fn doing(&self, window: &WindowId) -> Doing {
        let Some(post) = self.post(window).filter(|post| post.holder.is_some()) else { return Doing::Closed };
        let called = self.state.at(window).filter_map(|ticket| match &ticket.state {
            TicketState::Called { at, .. } => Some((*at, ticket)),
            _ => None,
        });
        if let Some((since, ticket)) = called.max_by_key(|(at, _)| *at) {
            let again = self.calls.get(&ticket.no).is_some_and(|call| call.told.again);
            return Doing::Called { ticket: ticket.no.clone(), since, again };
        }
        if let Some(Ticket { no, state: TicketState::Serving { since, .. }, .. }) = self.state.serving(window)
        {
            return Doing::Serving { ticket: no.clone(), since: *since };
        }
        if let Some(away) = &post.away {
            return Doing::Away { cover: away.cover.clone(), back_by: away.back_by };
        }
        if post.silent_since.is_some() {
            return Doing::Waiting;
        }
        if post.offer.is_some() { Doing::Handover } else { Doing::Free }
    }

    fn post(&self, window: &WindowId) -> Option<&Post> {
        self.state.posts.get(window).map(|post| &post.value)
    }

    fn waiting(&self, hall: &Hall) -> Vec<BoardClass> {
        let mut classes: BTreeMap<&str, u32> = hall.classes().into_iter().map(|class| (class, 0)).collect();
        let tickets = self.state.tickets.values().map(|ticket| &ticket.value);
        for ticket in tickets.filter(|ticket| ticket.state == TicketState::Waiting) {
            let waiting = classes.entry(ticket.class()).or_default();
            *waiting = waiting.saturating_add(1);
        }
        let told = |(class, waiting): (&str, u32)| BoardClass {
            class: class.to_owned(),
            waiting,
            windows: self.callers(hall, class),
        };
        classes.into_iter().map(told).collect()
    }

    /// The open windows that call a class: by themselves, by the tide, or for one whose sign points to them.
    fn callers(&self, hall: &Hall, class: &str) -> Vec<WindowId> {
        let calls = |window: &Window| {
            let tide = self.post(&window.id).and_then(|post| post.tide.as_ref());
            window.classes.iter().any(|own| own == class)
                || tide.is_some_and(|tide| tide.classes.contains(class))
        };
        let covers = |window: &Window, other: &Window| {
            let away = self.post(&other.id).and_then(|post| post.away.as_ref());
            away.is_some_and(|away| away.cover == window.id) && calls(other)
        };
        let open = hall.windows.iter().filter(|window| {
            self.post(&window.id).is_some_and(|post| post.holder.is_some() && post.away.is_none())
        });
        open.filter(|window| calls(window) || hall.windows.iter().any(|other| covers(window, other)))
            .map(|window| window.id.clone())
            .collect()
    }

    fn last_calls(&self) -> Vec<BoardCall> {
        let mut calls: Vec<&Call> = self.calls.values().collect();
        calls.sort_by_key(|call| Reverse((call.told.at, call.seq)));
        calls.into_iter().take(CALLS).map(|call| call.told.clone()).collect()
    }
}
