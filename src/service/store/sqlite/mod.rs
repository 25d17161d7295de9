//! The embedded store: SQLite in WAL mode, every commit synced, one pen and a few readers.

mod attempts;
mod chain;
mod drafts;
mod read;
mod write;

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Row, SqlSafeStr};

use super::{Constraint, Later, Store, StoreError, StoredSession, Unit, View, Want};
use crate::domain::case::Case;
use crate::domain::ids::{HallId, WindowId};
use crate::domain::paper::PaperKind;
use crate::domain::state::Versioned;
use crate::wire::{Draft, Recorded, StoredPaper};

/// Below it, two connections can corrupt the write-ahead log (reliability.md 0.8).
const OLDEST: (u32, u32, u32) = (3, 51, 3);

/// A SQLite database.
pub struct Sqlite {
    pen: SqlitePool,
    readers: SqlitePool,
    /// Set when a commit failed for another reason than a constraint: nothing more is written then.
    broken: Arc<AtomicBool>,
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
        let pen = pool(1).connect_with(options.clone()).await?;
        recent_enough(&pen).await?;
        migrate(&pen).await?;
        let readers =
            if in_memory { pen.clone() } else { pool(4).connect_with(options.read_only(true)).await? };
        Ok(Self { pen, readers, broken: Arc::new(AtomicBool::new(false)) })
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(10))
}

async fn recent_enough(pool: &SqlitePool) -> Result<(), StoreError> {
    let version: String = sqlx::query("SELECT sqlite_version()").fetch_one(pool).await?.try_get(0)?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST {
        let (major, minor, patch) = OLDEST;
        let text = format!("SQLite {version} is older than {major}.{minor}.{patch}");
        return Err(StoreError::Unavailable(text));
    }
    Ok(())
}

async fn migrate(pool: &SqlitePool) -> Result<(), StoreError> {
    let step = |version, name: &'static str, sql: &'static str| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let record = include_str!("../../../../migrations/sqlite/0001_the_record.sql");
    let papers = include_str!("../../../../migrations/sqlite/0002_papers_proved.sql");
    let drafts = include_str!("../../../../migrations/sqlite/0003_drafts.sql");
    let steps =
        vec![step(1, "the record", record), step(2, "papers proved", papers), step(3, "drafts", drafts)];
    Migrator::with_migrations(steps)
        .run(pool)
        .await
        .map_err(|error| StoreError::Unavailable(format!("migration: {error}")))
}

impl Store for Sqlite {
    fn begin(&self) -> Later<'_, Box<dyn Unit>> {
        Box::pin(async {
            if self.broken.load(Ordering::Acquire) {
                return Err(StoreError::Unavailable("an earlier commit failed; restart to recover".into()));
            }
            let transaction = self.pen.begin_with("BEGIN IMMEDIATE").await?;
            let unit: Box<dyn Unit> =
                Box::new(write::Transaction { inner: transaction, broken: self.broken.clone() });
            Ok(unit)
        })
    }

    fn view<'a>(&'a self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, View> {
        Box::pin(async move {
            let mut moment = self.readers.begin().await?;
            let seq = read::last_seq(&mut moment).await?;
            let state = read::load(&mut moment, hall, day, wants).await?;
            Ok(View { seq, state })
        })
    }

    fn find_cases<'a>(
        &'a self,
        hall: &'a HallId,
        query: &'a str,
        limit: u32,
    ) -> Later<'a, Vec<Versioned<Case>>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::find_cases(&mut connection, hall, query, limit).await
        })
    }

    fn case<'a>(&'a self, hall: &'a HallId, number: &'a str) -> Later<'a, Option<Versioned<Case>>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::case(&mut connection, hall, number).await
        })
    }

    fn papers_of<'a>(&'a self, hall: &'a HallId, kind: PaperKind, year: i16) -> Later<'a, Vec<StoredPaper>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::papers_of(&mut connection, hall, kind, year).await
        })
    }

    fn document<'a>(&'a self, hall: &'a HallId, number: &'a str) -> Later<'a, Option<StoredPaper>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::document(&mut connection, hall, number).await
        })
    }

    fn events<'a>(
        &'a self,
        hall: Option<&'a HallId>,
        after: u64,
        limit: u32,
    ) -> Later<'a, Vec<(HallId, Recorded)>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::events(&mut connection, hall, after, limit).await
        })
    }

    fn last_seq(&self) -> Later<'_, u64> {
        Box::pin(async {
            let mut connection = self.readers.acquire().await?;
            read::last_seq(&mut connection).await
        })
    }

    fn lease<'a>(&'a self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::lease(&mut connection, hall, window).await
        })
    }

    fn drafts<'a>(&'a self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Vec<Draft>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            drafts::of_window(&mut connection, hall, window).await
        })
    }

    fn session<'a>(&'a self, token_hash: &'a str) -> Later<'a, Option<StoredSession>> {
        Box::pin(async move {
            let mut connection = self.readers.acquire().await?;
            read::session(&mut connection, token_hash).await
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            self.readers.close().await;
            // Readers are gone, so the log can be folded into the database; if not, it stays and is read again.
            if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pen).await {
                tracing::debug!(%error, "no checkpoint at close");
            }
            self.pen.close().await;
        })
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refused) if refused.is_unique_violation() => {
                Self::Conflict(constraint(refused.message()))
            }
            sqlx::Error::Database(refused) if refused.is_check_violation() => {
                Self::Conflict(Constraint::Other)
            }
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Unreadable(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

/// SQLite names the columns of a violated constraint: `UNIQUE constraint failed: events.hall, events.stream`.
fn constraint(message: &str) -> Constraint {
    let names = |column: &str| message.contains(column);
    if names("events.version") {
        Constraint::Version
    } else if names("states.serving_at") {
        Constraint::OneServed
    } else if names("receipts.command_id") {
        Constraint::OneReceipt
    } else if names("documents.number") || names("states.number") {
        Constraint::Number
    } else {
        Constraint::Other
    }
}

/// SQLite counts in signed numbers.
fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A count read from a column that is never negative.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A moment that is only compared.
fn moment(milliseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(milliseconds).map_err(|error| StoreError::Unreadable(error.to_string()))
}
