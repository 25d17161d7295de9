//! The state a decision looks at, and the one fold that makes it from events.

mod tickets;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::case::{Case, CaseEvent};
use super::ids::{CaseId, TicketNo, WindowId};
use super::paper::{PaperNumber, Track};
use super::post::{Post, PostEvent};
use super::ticket::{Ticket, TicketEvent};

pub use tickets::Tickets;

/// What a stream of events is about; written `window/07`, `ticket/A012`, `case/…` as key and on the wire.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Stream {
    /// The post of a window.
    Window(WindowId),
    /// A ticket.
    Ticket(TicketNo),
    /// A case.
    Case(CaseId),
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Window(id) => write!(f, "window/{id}"),
            Self::Ticket(no) => write!(f, "ticket/{no}"),
            Self::Case(id) => write!(f, "case/{id}"),
        }
    }
}

/// A key that names no stream.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a stream: {0}")]
pub struct NotAStream(String);

impl FromStr for Stream {
    type Err = NotAStream;

    fn from_str(key: &str) -> Result<Self, NotAStream> {
        match key.split_once('/') {
            Some(("window", id)) => Ok(Self::Window(id.into())),
            Some(("ticket", no)) => Ok(Self::Ticket(no.into())),
            Some(("case", id)) => Ok(Self::Case(id.into())),
            _ => Err(NotAStream(key.to_owned())),
        }
    }
}

impl TryFrom<String> for Stream {
    type Error = NotAStream;

    fn try_from(key: String) -> Result<Self, NotAStream> {
        key.parse()
    }
}

impl From<Stream> for String {
    fn from(stream: Stream) -> Self {
        stream.to_string()
    }
}

/// Something that happened, and to what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Event {
    /// To a post.
    Post {
        /// Window.
        window: WindowId,
        /// What.
        what: PostEvent,
    },
    /// To a ticket.
    Ticket {
        /// Ticket.
        ticket: TicketNo,
        /// What.
        what: TicketEvent,
    },
    /// To a case.
    Case {
        /// Case.
        case: CaseId,
        /// What.
        what: CaseEvent,
    },
}

impl Event {
    /// The stream the event belongs to.
    pub fn stream(&self) -> Stream {
        match self {
            Self::Post { window, .. } => Stream::Window(window.clone()),
            Self::Ticket { ticket, .. } => Stream::Ticket(ticket.clone()),
            Self::Case { case, .. } => Stream::Case(case.clone()),
        }
    }
}

/// A value with the number of events it was folded from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Versioned<T> {
    /// Number of events.
    pub version: u64,
    /// The fold.
    pub value: T,
}

/// Posts, tickets and cases: as much as a decision or a desk needs of a hall.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Posts by window.
    pub posts: BTreeMap<WindowId, Versioned<Post>>,
    /// Tickets of the day.
    pub tickets: Tickets,
    /// Cases.
    pub cases: BTreeMap<CaseId, Versioned<Case>>,
}

impl State {
    /// The post of a window; one that nobody ever held where nothing is recorded.
    pub fn post(&self, window: &WindowId) -> Post {
        self.posts.get(window).map_or_else(|| Post::vacant(window.clone()), |post| post.value.clone())
    }

    /// The ticket.
    pub fn ticket(&self, no: &TicketNo) -> Option<&Ticket> {
        self.tickets.get(no).map(|ticket| &ticket.value)
    }

    /// The case.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.cases.get(id).map(|case| &case.value)
    }

    /// The version of a stream; 0 when nothing happened to it.
    pub fn version(&self, stream: &Stream) -> u64 {
        match stream {
            Stream::Window(id) => self.posts.get(id).map_or(0, |post| post.version),
            Stream::Ticket(no) => self.tickets.get(no).map_or(0, |ticket| ticket.version),
            Stream::Case(id) => self.cases.get(id).map_or(0, |case| case.version),
        }
    }

    /// What became of the paper an event is about, and its number; none for an event about no issued paper.
    pub fn tracked<'a>(&self, event: &'a Event) -> Option<(&'a PaperNumber, Track)> {
        match event {
            Event::Case { case, what: CaseEvent::Paper { number, .. } } => {
                Some((number, self.case(case)?.track(number)))
            }
            Event::Post { window, what: PostEvent::Paper { number, .. } } => {
                let papers = &self.posts.get(window)?.value.papers;
                let loose = papers.iter().find(|loose| &loose.number == number)?;
                Some((number, loose.track.clone()))
            }
            _ => None,
        }
    }

    /// Takes one stream over as it is in another state.
    pub fn restore(&mut self, from: &Self, stream: &Stream) {
        match stream {
            Stream::Window(id) => restore(&mut self.posts, &from.posts, id),
            Stream::Case(id) => restore(&mut self.cases, &from.cases, id),
            Stream::Ticket(no) => match from.tickets.get(no) {
                Some(ticket) => self.tickets.insert(no.clone(), ticket.clone()),
                None => drop(self.tickets.remove(no)),
            },
        }
    }

    /// The ticket being served at a window.
    pub fn serving<'a>(&'a self, window: &'a WindowId) -> Option<&'a Ticket> {
        self.at(window).find(|ticket| ticket.is_serving())
    }

    /// Tickets that are at a window: called, being served, parked.
    pub fn at<'a>(&'a self, window: &'a WindowId) -> impl Iterator<Item = &'a Ticket> {
        self.tickets.at(window)
    }

    /// The other cases of the same visit as this one, in the order of their keys.
    pub fn beside<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = &'a Case> {
        self.cases.values().map(|other| &other.value).filter(move |other| case.is_beside(other))
    }

    /// Cases a window keeps that are not closed.
    pub fn open_cases<'a>(&'a self, window: &'a WindowId) -> impl Iterator<Item = &'a Case> {
        self.cases
            .values()
            .map(|case| &case.value)
            .filter(move |c| &c.window == window && !c.stage.is_closed())
    }
}

fn restore<K: Ord + Clone, V: Clone>(into: &mut BTreeMap<K, V>, from: &BTreeMap<K, V>, key: &K) {
    match from.get(key) {
        Some(value) => into.insert(key.clone(), value.clone()),
        None => into.remove(key),
    };
}

/// The state after an event. Total: an event for something unknown that does not open it changes nothing.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::Post { window, what } => {
            let entry = state
                .posts
                .entry(window.clone())
                .or_insert_with(|| Versioned { version: 0, value: Post::vacant(window.clone()) });
            entry.value = entry.value.clone().apply(what);
            entry.version = entry.version.saturating_add(1);
        }
        Event::Ticket { ticket, what: TicketEvent::Issued { ticket: issued } } => {
            state.tickets.insert(ticket.clone(), Versioned { version: 1, value: (**issued).clone() });
        }
        Event::Ticket { ticket, what } => {
            if let Some(Versioned { version, value }) = state.tickets.remove(ticket) {
                let entry = Versioned { version: version.saturating_add(1), value: value.apply(what) };
                state.tickets.insert(ticket.clone(), entry);
            }
        }
        Event::Case { case, what: CaseEvent::Opened { case: opened } } => {
            state.cases.insert(case.clone(), Versioned { version: 1, value: (**opened).clone() });
        }
        Event::Case { case, what } => {
            if let Some(entry) = state.cases.get_mut(case) {
                entry.value = entry.value.clone().apply(what);
                entry.version = entry.version.saturating_add(1);
            }
        }
    }
    state
}

#[cfg(test)]
mod tests;
