//! What crosses HTTP. The domain's types are the wire's types (DESIGN 2.1): here is only what wraps them.
//! Fields are only ever added.

mod board;
mod draft;
mod problem;

pub use board::{Board, BoardCall, BoardClass, BoardWindow, Doing};
pub use draft::{Draft, PutDraft, Typed};
pub use problem::{Problem, code_of};

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::case::Case;
use crate::domain::coverage::Coverage;
use crate::domain::hall::Officer;
use crate::domain::ids::{Fence, HallId, ItemCode, OfficerId, WindowId};
use crate::domain::paper::Track;
use crate::domain::state::{Event, State};

/// `POST /v1/sessions`: log in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Login {
    /// Hall; none means the service's first.
    pub hall: Option<HallId>,
    /// Staff number, or the officer's name where it is unique in the hall.
    pub officer: String,
    /// Password as typed.
    pub password: String,
    /// Window the terminal stands at.
    pub window: WindowId,
}

/// `POST /v1/sessions/current/password`: whoever has the session says the password again, to open a locked desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Password {
    /// As typed.
    pub password: String,
}

/// The answer to a login.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Session {
    /// Bearer token; a secret.
    pub token: String,
    /// Hall.
    pub hall: HallId,
    /// Who logged in.
    pub officer: Officer,
    /// At which window.
    pub window: WindowId,
    /// Until when the session lasts at most.
    pub expires: Timestamp,
}

/// An event as recorded: what, when, by whom.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recorded {
    /// Place in the order of the hall's events, growing.
    pub seq: u64,
    /// Version of the stream after it; 1 for the first.
    pub version: u64,
    /// When, by the clock of the store.
    pub at: Timestamp,
    /// Who did it.
    pub actor: OfficerId,
    /// On whose post, where the actor covered (S177).
    pub acting_for: Option<OfficerId>,
    /// In the name of which window.
    pub window: WindowId,
    /// Under which fence.
    pub fence: Fence,
    /// What happened.
    pub event: Event,
}

/// The answer to an order that was carried out. The same order sent again gets the same bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// Id of the order.
    pub id: uuid::Uuid,
    /// What happened, in order; papers among it are numbered.
    pub events: Vec<Recorded>,
}

/// `GET /v1/windows/{id}/desk`: all a desk needs at start.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeskSnapshot {
    /// Clock of the service.
    pub now: Timestamp,
    /// Sequence number up to which the state is folded; the live stream goes on from it.
    pub seq: u64,
    /// Post of the window and of the others, tickets of the day that wait or are at this window, cases this
    /// window keeps that are not closed.
    pub state: State,
    /// Whether this is a demonstration: every screen and paper says so.
    pub demonstration: bool,
    /// Whether the lease of the holder has lapsed.
    pub lease_lapsed: bool,
    /// How another terminal joins, in a demonstration.
    pub join: Option<String>,
    /// Entity tag of the rulebook this was made under.
    pub rules_tag: String,
    /// What was typed at this window and not yet sent.
    #[serde(default)]
    pub drafts: Vec<Draft>,
}

/// `GET /v1/cases?q=`: found cases, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseList {
    /// The cases with their versions.
    pub cases: Vec<crate::domain::state::Versioned<Case>>,
    /// Whether there are more than were sent.
    pub more: bool,
}

/// `GET /v1/clocks?window=`: what expires when, the nearest first; of the hall where no window is named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Agenda {
    /// The clocks that run; names of people are masked.
    pub entries: Vec<crate::domain::agenda::Entry>,
    /// Whether there are more than were sent.
    pub more: bool,
}

/// What of the register is asked for; nothing means everything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RegisterAsked {
    /// The beginning of a number, an identity number or credit code or its last four, or a part of a name.
    pub text: String,
    /// Only this item.
    pub item: Option<ItemCode>,
    /// First day of receipt.
    pub from: Option<jiff::civil::Date>,
    /// Last day of receipt.
    pub to: Option<jiff::civil::Date>,
    /// Only numbers before this one: the last of the page before.
    pub before: Option<String>,
}

/// `GET /v1/register?q=&item=&from=&to=&before=`: a page of the register, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RegisterPage {
    /// The rows; nobody is shown whole.
    pub rows: Vec<crate::domain::register::Row>,
    /// Whether there are more: they come before the last number.
    pub more: bool,
}

/// `GET /v1/reports/register?from=&to=`: what a span of days came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RegisterReport {
    /// First day.
    pub from: jiff::civil::Date,
    /// Last day.
    pub to: jiff::civil::Date,
    /// The days and the items.
    pub report: crate::domain::register::Report,
}

/// `PUT /v1/windows/{id}/lease`: the holder's desk is alive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lease {
    /// Fence the desk holds.
    pub fence: Fence,
}

/// The answer to a heartbeat.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeaseState {
    /// Until when the lease runs.
    pub until: Timestamp,
    /// Clock of the service.
    pub now: Timestamp,
}

/// `GET /v1/reports/coverage`: who was at a window on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WindowCoverage {
    /// The window.
    pub window: WindowId,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The day.
    pub day: jiff::civil::Date,
    /// Up to when the day is told.
    pub until: Timestamp,
    /// Holders and gaps.
    pub coverage: Coverage,
    /// Seconds the open window was empty.
    pub empty_seconds: i64,
    /// Names of the holders.
    #[serde(default)]
    pub officers: BTreeMap<OfficerId, String>,
}

/// `GET /v1/documents/{number}`: a paper as issued.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StoredPaper {
    /// Number as printed.
    pub number: String,
    /// The content.
    pub paper: crate::domain::paper::Paper,
    /// The text as issued; never rendered again.
    pub text: String,
    /// The content in the very characters the digest on the paper was reckoned from.
    #[serde(default)]
    pub content: String,
    /// The words as they were composed (`document::Document`): pages are set from it.
    #[serde(default)]
    pub document: serde_json::Value,
    /// What became of it since.
    #[serde(default)]
    pub track: Track,
}

/// `GET /v1/health`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Health {
    /// Always `yichuang`: so that a desk can tell a wrong address.
    pub service: String,
    /// Version of the program.
    pub version: String,
    /// Clock of the service: the desk follows it, not the machine's.
    pub now: Timestamp,
    /// Halls served, with their names.
    pub halls: Vec<(HallId, String)>,
    /// Whether this is a demonstration.
    pub demonstration: bool,
    /// How another terminal joins, in a demonstration.
    pub join: Option<String>,
}
