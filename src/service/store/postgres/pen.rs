//! One transaction of the shared store.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sqlx::postgres::PgConnection;

use super::super::engine::{Engine, binds};
use super::super::statements::load;
use super::super::unit::Pen;
use super::super::{StoreError, Want};
use super::locks::{self, Class};
use crate::domain::ids::HallId;
use crate::domain::state::State;

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
    async fn wait_for(&mut self, keys: &BTreeSet<i64>) -> Result<(), StoreError> {
        for key in keys {
            self.inner.run("SELECT pg_advisory_xact_lock($1)", binds![*key]).await?;
            self.held.insert(*key);
        }
        Ok(())
    }

    /// Takes locks that nobody has; if somebody does, everything begins anew.
    async fn take(&mut self, keys: impl Iterator<Item = i64>) -> Result<(), StoreError> {
        use super::super::engine::Cells as _;
        for key in keys {
            let taken = "SELECT CAST(pg_try_advisory_xact_lock($1) AS integer)::bigint AS taken";
            if self.inner.sure(taken, binds![key]).await?.int("taken")? == 0 {
                return Err(StoreError::Again("a lock found to be needed is taken".to_owned()));
            }
            self.held.insert(key);
        }
        Ok(())
    }
}

impl Pen for Transaction {
    type Line = PgConnection;

    fn line(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    async fn hold(&mut self, name: String) -> Result<(), StoreError> {
        let key = locks::key(Class::Once, &name);
        self.wait_for(&BTreeSet::from([key])).await
    }

    async fn load(&mut self, hall: &HallId, day: Date, wants: &[Want]) -> Result<State, StoreError> {
        let named = locks::named(hall, day, wants);
        if self.held.last() < named.first() {
            self.wait_for(&named).await?;
        } else {
            let missing = &named - &self.held;
            self.take(missing.into_iter()).await?;
        }
        for _ in 0..ROUNDS {
            let state = load::load(self.line(), hall, day, wants).await?;
            let missing = &locks::reached(hall, day, wants, &state) - &self.held;
            if missing.is_empty() {
                return Ok(state);
            }
            self.take(missing.into_iter()).await?;
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
