//! Where the record lives, as the door sees it: in SQLite beside the service, or in PostgreSQL behind several.
//!
//! [`Store`] reads what was committed. [`Unit`] is one transaction, and the only way to change anything.
//!
//! Both databases are told the same statements (`statements`, `backend`, `unit`). `sqlite` and `postgres` hold what
//! differs: opening, who may write when, commit, and up to where readers may read.

mod backend;
pub(super) mod engine;
mod fault;
mod postgres;
pub(super) mod row;
pub(super) mod seal;
mod sqlite;
mod statements;
mod unit;

use std::sync::Arc;

use std::collections::BTreeMap;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub(super) use postgres::to_read;
pub use row::{Entry, StateRow, stream_key};

use crate::domain::case::Case;
use crate::domain::ids::{CaseId, HallId, ItemCode, OfficerId, TicketNo, WindowId};
use crate::domain::paper::{Paper, PaperKind, Track};
use crate::domain::state::{Event, State, Versioned};
use crate::wire::{Draft, Recorded, StoredPaper, Typed};

/// What a store answers, later.
pub type Later<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// Why a database server cannot be used, with what to mend. The address is never told: it may hold a password.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Opening {
    /// The address is none.
    #[error(
        "数据库地址不是有效的写法；请按 postgres://用户:口令@主机:5432/库名 填写，口令中的特殊字符用 %XX 表示"
    )]
    Address,
    /// Wrong user or password.
    #[error("数据库不认这个用户或口令；请核对 --database 中的用户和口令，以及服务器的 pg_hba.conf")]
    Password,
    /// The server has no such database.
    #[error("数据库服务器上没有这个库；请先用 createdb 建库，或核对 --database 末尾的库名")]
    NoDatabase,
    /// Nobody answers.
    #[error("连不上数据库服务器（{0}）；请确认它已启动，并核对 --database 中的主机、端口和防火墙")]
    Away(String),
    /// No safe connection.
    #[error("与数据库服务器建立不了加密连接；请核对 sslmode 和证书（sslrootcert）")]
    Tls,
    /// Another refusal, by its code.
    #[error("数据库服务器拒绝连接（SQLSTATE {0}）；请查看服务器的日志")]
    Refused(String),
    /// Too old a server.
    #[error("数据库服务器的版本是 PostgreSQL {0}，过旧；请升级到 15 或以上")]
    TooOld(i64),
    /// A server that may lose what it confirmed.
    #[error("数据库服务器关闭了 {0}，断电会丢失已确认的办件；请改为 on 后再启动")]
    NotDurable(&'static str),
    /// Clocks that differ: by how many seconds.
    #[error("本机时钟与数据库服务器相差{0}秒；期限以分秒计，请校准两台机器的时钟后再启动")]
    ClocksApart(i64),
}

/// Why a store did not do it. Nothing happened then, or it is unknown whether it did; it is never a success.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A rule of the tables stood against it: somebody else was first.
    #[error("constraint: {0:?}")]
    Conflict(Constraint),
    /// Others were at work on the same things; nothing happened, and it can be tried again from the beginning.
    #[error("others were at work: {0}")]
    Again(String),
    /// The store cannot be reached or cannot write.
    #[error("store unavailable: {0}")]
    Unavailable(String),
    /// It was never opened.
    #[error(transparent)]
    Opening(#[from] Opening),
    /// What was read is not what was ever written.
    #[error("store holds something unreadable: {0}")]
    Unreadable(String),
}

impl StoreError {
    /// Whether the same may succeed, or be refused for a better reason, when it is begun anew: others got in between.
    pub fn is_race(&self) -> bool {
        match self {
            Self::Again(_) => true,
            Self::Conflict(constraint) => !matches!(constraint, Constraint::Other),
            Self::Unavailable(_) | Self::Opening(_) | Self::Unreadable(_) => false,
        }
    }
}

/// The rules of the tables, by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Constraint {
    /// A version of a stream is written once (I-20).
    Version,
    /// A window serves one ticket at a time (I-03).
    OneServed,
    /// An order is carried out once (I-35).
    OneReceipt,
    /// A number is given once (I-14).
    Number,
    /// Any other.
    Other,
}

/// A part of the hall's state to load.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Want {
    /// The post of a window.
    Post(WindowId),
    /// All posts, held still: whoever changes who sits where has them to themselves.
    Posts,
    /// All posts, as they happen to be.
    Neighbours,
    /// A ticket of the day.
    Ticket(TicketNo),
    /// All waiting tickets of the day.
    Queue,
    /// Tickets of some day that were reserved, whatever became of them.
    Reserved(Date),
    /// Tickets of the day called to, served or parked at a window.
    TicketsAt(WindowId),
    /// No-shows of the day of a window.
    NoShows(WindowId),
    /// A case.
    Case(CaseId),
    /// The ticket a case is served under, if it is of the day.
    TicketOf(CaseId),
    /// Cases served under a ticket of the day.
    CasesUnder(TicketNo),
    /// Cases served under the same ticket as this one.
    CasesBeside(CaseId),
    /// Cases a window keeps that are not closed.
    OpenCases(WindowId),
    /// Cases of the hall that are not closed.
    AllOpenCases,
    /// Cases closed at a window on the day.
    ClosedCases(WindowId),
    /// Cases that wait for a department.
    Undecided,
}

/// A consistent look at the state.
#[derive(Clone, Debug)]
pub struct View {
    /// The last event folded into it.
    pub seq: u64,
    /// What was asked for.
    pub state: State,
}

/// What of the register is looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterQuery {
    /// The beginning of a number, an identity number or credit code or its last four, or a part of a name.
    pub text: String,
    /// Only this item.
    pub item: Option<ItemCode>,
    /// First day of receipt.
    pub from: Date,
    /// Last day of receipt.
    pub to: Date,
    /// Only numbers before this one.
    pub before: Option<String>,
    /// The most rows.
    pub limit: u32,
}

/// A stored answer to an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredReceipt {
    /// Fingerprint of who asked for what.
    pub body_hash: String,
    /// HTTP status.
    pub status: u16,
    /// The bytes that were sent.
    pub body: Vec<u8>,
}

/// A paper as it is issued.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issued {
    /// The paper, numbered and sealed.
    pub paper: Paper,
    /// Its content in the very characters the digest was reckoned from.
    pub content: String,
    /// Its words as composed, as JSON.
    pub document: String,
    /// Its words as text.
    pub text: String,
}

/// A session as stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredSession {
    /// Hall.
    pub hall: HallId,
    /// Hash of the token.
    pub token_hash: String,
    /// Who.
    pub officer: OfficerId,
    /// At which window.
    pub window: WindowId,
    /// Until when.
    pub expires: Timestamp,
}

/// Whether somebody may try a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attempt {
    /// Yes; it counts as failed until it is cleared.
    Reserved,
    /// No, too many failed.
    LockedUntil(Timestamp),
}

/// What another process did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum News {
    /// Something was committed, or may have been.
    Committed,
    /// The session with this token hash ended.
    Ended(String),
    /// Nothing was heard for a while: the end of a session may have been missed.
    Deaf,
}

/// Opens the record at a URL: `postgres://…`, or `sqlite:PATH`.
///
/// # Errors
/// [`StoreError`], if it cannot be opened or is not as it must be.
pub async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    if is_shared(url) {
        return Ok(Arc::new(postgres::Postgres::open(url).await?));
    }
    Ok(Arc::new(sqlite::Sqlite::open(url).await?))
}

/// Whether the record at this URL can have several services.
pub fn is_shared(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The committed record.
pub trait Store: Send + Sync {
    /// Begins a transaction, which is undone when dropped.
    fn begin(&self) -> Later<'_, Box<dyn Unit>>;

    /// Parts of a hall's state, all of one moment.
    fn view<'a>(&'a self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, View>;

    /// Cases by number (or its beginning), identity number or credit code, or part of the applicant's name;
    /// newest first.
    fn find_cases<'a>(
        &'a self,
        hall: &'a HallId,
        query: &'a str,
        limit: u32,
    ) -> Later<'a, Vec<Versioned<Case>>>;

    /// The case with this number.
    fn case<'a>(&'a self, hall: &'a HallId, number: &'a str) -> Later<'a, Option<Versioned<Case>>>;

    /// Papers of a kind issued in a year, oldest first.
    fn papers_of<'a>(&'a self, hall: &'a HallId, kind: PaperKind, year: i16) -> Later<'a, Vec<StoredPaper>>;

    /// The paper with this number.
    fn document<'a>(&'a self, hall: &'a HallId, number: &'a str) -> Later<'a, Option<StoredPaper>>;

    /// Events after a sequence number, in order; of one hall or of all.
    fn events<'a>(
        &'a self,
        hall: Option<&'a HallId>,
        after: u64,
        limit: u32,
    ) -> Later<'a, Vec<(HallId, Recorded)>>;

    /// Refused where it is known that nothing can be written until the process is started anew. Costs nothing.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], with the reason for the log.
    fn may_write(&self) -> Result<(), StoreError>;

    /// The last sequence number that may be read.
    fn last_seq(&self) -> Later<'_, u64>;

    /// Until when the lease of a window's holder runs.
    fn lease<'a>(&'a self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>>;

    /// Until when the lease of each window's holder runs.
    fn leases<'a>(&'a self, hall: &'a HallId) -> Later<'a, BTreeMap<WindowId, Timestamp>>;

    /// Who came to and left the post of a window, was away and was silent, oldest first, each with its moment.
    fn attendance<'a>(&'a self, hall: &'a HallId, window: &'a WindowId)
    -> Later<'a, Vec<(Timestamp, Event)>>;

    /// Cases of the register, newest first.
    fn register<'a>(&'a self, hall: &'a HallId, query: &'a RegisterQuery) -> Later<'a, Vec<Case>>;

    /// What the report of the register is reckoned from, in the order it happened: tickets begun, cases opened,
    /// papers issued, decisions, from a moment on and before another.
    fn happened<'a>(
        &'a self,
        hall: &'a HallId,
        from: Timestamp,
        to: Timestamp,
    ) -> Later<'a, Vec<(Timestamp, Event)>>;

    /// What was typed at a window and not yet sent, the oldest first.
    fn drafts<'a>(&'a self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Vec<Draft>>;

    /// The session with this token hash.
    fn session<'a>(&'a self, token_hash: &'a str) -> Later<'a, Option<StoredSession>>;

    /// Something was committed here: other processes are told.
    fn committed(&self);

    /// Hears what other processes do, until it is dropped.
    fn hear<'a>(&'a self, tell: &'a (dyn Fn(News) + Send + Sync)) -> BoxFuture<'a, ()>;

    /// How far this moment is from the database's clock, where it has one of its own.
    fn apart(&self, now: Timestamp) -> Later<'_, jiff::SignedDuration>;

    /// Writes everything out and lets go of the files.
    fn close(&self) -> BoxFuture<'_, ()>;
}

/// One transaction.
pub trait Unit: Send {
    /// The stored answer to an order.
    fn receipt<'a>(&'a mut self, hall: &'a HallId, id: Uuid) -> Later<'a, Option<StoredReceipt>>;

    /// Stores the answer to an order.
    fn put_receipt<'a>(
        &'a mut self,
        hall: &'a HallId,
        id: Uuid,
        receipt: &'a StoredReceipt,
        at: Timestamp,
    ) -> Later<'a, ()>;

    /// Parts of the hall's state.
    fn load<'a>(&'a mut self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, State>;

    /// Until when the lease of a window's holder runs.
    fn lease<'a>(&'a mut self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>>;

    /// Sets or ends the lease of a window's holder.
    fn put_lease<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        until: Option<Timestamp>,
    ) -> Later<'a, ()>;

    /// Replaces what an officer has typed at a window and not yet sent; none takes it away.
    fn put_draft<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        officer: &'a OfficerId,
        draft: Option<(&'a Typed, Timestamp)>,
    ) -> Later<'a, ()>;

    /// No lease ends before this moment: after a restart every desk has time to say that it is alive.
    fn extend_leases(&mut self, until: Timestamp) -> Later<'_, ()>;

    /// The next number of a series. The last thing a transaction does that others could wait for.
    fn next_number<'a>(&'a mut self, hall: &'a HallId, series: &'a str) -> Later<'a, u32>;

    /// Appends an event to its stream and to the chain of hashes; the sequence number it got.
    fn append<'a>(&'a mut self, hall: &'a HallId, entry: &'a Entry) -> Later<'a, u64>;

    /// Replaces the state of a stream.
    fn put_state<'a>(&'a mut self, hall: &'a HallId, row: &'a StateRow) -> Later<'a, ()>;

    /// Stores a paper as issued.
    fn put_document<'a>(&'a mut self, hall: &'a HallId, stream: &'a str, paper: &'a Issued) -> Later<'a, ()>;

    /// Replaces what became of a paper.
    fn put_track<'a>(&'a mut self, hall: &'a HallId, number: &'a str, track: &'a Track) -> Later<'a, ()>;

    /// Opens a session, and forgets those that ran out.
    fn put_session<'a>(&'a mut self, session: &'a StoredSession, now: Timestamp) -> Later<'a, ()>;

    /// Ends a session.
    fn end_session<'a>(&'a mut self, token_hash: &'a str) -> Later<'a, ()>;

    /// Reserves an attempt to log in.
    fn attempt<'a>(&'a mut self, who: &'a Account, now: Timestamp) -> Later<'a, Attempt>;

    /// The password was right: earlier failures are forgotten.
    fn clear_attempts<'a>(&'a mut self, who: &'a Account) -> Later<'a, ()>;

    /// Makes it so. After an error here it is unknown whether it happened.
    fn commit(self: Box<Self>) -> Later<'static, ()>;
}

/// Whose failed attempts are counted together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Hall.
    pub hall: HallId,
    /// Staff number, or a hash of what was typed where it names nobody.
    pub account: String,
    /// At which window.
    pub window: WindowId,
}

impl Account {
    /// Failures that lock.
    pub const TRIES: i64 = 5;
    /// Within how long they lock, and for how long.
    pub const SPAN: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);
}
