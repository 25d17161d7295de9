//! Opening a PostgreSQL database: how its connections are set, what it must be, its tables.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, SqlSafeStr};

use super::super::engine::{Cells, Engine, binds};
use super::super::{Opening, StoreError};
use super::Postgres;
use super::talk::Talk;

/// The oldest version that is known to do: 15.
const OLDEST: i64 = 150_000;
/// How many orders are at work at once in one process. With readers and talk it opens 24 connections at most: four
/// processes fit into the hundred that PostgreSQL allows as it is installed.
pub(super) const WRITERS: u32 = 16;
const READERS: u32 = 6;

impl Postgres {
    /// Opens the database and brings its tables up to date; several processes may do so at once.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url).map_err(|_| Opening::Address)?;
        let options = options.application_name("yichuang");
        let mut connection = options.connect().await.map_err(|error| unopened(&error))?;
        as_it_must_be(&mut connection).await?;
        migrate(&mut connection).await?;
        connection.close().await?;
        // A statement, a lock or a transaction that takes longer is given up, so that nobody waits for one that hangs.
        let timed = options.options([
            ("statement_timeout", "10s"),
            ("lock_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "15s"),
            ("default_transaction_isolation", "read committed"),
        ]);
        let durable = timed.clone().options([("synchronous_commit", "on")]);
        // What processes tell each other is worth nothing after a crash: no sync for it.
        let light = timed.options([("synchronous_commit", "off")]);
        let pool = |most| {
            PgPoolOptions::new()
                .max_connections(most)
                .min_connections(1)
                .acquire_timeout(Duration::from_secs(10))
        };
        Ok(Self {
            writers: pool(WRITERS).test_before_acquire(false).connect_with(durable.clone()).await?,
            readers: pool(READERS).connect_with(durable).await?,
            talk: Talk::new(pool(2).connect_with(light).await?),
        })
    }
}

/// One connection that reads one moment of the record and changes nothing.
pub async fn to_read(url: &str) -> Result<PgConnection, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| Opening::Address)?;
    let mut connection = options.connect().await.map_err(|error| unopened(&error))?;
    connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", binds![]).await?;
    Ok(connection)
}

/// Why it cannot be opened, without a word of the address: it may hold a password.
fn unopened(error: &sqlx::Error) -> StoreError {
    let opening = match error {
        sqlx::Error::Database(refused) => match refused.code().unwrap_or_default().as_ref() {
            "28P01" | "28000" => Opening::Password,
            "3D000" => Opening::NoDatabase,
            code => Opening::Refused(code.to_owned()),
        },
        sqlx::Error::Io(error) => Opening::Away(error.kind().to_string()),
        sqlx::Error::Tls(_) => Opening::Tls,
        sqlx::Error::Configuration(_) => Opening::Address,
        other => return StoreError::Unavailable(other.to_string()),
    };
    opening.into()
}

/// Durable means durable: a server that does not sync, or may tear its pages, is refused.
async fn as_it_must_be(connection: &mut PgConnection) -> Result<(), StoreError> {
    let asked = "SELECT CAST(current_setting('server_version_num') AS bigint) AS version,
                        current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages";
    let row = connection.sure(asked, binds![]).await?;
    if row.int("version")? < OLDEST {
        return Err(Opening::TooOld(row.int("version")? / 10_000).into());
    }
    for (setting, column) in [("fsync", "fsync"), ("full_page_writes", "pages")] {
        if row.text(column)? != "on" {
            return Err(Opening::NotDurable(setting).into());
        }
    }
    Ok(())
}

/// Numbered steps, under a lock of the database: of several processes one takes them, the others wait and find them
/// taken.
async fn migrate(connection: &mut PgConnection) -> Result<(), StoreError> {
    let record = include_str!("../../../../migrations/postgres/0001_the_record.sql");
    let drafts = include_str!("../../../../migrations/postgres/0002_drafts.sql");
    let register = include_str!("../../../../migrations/postgres/0003_register.sql");
    let step = |version, name: &'static str, sql: &'static str| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let steps = vec![step(1, "the record", record), step(2, "drafts", drafts), step(3, "register", register)];
    Migrator::with_migrations(steps)
        .run(connection)
        .await
        .map_err(|error| StoreError::Unavailable(format!("migration: {error}")))
}
