//! What comes to the desk and what it asks for. Plain values: time and ids come in with the message, so the
//! same messages always give the same screens (DESIGN 2.1).

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::held::{Held, Restored};
use super::print::{PaperRead, PrintJob, Printed};
use super::typing::Typing;
use crate::desk::keymap::Action;
use crate::domain::case::Case;
use crate::domain::command::Order;
use crate::domain::ids::{Fence, HallId, OfficerId, WindowId};
use crate::domain::paper::{PaperNumber, PaperRef};
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Versioned;
use crate::text::Clean;
use crate::wire::{Agenda, CaseList, DeskSnapshot, Health, Login, Problem, Receipt, Recorded, Session};

/// One step of the desk: a message with the moment it came and an id nobody has used yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Input {
    /// When it came.
    pub now: Timestamp,
    /// A fresh id, for an order that may follow.
    pub id: Uuid,
    /// What came.
    pub message: Message,
}

/// What comes to the desk.
#[derive(Clone, PartialEq, Debug)]
pub enum Message {
    /// A key that means an action.
    Do(Action),
    /// A key that edits the text field in focus.
    Edit(Edit),
    /// A legal act's dialog is on the screen, and what was typed ahead is thrown away: it may be armed.
    Shown,
    /// Time passed: a minute, or the end of a notice on the screen.
    Tick,
    /// The service said what it is, or why it cannot be reached.
    Greeted(Result<Health, Clean>),
    /// The answer to a login; on failure the sentence for the officer.
    LoggedIn(Result<LoggedIn, Clean>),
    /// The journal of whoever logged in was opened.
    Restored(Box<Restored>),
    /// The journal is not kept on the disk any more, and why.
    Unkept(Clean),
    /// An order was sent and no answer came: whether it was carried out is not known. It is asked for again.
    Unsettled(Uuid),
    /// The rulebook arrived.
    Rules(Result<Arc<Rulebook>, Clean>),
    /// The state of the window arrived.
    Desk(Result<Box<DeskSnapshot>, Clean>),
    /// The service answered an order.
    Answered {
        /// Id of the order.
        id: Uuid,
        /// Receipt or refusal.
        result: Result<Receipt, Problem>,
    },
    /// Something happened in the hall.
    Happened(Box<Recorded>),
    /// Cases were found; `seq` tells which question is answered.
    Found {
        /// Number of the question.
        seq: u64,
        /// What was found, or why not.
        result: Result<CaseList, Clean>,
    },
    /// What expires in the hall; `seq` tells which question is answered.
    Agenda {
        /// Number of the question.
        seq: u64,
        /// The clocks, or why not.
        result: Result<Agenda, Clean>,
    },
    /// A case that was asked for by its number, to be opened.
    Case {
        /// Number of the question.
        seq: u64,
        /// The case, or why not.
        result: Result<Box<Versioned<Case>>, Clean>,
    },
    /// A paper was sent to the printer, or not.
    Printed {
        /// Which paper of the record; none for a ticket of the queue.
        paper: Option<PaperRef>,
        /// Where to, or why not.
        result: Result<Printed, Clean>,
    },
    /// A paper came as the service has it, or not.
    Paper {
        /// Which.
        number: PaperNumber,
        /// The paper, or why it did not come.
        result: Result<Box<PaperRead>, Clean>,
    },
    /// A paper was written to a file, or not.
    Saved(Result<Saved, Clean>),
    /// The look was written to the settings, or there are none, or why it was not.
    LookKept(Result<bool, Clean>),
    /// The state of the line to the service.
    Link(Link),
    /// The password typed at a locked desk was right, or why it is not taken.
    Unlocked(Result<(), Clean>),
    /// The session is over: expired or ended elsewhere.
    SessionOver(Clean),
}

/// A login that succeeded.
#[derive(Clone, PartialEq, Debug)]
pub struct LoggedIn {
    /// The session.
    pub session: Session,
    /// Why the token is only in memory, where no keyring took it.
    pub token_in_memory: Option<Clean>,
}

/// A paper written as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// Its name without ending: kind and number.
    pub name: String,
    /// The folder it is in.
    pub folder: String,
}

/// The line to the service.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// Answers come.
    Online,
    /// No answer; orders wait.
    Offline {
        /// How many orders wait.
        unsent: usize,
    },
}

/// An edit of the field in focus. Paste is typing (style.md 3.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// A character.
    Insert(char),
    /// A pasted text.
    Paste(String),
    /// Delete before the caret.
    Backspace,
    /// Delete at the caret.
    Delete,
    /// Caret to the left.
    Left,
    /// Caret to the right.
    Right,
    /// Caret to the start.
    Home,
    /// Caret to the end.
    End,
}

/// What the desk asks of the runtime.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Log in.
    LogIn(Login),
    /// End the session and forget the token; the post keeps its holder.
    LogOut {
        /// Hall.
        hall: HallId,
        /// Who.
        officer: OfficerId,
        /// Where.
        window: WindowId,
    },
    /// Open the journal of whoever logged in; answered by [`Message::Restored`].
    OpenJournal {
        /// Hall.
        hall: HallId,
        /// Who.
        officer: OfficerId,
        /// Where.
        window: WindowId,
    },
    /// Keep what is being typed, before the next key is read; none when nothing is.
    Keep(Option<Box<Typing>>),
    /// A refused order leaves the journal, and what it carried stays there.
    Settle {
        /// Id of the order.
        id: Uuid,
        /// What stays.
        held: Option<Box<Held>>,
    },
    /// Keep what was typed and came to nothing.
    Hold(Box<Held>),
    /// The officer cleared it.
    Clear(Uuid),
    /// A draft of this officer at the service was taken up or dropped.
    DropDraft(OfficerId),
    /// Load the rulebook.
    LoadRules,
    /// Load the state of the window.
    LoadDesk(WindowId),
    /// Follow what happens after this sequence number.
    Follow(u64),
    /// Keep the lease of the post alive under this fence; none stops it.
    KeepLease(Option<(WindowId, Fence)>),
    /// Send an order; in the order of the effects, until answered.
    Send(Box<Order>),
    /// Look for cases.
    FindCases {
        /// Number of the question.
        seq: u64,
        /// What was typed.
        query: String,
    },
    /// Ask what expires in the hall.
    LoadAgenda {
        /// Number of the question.
        seq: u64,
    },
    /// Fetch a case by its number, to open it.
    LoadCase {
        /// Number of the question.
        seq: u64,
        /// Number of the case.
        number: String,
    },
    /// Print a paper.
    Print {
        /// What, and how often.
        job: Box<PrintJob>,
    },
    /// Fetch a paper as the service has it.
    LoadPaper(PaperNumber),
    /// Write a paper as text into the officer's folder.
    SavePaper {
        /// Name of the file without ending, made of our own data.
        name: String,
        /// The text.
        text: String,
    },
    /// Write the chosen look to the settings; answered by [`Message::LookKept`].
    KeepLook(String),
    /// The desk is locked: what would let somebody in without a password is taken out of the keyring.
    Lock,
    /// Whether this is the officer's password; answered by [`Message::Unlocked`].
    Unlock(String),
    /// End the program.
    Quit,
}
