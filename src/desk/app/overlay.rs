//! What can lie over the desk; at most one thing at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::card::CardView;
use super::duty::PostAct;
use super::form::Form;
use super::guidance::GuidanceDraft;
use super::print::PaperRead;
use crate::domain::agenda::Entry;
use crate::domain::case::Case;
use crate::domain::checklist::Exit;
use crate::domain::command::Command;
use crate::domain::fee::Quote;
use crate::domain::ids::{CaseId, DefectCode, ItemCode, MaterialCode, TicketNo, WindowId};
use crate::domain::paper::PaperRef;
use crate::domain::post::{HelpReason, Occasion};
use crate::domain::queue::GreenReason;
use crate::domain::state::Versioned;
use crate::text::Clean;

/// What lies over the desk.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The coded defects of a line, to be picked.
    Defects(DefectPick),
    /// A list with a search line.
    Pick(Picker),
    /// A form.
    Form(Box<Form>),
    /// The papers (告知文书): the draft of the next one, and those issued.
    Notices(Box<NoticesView>),
    /// The neutral invitation to rate (好差评).
    Invitation(Invitation),
    /// An act with legal effect, to be confirmed.
    Confirm(Box<Confirm>),
    /// The fee.
    Fee(Box<FeeView>),
    /// The clocks of the case, each with its trace.
    Clocks(ClocksView),
    /// What expires when, of all cases.
    Agenda(AgendaView),
    /// The handover.
    Handover(HandoverView),
    /// What was entered and did not take effect (未生效的录入).
    Held(HeldView),
    /// What all cases of the visit ask for, merged.
    Visit {
        /// First line shown.
        top: usize,
    },
    /// A knowledge card.
    Card(CardView),
    /// The keys.
    Help {
        /// First line shown.
        top: usize,
        /// What is looked for among them.
        line: tui_input::Input,
        /// What it was called from: nothing typed there is lost.
        under: Option<Box<Overlay>>,
    },
}

/// Picking defects of one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DefectPick {
    /// The line.
    pub material: MaterialCode,
    /// Whether they are mended at the counter at once.
    pub on_the_spot: bool,
    /// Those marked.
    pub marked: Vec<DefectCode>,
    /// Whether several are being marked: a digit then adds to them instead of standing alone.
    pub several: bool,
    /// The one under the cursor.
    pub at: usize,
}

/// A list to pick from.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What is picked.
    pub what: What,
    /// The search line.
    pub line: tui_input::Input,
    /// What was found.
    pub rows: Vec<Row>,
    /// The row under the cursor.
    pub at: usize,
    /// Whether the service is still looking.
    pub looking: bool,
    /// Why nothing could be found.
    pub problem: Option<crate::text::Clean>,
}

/// What a list holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Items of the catalogue.
    Items,
    /// Cases of the hall.
    Cases,
    /// Windows to send a ticket to.
    Windows,
    /// Tickets parked or missed at this window.
    Tickets,
    /// Papers that can be issued beside the exits.
    Papers,
    /// What can be done about the post and its queue.
    Post,
    /// The windows of the hall.
    Hall,
    /// Why the post is handed over.
    Occasions,
    /// Why the lead is called.
    Help,
    /// Why this ticket moves forward.
    Green(TicketNo),
    /// Looks (themes).
    Looks,
    /// The palette: actions, items, cases, papers, cards.
    Actions,
}

impl What {
    /// Whether it is a short menu: digits choose, nothing is searched.
    pub fn is_menu(&self) -> bool {
        matches!(self, Self::Post | Self::Hall | Self::Occasions | Self::Help | Self::Green(_) | Self::Looks)
    }
}

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it says.
    pub text: String,
    /// What stands beside it.
    pub detail: String,
    /// What it is.
    pub value: RowValue,
}

/// What a row is.
#[derive(Clone, Debug)]
pub enum RowValue {
    /// An item.
    Item(ItemCode),
    /// A case.
    Case(Box<Versioned<Case>>),
    /// A window.
    Window(WindowId),
    /// A ticket.
    Ticket(TicketNo),
    /// A paper to issue.
    Paper(super::papers_menu::Offered),
    /// Something about the post.
    Post(PostAct),
    /// A window of the hall.
    HallWindow(WindowId),
    /// Why the post is handed over.
    Occasion(Occasion),
    /// Why the lead is called.
    Help(HelpReason),
    /// Why a ticket moves forward; none takes it back.
    Green(TicketNo, Option<GreenReason>),
    /// An action.
    Action(crate::desk::keymap::Action),
    /// A look, by its place in the list.
    Look(usize),
    /// A case this desk knows.
    CaseHere(CaseId),
    /// An issued paper.
    Issued(PaperRef),
    /// A knowledge card.
    Card(CardView),
}

/// The papers of a case, or those of the window that belong to none. The preview of a draft is the dialog of its
/// issue.
#[derive(Clone, Debug, Default)]
pub struct NoticesView {
    /// The case; none for the papers of the window.
    pub case: Option<CaseId>,
    /// The draft at the head of the list, where one fits.
    pub draft: Option<Drafted>,
    /// The row under the cursor, the draft being the first.
    pub at: usize,
    /// Whether the paper has the keys, or else the list.
    pub reading: bool,
    /// First line of the paper shown.
    pub top: usize,
    /// From when on the issuing key counts.
    pub armed: Option<Timestamp>,
    /// Papers as the service has them, by number; or why they could not be fetched.
    pub read: BTreeMap<String, Result<PaperRead, Clean>>,
    /// What was filled in for the draft: there it goes back to.
    pub form: Option<Box<Form>>,
}

/// What is about to be issued.
#[derive(Clone, Debug)]
pub enum Drafted {
    /// The paper of an exit.
    Exit(Exit),
    /// The paper a command would issue.
    Paper(Box<Command>),
    /// Guidance before an application (N-03).
    Guidance(Box<GuidanceDraft>),
}

/// The neutral invitation to rate: nothing on it can be entered or changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invitation {
    /// What the code says: the address of rating, or number and verification code of the newest paper.
    pub code: Clean,
}

/// An act with legal effect.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Title.
    pub title: String,
    /// What it will do, in sentences.
    pub lines: Vec<String>,
    /// The command.
    pub command: Command,
    /// From when on the confirming key counts.
    pub armed: Option<Timestamp>,
    /// What was filled in before: there it goes back to, with everything typed.
    pub form: Option<Box<Form>>,
    /// At which window, where it is not this one.
    pub at: Option<WindowId>,
}

impl Picker {
    /// Whether the row under the cursor can be an item: its guide is a key away.
    pub fn has_items(&self) -> bool {
        let item = || matches!(self.rows.get(self.at), Some(Row { value: RowValue::Item(_), .. }));
        self.what == What::Items || (self.what == What::Actions && item())
    }
}

impl Confirm {
    /// An act that nothing was filled in for.
    pub fn new(title: &str, lines: Vec<String>, command: Command) -> Self {
        Self { title: title.to_owned(), lines, command, armed: None, form: None, at: None }
    }
}

/// The fee of a case.
#[derive(Clone, Debug)]
pub struct FeeView {
    /// Case.
    pub case: CaseId,
    /// Inputs the officer gives.
    pub form: Form,
    /// The proof, or what is missing.
    pub quote: Result<Quote, String>,
    /// First line of the proof shown.
    pub top: usize,
}

/// The clocks of the case in hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClocksView {
    /// The clock under the cursor.
    pub at: usize,
    /// First line of its trace shown.
    pub top: usize,
}

/// What expires when, of the cases of the window; for a lead, of the hall.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AgendaView {
    /// The clocks, the nearest first, as of the last change.
    pub entries: Vec<Entry>,
    /// The one under the cursor.
    pub at: usize,
    /// First line of its trace shown.
    pub top: usize,
    /// Whether the trace has the keys.
    pub reading: bool,
    /// Whether the list is of the whole hall, or else of this window.
    pub of_hall: bool,
    /// Whether there are more than were sent.
    pub more: bool,
    /// The question whose answer is still out.
    pub looking: Option<u64>,
    /// Why there is no answer.
    pub problem: Option<Clean>,
}

/// What did not take effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeldView {
    /// The row under the cursor.
    pub at: usize,
    /// First line of it shown.
    pub top: usize,
}

/// The handover.
#[derive(Clone, Debug, Default)]
pub struct HandoverView {
    /// The line under the cursor.
    pub at: usize,
    /// The remark on that line, once one was written.
    pub remark: Option<Clean>,
}
