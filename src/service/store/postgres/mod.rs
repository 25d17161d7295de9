//! The shared store: PostgreSQL, behind as many services as a hall needs.
//!
//! READ COMMITTED, every commit synced. Who decides about a thing first takes its lock (`locks`), so that what was
//! read stays as it is; what must never be, the tables refuse as well. Readers follow the record up to a horizon below
//! which nothing can appear any more (`migrations/postgres/0001`, `events_horizon`). Processes tell each other that
//! something happened (`talk`); what happened is read from the record.

mod locks;
mod opening;
mod pen;
mod talk;

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, PgPool};

use super::backend::Backend;
use super::engine::{Cells, Engine, binds};
use super::{News, StoreError};
pub(in crate::service) use opening::to_read;
use pen::Transaction;
use talk::Talk;

/// A PostgreSQL database.
pub struct Postgres {
    writers: PgPool,
    readers: PgPool,
    talk: Talk,
}

impl Backend for Postgres {
    type Pen = Transaction;
    type Reader = PoolConnection<sqlx::Postgres>;
    type Line = PgConnection;

    async fn pen(&self) -> Result<Transaction, StoreError> {
        // A connection is not asked whether it is alive before it is used; where it is not, nothing has happened yet.
        for _ in 0..opening::WRITERS {
            match self.writers.begin().await {
                Err(sqlx::Error::Io(error)) => tracing::debug!(%error, "a connection was dead"),
                begun => return Ok(Transaction::new(begun?)),
            }
        }
        Err(StoreError::Unavailable("no connection to the database lives".to_owned()))
    }

    async fn reader(&self) -> Result<PoolConnection<sqlx::Postgres>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    async fn horizon(line: &mut PgConnection) -> Result<u64, StoreError> {
        line.sure("SELECT events_horizon() AS seq", binds![]).await?.count("seq")
    }

    fn committed(&self) {
        self.talk.committed();
    }

    fn hear<'a>(&'a self, tell: &'a (dyn Fn(News) + Send + Sync)) -> BoxFuture<'a, ()> {
        Box::pin(self.talk.hear(tell))
    }

    async fn apart(&self, now: Timestamp) -> Result<SignedDuration, StoreError> {
        let theirs = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now";
        let theirs = self.reader().await?.sure(theirs, binds![]).await?.int("now")?;
        Ok(SignedDuration::from_millis(now.as_millisecond() - theirs))
    }

    async fn close(&self) {
        self.talk.close().await;
        self.writers.close().await;
        self.readers.close().await;
    }
}
