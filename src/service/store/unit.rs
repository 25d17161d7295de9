//! One transaction of either database: the statements, told to whoever holds the pen.

use std::collections::BTreeMap;
use std::future::{Future, ready};

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::engine::{Change, Engine};
use super::seal;
use super::statements::load::Loaded;
use super::statements::{attempts, chain, drafts, load, read, write};
use super::{
    Account, Attempt, Entry, Issued, Later, StateRow, StoreError, StoredReceipt, StoredSession, Unit, Want,
};
use crate::domain::ids::{HallId, OfficerId, WindowId};
use crate::domain::paper::Track;
use crate::domain::state::State;
use crate::wire::Typed;

/// A transaction, as far as the databases differ. What is left out here is what a store with one pen need not do:
/// nobody else writes while it is held.
pub trait Pen: Send + Sized + 'static {
    /// Where statements go.
    type Line: Engine;

    /// Where statements go.
    fn line(&mut self) -> &mut Self::Line;

    /// Waits until nobody else is at work under this name, and keeps others from it to the end.
    fn hold(&mut self, _name: String) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { Ok(()) }
    }

    /// Parts of a hall's state, which stay as they are to the end.
    fn load(
        &mut self,
        hall: &HallId,
        day: Date,
        wants: &[Want],
    ) -> impl Future<Output = Result<Loaded, StoreError>> + Send {
        async move { load::to_write(self.line(), hall, day, wants).await }
    }

    /// Readers are told that sequence numbers are about to be taken.
    fn announce(&mut self) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { Ok(()) }
    }

    /// Other processes are told that a session ends with this transaction.
    fn tell_ended(&mut self, _token_hash: &str) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { Ok(()) }
    }

    /// What is told last, together with `more` that was put off.
    fn last(&mut self, _more: bool) -> Option<Change> {
        None
    }

    /// Makes it so.
    fn commit(self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// A transaction. States, leases and the receipt are told together at its end: each is a row that nobody reads before,
/// and one exchange is less than three.
pub struct Written<P> {
    pen: P,
    heads: BTreeMap<String, String>,
    leases: BTreeMap<WindowId, Option<Timestamp>>,
    later: Vec<Change>,
}

impl<P: Pen> Written<P> {
    /// A transaction that has begun.
    pub fn new(pen: P) -> Self {
        Self { pen, heads: BTreeMap::new(), leases: BTreeMap::new(), later: Vec::new() }
    }

    /// What was put off is told before anything is read.
    async fn line(&mut self) -> Result<&mut P::Line, StoreError> {
        let later = std::mem::take(&mut self.later);
        self.pen.line().change(later).await?;
        Ok(self.pen.line())
    }
}

impl<P: Pen> Unit for Written<P> {
    fn receipt<'a>(&'a mut self, hall: &'a HallId, id: Uuid) -> Later<'a, Option<StoredReceipt>> {
        Box::pin(async move {
            // The same order twice at once: the second waits and finds the answer of the first.
            self.pen.hold(format!("order/{id}")).await?;
            read::receipt(self.line().await?, hall, id).await
        })
    }

    fn put_receipt<'a>(
        &'a mut self,
        hall: &'a HallId,
        id: Uuid,
        receipt: &'a StoredReceipt,
        at: Timestamp,
    ) -> Later<'a, ()> {
        self.later.push(write::receipt(hall, id, receipt, at));
        Box::pin(ready(Ok(())))
    }

    fn load<'a>(&'a mut self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, State> {
        Box::pin(async move {
            self.line().await?;
            let loaded = self.pen.load(hall, day, wants).await?;
            self.heads.extend(loaded.heads);
            self.leases.extend(loaded.leases);
            Ok(loaded.state)
        })
    }

    fn lease<'a>(&'a mut self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>> {
        Box::pin(async move {
            match self.leases.get(window) {
                Some(known) => Ok(*known),
                None => read::lease(self.line().await?, hall, window).await,
            }
        })
    }

    fn put_lease<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        until: Option<Timestamp>,
    ) -> Later<'a, ()> {
        self.leases.insert(window.clone(), until);
        self.later.push(write::lease(hall, window, until));
        Box::pin(ready(Ok(())))
    }

    fn put_draft<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        officer: &'a OfficerId,
        draft: Option<(&'a Typed, Timestamp)>,
    ) -> Later<'a, ()> {
        Box::pin(async move { drafts::put(self.pen.line(), hall, window, officer, draft).await })
    }

    fn extend_leases(&mut self, until: Timestamp) -> Later<'_, ()> {
        Box::pin(async move { write::extend_leases(self.pen.line(), until).await })
    }

    fn next_number<'a>(&'a mut self, hall: &'a HallId, series: &'a str) -> Later<'a, u32> {
        Box::pin(async move { write::next_number(self.pen.line(), hall, series).await })
    }

    fn append<'a>(&'a mut self, hall: &'a HallId, entry: &'a Entry) -> Later<'a, u64> {
        Box::pin(async move {
            self.pen.announce().await?;
            let head = match self.heads.remove(&entry.stream) {
                Some(head) => head,
                None if entry.version == 1 => seal::START.to_owned(),
                None => chain::head(self.pen.line(), hall, &entry.stream).await?,
            };
            let (seq, hash) = chain::append(self.pen.line(), hall, entry, head).await?;
            self.heads.insert(entry.stream.clone(), hash);
            Ok(seq)
        })
    }

    fn put_state<'a>(&'a mut self, hall: &'a HallId, row: &'a StateRow) -> Later<'a, ()> {
        self.later.push(write::state(hall, row));
        Box::pin(ready(Ok(())))
    }

    fn put_document<'a>(
        &'a mut self,
        hall: &'a HallId,
        stream: &'a str,
        issued: &'a Issued,
    ) -> Later<'a, ()> {
        Box::pin(async move { write::document(self.pen.line(), hall, stream, issued).await })
    }

    fn put_track<'a>(&'a mut self, hall: &'a HallId, number: &'a str, track: &'a Track) -> Later<'a, ()> {
        Box::pin(async move { write::track(self.pen.line(), hall, number, track).await })
    }

    fn put_session<'a>(&'a mut self, session: &'a StoredSession, now: Timestamp) -> Later<'a, ()> {
        Box::pin(async move { write::session(self.pen.line(), session, now).await })
    }

    fn end_session<'a>(&'a mut self, token_hash: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            write::end_session(self.pen.line(), token_hash).await?;
            self.pen.tell_ended(token_hash).await
        })
    }

    fn attempt<'a>(&'a mut self, who: &'a Account, now: Timestamp) -> Later<'a, Attempt> {
        Box::pin(async move {
            // Many attempts at once count as many.
            self.pen.hold(format!("account/{}/{}/{}", who.hall, who.window, who.account)).await?;
            attempts::attempt(self.line().await?, who, now).await
        })
    }

    fn clear_attempts<'a>(&'a mut self, who: &'a Account) -> Later<'a, ()> {
        Box::pin(async move { attempts::clear(self.pen.line(), who).await })
    }

    fn commit(self: Box<Self>) -> Later<'static, ()> {
        Box::pin(async move {
            let mut unit = *self;
            let mut later = std::mem::take(&mut unit.later);
            later.extend(unit.pen.last(!later.is_empty()));
            unit.pen.line().change(later).await?;
            unit.pen.commit().await
        })
    }
}
