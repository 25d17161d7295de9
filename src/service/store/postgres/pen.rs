//! One transaction of the shared store.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sqlx::postgres::PgConnection;

use super::super::engine::{Cells, Engine, binds};
use super::super::statements::load::{self, Loaded};
use super::super::unit::Pen;
use super::super::{StoreError, Want};
use super::locks::{self, Class};
use crate::domain::ids::HallId;

/// How often more may turn out to be needed than was locked, before the order begins anew.
const ROUNDS: usize = 4;

/// A transaction; undone when dropped.
pub struct Transaction {
    inner: sqlx::Transaction<'static, sqlx::Postgres>,
    held: BTreeSet<i64>,
    announced: bool,
}

impl Transaction {
    /// One that has begun.
    pub fn new(inner: sqlx::Transaction<'static, sqlx::Postgres>) -> Self {
        Self { inner, held: BTreeSet::new(), announced: false }
    }

    /// Waits for locks, from the lowest key upwards.
    async fn wait_for(&mut self, keys: BTreeSet<i64>) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        // The keys are unfolded in their order, and each is locked as it comes.
        let locked = "SELECT pg_advisory_xact_lock(key) FROM unnest(CAST($1 AS bigint[])) AS key";
        self.inner.run(locked, binds![list(&keys)]).await?;
        self.held.extend(keys);
        Ok(())
    }

    /// Takes locks that nobody has; if somebody does, everything begins anew.
    async fn take(&mut self, keys: BTreeSet<i64>) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        let taken = "SELECT CAST(bool_and(pg_try_advisory_xact_lock(key)) AS integer)::bigint AS taken
                     FROM unnest(CAST($1 AS bigint[])) AS key";
        if self.inner.sure(taken, binds![list(&keys)]).await?.int("taken")? == 0 {
            return Err(StoreError::Again("a lock found to be needed is taken".to_owned()));
        }
        self.held.extend(keys);
        Ok(())
    }
}

/// Keys as PostgreSQL writes a list.
fn list(keys: &BTreeSet<i64>) -> String {
    let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
    format!("{{{}}}", keys.join(","))
}

impl Pen for Transaction {
    type Line = PgConnection;

    fn line(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    async fn hold(&mut self, name: String) -> Result<(), StoreError> {
        let key = locks::key(Class::Once, &name);
        self.wait_for(BTreeSet::from([key])).await
    }

    async fn load(&mut self, hall: &HallId, day: Date, wants: &[Want]) -> Result<Loaded, StoreError> {
        let named = locks::named(hall, day, wants);
        if self.held.last() < named.first() {
            self.wait_for(named).await?;
        } else {
            self.take(&named - &self.held).await?;
        }
        for _ in 0..ROUNDS {
            let loaded = load::to_write(self.line(), hall, day, wants).await?;
            let missing = &locks::reached(hall, day, wants, &loaded.state) - &self.held;
            if missing.is_empty() {
                return Ok(loaded);
            }
            self.take(missing).await?;
        }
        Err(StoreError::Again("what an order reaches changes all the time".to_owned()))
    }

    async fn announce(&mut self) -> Result<(), StoreError> {
        if !self.announced {
            self.inner.run("SELECT events_announce()", binds![]).await?;
            self.announced = true;
        }
        Ok(())
    }

    async fn tell_ended(&mut self, token_hash: &str) -> Result<(), StoreError> {
        self.inner.run("SELECT pg_notify('yichuang', $1)", binds![format!("ended {token_hash}")]).await
    }

    async fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit().await?)
    }
}
