//! What the board knows, and how it changes: a pure step. Time comes in with each message.

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::domain::ids::{TicketNo, WindowId};
use crate::text::Clean;
use crate::wire::{Board, BoardCall};

/// How long a new call stands out.
pub const FLASH: SignedDuration = SignedDuration::from_secs(8);
/// How old a call may be and still be news: after a break nobody is woken by what was long ago.
const NEWS: SignedDuration = SignedDuration::from_secs(30);
/// How long the connection may be broken before the board looks old: a service that restarts needs no alarm.
pub const GRACE: SignedDuration = SignedDuration::from_secs(5);

/// The connection to the service.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// Not yet made.
    Connecting,
    /// Every change arrives.
    Live,
    /// Broken.
    Lost {
        /// Since when.
        since: Timestamp,
        /// Why, as a sentence.
        why: Clean,
    },
}

/// Why the board ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// Somebody left it.
    Left,
    /// The service has answered for good: there is no such hall.
    Refused(Clean),
}

/// A call that stands out until its time is over.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Flash {
    ticket: TicketNo,
    window: WindowId,
    until: Timestamp,
}

/// What the board knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model {
    /// The last board heard of.
    pub board: Option<Board>,
    /// The connection.
    pub link: Link,
    /// The service's clock, as far as it is known.
    pub now: Timestamp,
    /// Whether a new call rings.
    pub bell: bool,
    /// Why it ends, once it does.
    pub ending: Option<Ending>,
    flashing: Vec<Flash>,
}

/// What happens to a board.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message {
    /// Connected; the board follows where it is not the one last seen.
    Connected,
    /// The board has changed.
    Changed(Box<Board>),
    /// The connection broke; it is tried again.
    Lost(Clean),
    /// The service has answered for good.
    Refused(Clean),
    /// Somebody leaves.
    Leave,
    /// Time has passed, or the screen has another size.
    Tick,
}

/// What the board asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Ring the bell of the terminal.
    Ring,
}

impl Model {
    /// A board that has heard nothing.
    pub fn new(bell: bool, now: Timestamp) -> Self {
        Self { board: None, link: Link::Connecting, now, bell, ending: None, flashing: Vec::new() }
    }

    /// Whether a ticket's call to a window stands out now.
    pub fn flashes(&self, ticket: &TicketNo, window: &WindowId) -> bool {
        self.flashing.iter().any(|flash| &flash.ticket == ticket && &flash.window == window)
    }

    /// Since when what stands on the screen may be wrong.
    pub fn old_since(&self) -> Option<Timestamp> {
        match &self.link {
            Link::Lost { since, .. } if self.now.duration_since(*since) >= GRACE => Some(*since),
            _ => None,
        }
    }

    /// When the screen changes by itself: a call stands out no longer, the board begins to look old, or the minute
    /// is over.
    pub fn wake_at(&self) -> Timestamp {
        let flash = self.flashing.iter().map(|flash| flash.until);
        let old = match &self.link {
            Link::Lost { since, .. } if self.old_since().is_none() => since.saturating_add(GRACE).ok(),
            _ => None,
        };
        flash.chain(old).fold(next_minute(self.now), Timestamp::min)
    }
}

fn next_minute(now: Timestamp) -> Timestamp {
    let into = now.as_second().rem_euclid(60);
    let begun = Timestamp::from_second(now.as_second().saturating_sub(into)).unwrap_or(now);
    begun.checked_add(1.minute()).unwrap_or(now)
}

/// One message, and what it asks for.
pub fn update(model: &mut Model, now: Timestamp, message: Message) -> Option<Effect> {
    model.now = now;
    let effect = match message {
        Message::Connected => {
            model.link = Link::Live;
            None
        }
        Message::Changed(board) => change(model, *board),
        Message::Lost(why) => {
            let since = match &model.link {
                Link::Lost { since, .. } => *since,
                Link::Connecting | Link::Live => now,
            };
            model.link = Link::Lost { since, why };
            None
        }
        Message::Refused(why) => {
            model.ending = Some(Ending::Refused(why));
            None
        }
        Message::Leave => {
            model.ending = Some(Ending::Left);
            None
        }
        Message::Tick => None,
    };
    model.flashing.retain(|flash| flash.until > now);
    effect
}

fn change(model: &mut Model, board: Board) -> Option<Effect> {
    let now = model.now;
    let known = model.board.as_ref().map_or(&[][..], |board| &board.calls);
    let is_new = |call: &&BoardCall| !known.contains(call) && now.duration_since(call.at) <= NEWS;
    let new: Vec<&BoardCall> = board.calls.iter().filter(is_new).collect();
    let until = now.saturating_add(FLASH).unwrap_or(now);
    for call in &new {
        // Whoever is called to another window meanwhile stands out only there.
        model.flashing.retain(|flash| flash.ticket != call.ticket);
        let (ticket, window) = (call.ticket.clone(), call.window.clone());
        model.flashing.push(Flash { ticket, window, until });
    }
    let ring = model.bell && !new.is_empty();
    model.board = Some(board);
    model.link = Link::Live;
    ring.then_some(Effect::Ring)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn moment(time: &str) -> Timestamp {
        format!("2026-11-20T{time}+08:00").parse().unwrap()
    }

    fn board(seq: u64, calls: &[(&str, &str, &str)]) -> Box<Board> {
        let calls = calls.iter().map(|(ticket, window, at)| BoardCall {
            ticket: (*ticket).into(),
            window: (*window).into(),
            at: moment(at),
            again: false,
        });
        Box::new(Board {
            hall: "qinghe".into(),
            name: "青河县政务服务中心".to_owned(),
            now: moment("09:30:00"),
            seq,
            demonstration: false,
            windows: Vec::new(),
            waiting: Vec::new(),
            calls: calls.collect(),
        })
    }

    #[test]
    fn a_new_call_rings_and_stands_out_for_a_while() {
        let mut model = Model::new(true, moment("09:30:00"));
        let told = board(1, &[("A001", "07", "09:20:00")]);
        assert_eq!(update(&mut model, moment("09:30:00"), Message::Changed(told)), None, "long ago");
        let told = board(2, &[("A002", "07", "09:30:10"), ("A001", "07", "09:20:00")]);
        let changed = Message::Changed(told.clone());
        assert_eq!(update(&mut model, moment("09:30:10"), changed), Some(Effect::Ring));
        assert!(model.flashes(&"A002".into(), &"07".into()) && !model.flashes(&"A001".into(), &"07".into()));
        assert_eq!(model.wake_at(), moment("09:30:18"));
        assert_eq!(update(&mut model, moment("09:30:11"), Message::Changed(told)), None, "the same again");
        let wakes = model.wake_at();
        update(&mut model, wakes, Message::Tick);
        assert!(!model.flashes(&"A002".into(), &"07".into()));
        assert_eq!(model.wake_at(), moment("09:31:00"), "nothing changes before the minute is over");
        let again = board(3, &[("A002", "07", "09:30:30")]);
        assert_eq!(update(&mut model, moment("09:30:30"), Message::Changed(again)), Some(Effect::Ring));
        let silent = &mut Model::new(false, moment("09:30:30"));
        let told = Message::Changed(board(3, &[("A002", "07", "09:30:30")]));
        assert_eq!(update(silent, moment("09:30:30"), told), None);
    }

    #[test]
    fn a_break_counts_from_its_first_moment_and_looks_old_after_the_grace() {
        let mut model = Model::new(false, moment("09:30:00"));
        update(&mut model, moment("09:30:00"), Message::Connected);
        update(&mut model, moment("09:41:10"), Message::Lost(Clean::new("断开")));
        assert_eq!((model.old_since(), model.wake_at()), (None, moment("09:41:15")));
        update(&mut model, moment("09:41:12"), Message::Lost(Clean::new("连不上")));
        update(&mut model, moment("09:41:15"), Message::Tick);
        assert_eq!((model.old_since(), model.wake_at()), (Some(moment("09:41:10")), moment("09:42:00")));
        update(&mut model, moment("09:43:00"), Message::Connected);
        assert_eq!(model.old_since(), None);
    }

    #[test]
    fn a_refusal_and_a_key_end_it() {
        let mut model = Model::new(false, moment("09:30:00"));
        update(&mut model, moment("09:30:00"), Message::Refused(Clean::new("没有大厅x")));
        assert_eq!(model.ending, Some(Ending::Refused(Clean::new("没有大厅x"))));
        update(&mut model, moment("09:30:00"), Message::Leave);
        assert_eq!(model.ending, Some(Ending::Left));
    }
}
