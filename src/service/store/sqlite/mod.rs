//! The embedded store: SQLite in WAL mode, every commit synced, one pen and a few readers.

#[cfg(test)]
mod tests;
mod writer;

use std::ops::{Deref, DerefMut};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, SqlSafeStr};

use super::backend::Backend;
use super::engine::{Cells, Engine};
use super::statements::read;
use super::{News, StoreError};
use writer::{Still, Turn, Writer};

/// Below it, two connections can corrupt the write-ahead log (reliability.md 0.8).
const OLDEST: (u32, u32, u32) = (3, 51, 3);

/// A SQLite database.
pub struct Sqlite {
    pen: Arc<Writer>,
    /// None for a record in memory, which lives in the connection of the pen.
    readers: Option<SqlitePool>,
}

impl Sqlite {
    /// Opens or makes the database `sqlite:PATH`, or one in memory with `sqlite::memory:`.
    ///
    /// # Errors
    /// [`StoreError`], if it cannot be opened, is too old, or its migrations do not match.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("secure_delete", "ON");
        let in_memory = url.contains(":memory:") || url.contains("mode=memory");
        let mut connection = options.connect().await?;
        recent_enough(&mut connection).await?;
        migrate(&mut connection).await?;
        let readers = if in_memory {
            None
        } else {
            let pool = SqlitePoolOptions::new()
                .max_connections(4)
                .min_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .acquire_timeout(Duration::from_secs(10));
            Some(pool.connect_with(options.read_only(true)).await?)
        };
        Ok(Self { pen: Writer::new(connection, in_memory), readers })
    }
}

async fn recent_enough(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let row = connection.sure("SELECT sqlite_version() AS version", vec![]).await?;
    let version = row.text("version")?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST {
        let (major, minor, patch) = OLDEST;
        let text = format!("SQLite {version} is older than {major}.{minor}.{patch}");
        return Err(StoreError::Unavailable(text));
    }
    Ok(())
}

async fn migrate(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let step = |version, name: &'static str, sql: &'static str| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let record = include_str!("../../../../migrations/sqlite/0001_the_record.sql");
    let papers = include_str!("../../../../migrations/sqlite/0002_papers_proved.sql");
    let drafts = include_str!("../../../../migrations/sqlite/0003_drafts.sql");
    let register = include_str!("../../../../migrations/sqlite/0004_register.sql");
    let steps = vec![
        step(1, "the record", record),
        step(2, "papers proved", papers),
        step(3, "drafts", drafts),
        step(4, "register", register),
    ];
    Migrator::with_migrations(steps)
        .run(connection)
        .await
        .map_err(|error| StoreError::Unavailable(format!("migration: {error}")))
}

/// A connection to read with.
pub enum Reader {
    /// One of several.
    Pooled(PoolConnection<sqlx::Sqlite>),
    /// That of the pen.
    Pen(Still),
}

impl Deref for Reader {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Pen(still) => still,
        }
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Pen(still) => still,
        }
    }
}

impl Backend for Sqlite {
    type Pen = Turn;
    type Reader = Reader;
    type Line = SqliteConnection;

    fn may_write(&self) -> Result<(), StoreError> {
        self.pen.may_write()
    }

    async fn pen(&self) -> Result<Turn, StoreError> {
        self.pen.take().await
    }

    async fn reader(&self) -> Result<Reader, StoreError> {
        Ok(match &self.readers {
            Some(readers) => Reader::Pooled(readers.acquire().await?),
            None => Reader::Pen(self.pen.read().await),
        })
    }

    /// One pen gives the numbers in the order of the commits: what is there is all there is.
    async fn horizon(line: &mut SqliteConnection) -> Result<u64, StoreError> {
        read::last_seq(line).await
    }

    /// There is no other process.
    fn hear<'a>(&'a self, _tell: &'a (dyn Fn(News) + Send + Sync)) -> BoxFuture<'a, ()> {
        Box::pin(std::future::pending())
    }

    /// It has no clock of its own.
    async fn apart(&self, _now: Timestamp) -> Result<SignedDuration, StoreError> {
        Ok(SignedDuration::ZERO)
    }

    async fn close(&self) {
        if let Some(readers) = &self.readers {
            readers.close().await;
        }
        if let Err(error) = self.pen.close().await {
            tracing::error!(%error, "close");
        }
    }
}
