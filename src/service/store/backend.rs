//! A store of either database: the questions, told to whoever reads.

use std::collections::BTreeMap;
use std::future::Future;
use std::ops::DerefMut;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;

use super::engine::Engine;
use super::statements::{drafts, load, read, register};
use super::unit::{Pen, Written};
use super::{Later, News, RegisterQuery, Store, StoreError, StoredSession, Unit, View, Want};
use crate::domain::case::Case;
use crate::domain::ids::{HallId, WindowId};
use crate::domain::paper::PaperKind;
use crate::domain::state::{Event, Versioned};
use crate::wire::{Draft, Recorded, StoredPaper};

/// A database, as far as the two differ.
pub trait Backend: Send + Sync + 'static {
    /// A transaction.
    type Pen: Pen;
    /// A connection to read what was committed.
    type Reader: DerefMut<Target = Self::Line> + Send;
    /// What a reader speaks.
    type Line: Engine;

    /// Takes up the pen.
    fn pen(&self) -> impl Future<Output = Result<Self::Pen, StoreError>> + Send;

    /// A connection to read with.
    fn reader(&self) -> impl Future<Output = Result<Self::Reader, StoreError>> + Send;

    /// Up to which sequence number everything is decided: what is not there by now never will be.
    fn horizon(line: &mut Self::Line) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// What was committed as of one moment: its horizon, and the parts asked for.
    fn view(
        &self,
        hall: &HallId,
        day: Date,
        wants: &[Want],
    ) -> impl Future<Output = Result<View, StoreError>> + Send {
        async move {
            let mut reader = self.reader().await?;
            // In this order: every event up to the horizon is in the state. One that is in the state and beyond the
            // horizon comes again on the live stream, where its version says that it is known.
            let seq = Self::horizon(&mut reader).await?;
            let state = load::load(&mut *reader, hall, day, wants).await?;
            Ok(View { seq, state })
        }
    }

    /// Refused where it is known that nothing can be written until the process is started anew.
    fn may_write(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Something was committed here.
    fn committed(&self) {}

    /// Hears what other processes commit, until the store closes.
    fn hear<'a>(&'a self, tell: &'a (dyn Fn(News) + Send + Sync)) -> BoxFuture<'a, ()>;

    /// How far this moment is from the database's clock, where it has one of its own.
    fn apart(&self, now: Timestamp) -> impl Future<Output = Result<jiff::SignedDuration, StoreError>> + Send;

    /// Writes everything out and lets go.
    fn close(&self) -> impl Future<Output = ()> + Send;
}

impl<B: Backend> Store for B {
    fn begin(&self) -> Later<'_, Box<dyn Unit>> {
        Box::pin(async {
            let unit: Box<dyn Unit> = Box::new(Written::new(self.pen().await?));
            Ok(unit)
        })
    }

    fn view<'a>(&'a self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, View> {
        Box::pin(Backend::view(self, hall, day, wants))
    }

    fn find_cases<'a>(
        &'a self,
        hall: &'a HallId,
        query: &'a str,
        limit: u32,
    ) -> Later<'a, Vec<Versioned<Case>>> {
        Box::pin(async move { read::find_cases(&mut *self.reader().await?, hall, query, limit).await })
    }

    fn case<'a>(&'a self, hall: &'a HallId, number: &'a str) -> Later<'a, Option<Versioned<Case>>> {
        Box::pin(async move { read::case(&mut *self.reader().await?, hall, number).await })
    }

    fn papers_of<'a>(&'a self, hall: &'a HallId, kind: PaperKind, year: i16) -> Later<'a, Vec<StoredPaper>> {
        Box::pin(async move { read::papers_of(&mut *self.reader().await?, hall, kind, year).await })
    }

    fn document<'a>(&'a self, hall: &'a HallId, number: &'a str) -> Later<'a, Option<StoredPaper>> {
        Box::pin(async move { read::document(&mut *self.reader().await?, hall, number).await })
    }

    fn events<'a>(
        &'a self,
        hall: Option<&'a HallId>,
        after: u64,
        limit: u32,
    ) -> Later<'a, Vec<(HallId, Recorded)>> {
        Box::pin(async move {
            let mut reader = self.reader().await?;
            let horizon = B::horizon(&mut reader).await?;
            read::events(&mut *reader, hall, (after, horizon), limit).await
        })
    }

    fn may_write(&self) -> Result<(), StoreError> {
        Backend::may_write(self)
    }

    fn last_seq(&self) -> Later<'_, u64> {
        Box::pin(async { B::horizon(&mut *self.reader().await?).await })
    }

    fn lease<'a>(&'a self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>> {
        Box::pin(async move { read::lease(&mut *self.reader().await?, hall, window).await })
    }

    fn leases<'a>(&'a self, hall: &'a HallId) -> Later<'a, BTreeMap<WindowId, Timestamp>> {
        Box::pin(async move { read::leases(&mut *self.reader().await?, hall).await })
    }

    fn attendance<'a>(
        &'a self,
        hall: &'a HallId,
        window: &'a WindowId,
    ) -> Later<'a, Vec<(Timestamp, Event)>> {
        Box::pin(async move { read::attendance(&mut *self.reader().await?, hall, window).await })
    }

    fn register<'a>(&'a self, hall: &'a HallId, query: &'a RegisterQuery) -> Later<'a, Vec<Case>> {
        Box::pin(async move { register::cases(&mut *self.reader().await?, hall, query).await })
    }

    fn happened<'a>(
        &'a self,
        hall: &'a HallId,
        from: Timestamp,
        to: Timestamp,
    ) -> Later<'a, Vec<(Timestamp, Event)>> {
        Box::pin(async move { register::happened(&mut *self.reader().await?, hall, from, to).await })
    }

    fn drafts<'a>(&'a self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Vec<Draft>> {
        Box::pin(async move { drafts::of_window(&mut *self.reader().await?, hall, window).await })
    }

    fn session<'a>(&'a self, token_hash: &'a str) -> Later<'a, Option<StoredSession>> {
        Box::pin(async move { read::session(&mut *self.reader().await?, token_hash).await })
    }

    fn committed(&self) {
        Backend::committed(self);
    }

    fn hear<'a>(&'a self, tell: &'a (dyn Fn(News) + Send + Sync)) -> BoxFuture<'a, ()> {
        Backend::hear(self, tell)
    }

    fn apart(&self, now: Timestamp) -> Later<'_, jiff::SignedDuration> {
        Box::pin(Backend::apart(self, now))
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(Backend::close(self))
    }
}
