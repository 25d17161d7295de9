//! The only pen of the embedded store, and how many share one sync of the disk (group commit).
//!
//! Units come one after another, each in a savepoint of its own, into one transaction of the database. When nobody
//! waits for the pen, or enough have come, the transaction is committed, and only then does anybody learn that his
//! unit is done. So a lone order is committed at once, and a crowd shares the price of one sync; no timer is involved.
//!
//! Each exchange with the database costs two changes of the thread, which is most of what an order costs. So the
//! savepoint begins together with the first statement that writes, and ends together with the last.
//!
//! A unit that is dropped takes back its savepoint and nothing else; one that has only read leaves nothing to take back. An error that is no constraint may have undone
//! more than its own statement (SQLite rolls back by itself when the disk is full), so it undoes the whole group:
//! nobody was told anything yet, and everybody may send the same again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::super::StoreError;
use super::super::engine::{Bind, Change, Engine};
use super::super::unit::Pen;

/// The most units that share a commit: it bounds how long the first of them waits.
const MOST: usize = 64;

/// Who writes, and who waits to.
pub struct Writer {
    group: Arc<Mutex<Group>>,
    waiting: AtomicUsize,
    /// Set when a commit failed: nothing more is written then.
    broken: AtomicBool,
    most: usize,
}

/// The transaction of the database that units share.
pub struct Group {
    connection: SqliteConnection,
    /// Whether it has begun, as far as is known.
    open: bool,
    /// Whether the unit at work has written, and so is in its savepoint.
    writes: bool,
    /// Whether something happened after which it cannot be committed.
    spoiled: bool,
    /// Who is told when it is committed.
    members: Vec<oneshot::Sender<Result<(), String>>>,
}

impl Writer {
    /// A pen on this connection; `alone` lets no two units share a commit.
    pub fn new(connection: SqliteConnection, alone: bool) -> Arc<Self> {
        let group = Group { connection, open: false, writes: false, spoiled: false, members: Vec::new() };
        Arc::new(Self {
            group: Arc::new(Mutex::new(group)),
            waiting: AtomicUsize::new(0),
            broken: AtomicBool::new(false),
            most: if alone { 1 } else { MOST },
        })
    }

    /// Waits for the pen and begins a unit.
    pub async fn take(self: &Arc<Self>) -> Result<Turn, StoreError> {
        let waiting = Waiting::new(self.clone());
        let group = self.group.clone().lock_owned().await;
        waiting.served();
        self.may_write()?;
        let mut turn = Turn { writer: self.clone(), group: Some(group) };
        turn.line().enter().await?;
        Ok(turn)
    }

    /// Refused after a commit that failed: nobody knows what it left on the disk.
    pub fn may_write(&self) -> Result<(), StoreError> {
        if self.broken.load(Ordering::Acquire) {
            return Err(StoreError::Unavailable("an earlier commit failed; restart to recover".into()));
        }
        Ok(())
    }

    /// The connection, while no unit is at work and nothing waits for its commit: for a record in memory, which has
    /// no other.
    pub async fn read(&self) -> Still {
        Still(self.group.clone().lock_owned().await)
    }

    /// Ends the group, if nobody is there to do it.
    async fn settle(&self, mut group: OwnedMutexGuard<Group>) {
        let full = group.members.len() >= self.most;
        if group.spoiled || full || self.waiting.load(Ordering::Acquire) == 0 {
            group.end(&self.broken).await;
        }
    }

    /// Commits what is waiting and closes the connection.
    pub async fn close(&self) -> Result<(), StoreError> {
        let mut group = self.group.clone().lock_owned().await;
        group.end(&self.broken).await;
        self.broken.store(true, Ordering::Release);
        // Where nobody reads any more, the log is folded into the database; if not, it stays and is read again.
        let folded = group.connection.run("PRAGMA wal_checkpoint(TRUNCATE)", vec![]).await;
        if let Err(error) = folded {
            tracing::debug!(%error, "no checkpoint at close");
        }
        Ok(())
    }
}

impl Group {
    async fn enter(&mut self) -> Result<(), StoreError> {
        if !self.open {
            // Before it is known: whoever is interrupted here leaves it to be rolled back.
            self.open = true;
            if let Err(error) = self.connection.run("BEGIN IMMEDIATE", vec![]).await {
                self.open = false;
                return Err(error);
            }
        }
        Ok(())
    }

    /// The statement, after the beginning of the savepoint where it is the first that writes.
    fn in_savepoint(&mut self, sql: SqlStr) -> SqlStr {
        if self.writes || sql.as_str().starts_with("SELECT") {
            return sql;
        }
        self.writes = true;
        AssertSqlSafe(format!("SAVEPOINT unit;\n{}", sql.as_str())).into_sql_str()
    }

    /// Commits, or undoes what is spoiled, and tells everybody.
    async fn end(&mut self, broken: &AtomicBool) {
        if !self.open {
            self.spoiled = false;
            return;
        }
        let empty = self.members.is_empty();
        let done = if self.spoiled || empty {
            let _ = self.connection.run("ROLLBACK", vec![]).await;
            Err("another order of the same commit failed".to_owned())
        } else {
            let done = self.connection.run("COMMIT", vec![]).await;
            if done.is_err() {
                broken.store(true, Ordering::Release);
                let _ = self.connection.run("ROLLBACK", vec![]).await;
            }
            done.map_err(|error| error.to_string())
        };
        (self.open, self.writes, self.spoiled) = (false, false, false);
        for member in self.members.drain(..) {
            // Whoever no longer listens asks again.
            let _ = member.send(done.clone());
        }
    }
}

impl Engine for Group {
    type Row = SqliteRow;

    fn together(changes: Vec<Change>) -> (String, Vec<Bind<'static>>) {
        SqliteConnection::together(changes)
    }

    async fn ask(&mut self, sql: SqlStr, binds: Vec<Bind<'_>>) -> Result<Vec<SqliteRow>, StoreError> {
        if self.spoiled || !self.open {
            return Err(StoreError::Unavailable("an earlier statement of the group failed".to_owned()));
        }
        let sql = self.in_savepoint(sql);
        let done = self.connection.ask(sql, binds).await;
        self.spoiled = matches!(done, Err(StoreError::Unavailable(_)));
        done
    }
}

/// One unit at work.
pub struct Turn {
    writer: Arc<Writer>,
    group: Option<OwnedMutexGuard<Group>>,
}

impl Pen for Turn {
    type Line = Group;

    #[expect(clippy::expect_used, reason = "the group is given away only with the turn itself")]
    fn line(&mut self) -> &mut Group {
        self.group.as_mut().expect("the turn is at work")
    }

    fn last(&mut self, more: bool) -> Option<Change> {
        (more || self.line().writes).then(|| Change { sql: "RELEASE unit", binds: Vec::new() })
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        let (tell, told) = oneshot::channel();
        // In a task of its own: whoever is interrupted while waiting leaves no group half-way.
        tokio::spawn(async move {
            let Some(mut group) = self.group.take() else { return };
            // Its savepoint ended with its last statement.
            group.writes = false;
            group.members.push(tell);
            self.writer.settle(group).await;
        });
        match told.await {
            Ok(done) => done.map_err(StoreError::Unavailable),
            Err(_) => Err(StoreError::Unavailable("the pen was lost".to_owned())),
        }
    }
}

/// A unit that was not committed takes back what it wrote.
impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut group) = self.group.take() else { return };
        let writer = self.writer.clone();
        let undo = async move {
            if std::mem::take(&mut group.writes) && !group.spoiled {
                let undone = group.connection.run("ROLLBACK TO unit;\nRELEASE unit", vec![]).await;
                group.spoiled = undone.is_err();
            }
            writer.settle(group).await;
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(undo)),
            // Nothing can be told to the database any more; what is open is undone when it closes.
            Err(_) => self.writer.broken.store(true, Ordering::Release),
        }
    }
}

/// Somebody who waits for the pen, and will end the group.
struct Waiting(Option<Arc<Writer>>);

impl Waiting {
    fn new(writer: Arc<Writer>) -> Self {
        writer.waiting.fetch_add(1, Ordering::AcqRel);
        Self(Some(writer))
    }

    fn served(mut self) {
        if let Some(writer) = self.0.take() {
            writer.waiting.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// Whoever counted on the one that went away waits for somebody to end the group.
impl Drop for Waiting {
    fn drop(&mut self) {
        let Some(writer) = self.0.take() else { return };
        writer.waiting.fetch_sub(1, Ordering::AcqRel);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let group = writer.group.clone().lock_owned().await;
                writer.settle(group).await;
            });
        }
    }
}

/// The connection while nothing is being written.
pub struct Still(OwnedMutexGuard<Group>);

impl std::ops::Deref for Still {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.0.connection
    }
}

impl std::ops::DerefMut for Still {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.0.connection
    }
}
