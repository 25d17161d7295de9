//! One transaction of either database: the statements, told to whoever holds the pen.

use std::future::Future;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::engine::Engine;
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
    ) -> impl Future<Output = Result<State, StoreError>> + Send {
        async move { load::load(self.line(), hall, day, wants).await }
    }

    /// Readers are told that sequence numbers are about to be taken.
    fn announce(&mut self) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { Ok(()) }
    }

    /// Other processes are told that a session ends with this transaction.
    fn tell_ended(&mut self, _token_hash: &str) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { Ok(()) }
    }

    /// Makes it so.
    fn commit(self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// A transaction.
pub struct Written<P>(pub P);

impl<P: Pen> Unit for Written<P> {
    fn receipt<'a>(&'a mut self, hall: &'a HallId, id: Uuid) -> Later<'a, Option<StoredReceipt>> {
        Box::pin(async move {
            // The same order twice at once: the second waits and finds the answer of the first.
            self.0.hold(format!("order/{id}")).await?;
            read::receipt(self.0.line(), hall, id).await
        })
    }

    fn put_receipt<'a>(
        &'a mut self,
        hall: &'a HallId,
        id: Uuid,
        receipt: &'a StoredReceipt,
        at: Timestamp,
    ) -> Later<'a, ()> {
        Box::pin(async move { write::receipt(self.0.line(), hall, id, receipt, at).await })
    }

    fn load<'a>(&'a mut self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, State> {
        Box::pin(async move { self.0.load(hall, day, wants).await })
    }

    fn lease<'a>(&'a mut self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>> {
        Box::pin(async move { read::lease(self.0.line(), hall, window).await })
    }

    fn put_lease<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        until: Option<Timestamp>,
    ) -> Later<'a, ()> {
        Box::pin(async move { write::lease(self.0.line(), hall, window, until).await })
    }

    fn put_draft<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        officer: &'a OfficerId,
        draft: Option<(&'a Typed, Timestamp)>,
    ) -> Later<'a, ()> {
        Box::pin(async move { drafts::put(self.0.line(), hall, window, officer, draft).await })
    }

    fn extend_leases(&mut self, until: Timestamp) -> Later<'_, ()> {
        Box::pin(async move { write::extend_leases(self.0.line(), until).await })
    }

    fn next_number<'a>(&'a mut self, hall: &'a HallId, series: &'a str) -> Later<'a, u32> {
        Box::pin(async move { write::next_number(self.0.line(), hall, series).await })
    }

    fn append<'a>(&'a mut self, hall: &'a HallId, entry: &'a Entry) -> Later<'a, u64> {
        Box::pin(async move {
            self.0.announce().await?;
            chain::append(self.0.line(), hall, entry).await
        })
    }

    fn put_state<'a>(&'a mut self, hall: &'a HallId, row: &'a StateRow) -> Later<'a, ()> {
        Box::pin(async move { write::state(self.0.line(), hall, row).await })
    }

    fn put_document<'a>(
        &'a mut self,
        hall: &'a HallId,
        stream: &'a str,
        issued: &'a Issued,
    ) -> Later<'a, ()> {
        Box::pin(async move { write::document(self.0.line(), hall, stream, issued).await })
    }

    fn put_track<'a>(&'a mut self, hall: &'a HallId, number: &'a str, track: &'a Track) -> Later<'a, ()> {
        Box::pin(async move { write::track(self.0.line(), hall, number, track).await })
    }

    fn put_session<'a>(&'a mut self, session: &'a StoredSession, now: Timestamp) -> Later<'a, ()> {
        Box::pin(async move { write::session(self.0.line(), session, now).await })
    }

    fn end_session<'a>(&'a mut self, token_hash: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            write::end_session(self.0.line(), token_hash).await?;
            self.0.tell_ended(token_hash).await
        })
    }

    fn attempt<'a>(&'a mut self, who: &'a Account, now: Timestamp) -> Later<'a, Attempt> {
        Box::pin(async move {
            // Many attempts at once count as many.
            self.0.hold(format!("account/{}/{}/{}", who.hall, who.window, who.account)).await?;
            attempts::attempt(self.0.line(), who, now).await
        })
    }

    fn clear_attempts<'a>(&'a mut self, who: &'a Account) -> Later<'a, ()> {
        Box::pin(async move { attempts::clear(self.0.line(), who).await })
    }

    fn commit(self: Box<Self>) -> Later<'static, ()> {
        Box::pin(async move { self.0.commit().await })
    }
}
