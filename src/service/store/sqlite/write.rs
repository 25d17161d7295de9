//! Writing: one transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{Row, query};
use uuid::Uuid;

use super::super::row::json;
use super::super::{
    Account, Attempt, Entry, Issued, Later, StateRow, StoreError, StoredReceipt, StoredSession, Unit, Want,
};
use super::{attempts, chain, drafts, int, read};
use crate::domain::ids::{HallId, OfficerId, WindowId};
use crate::domain::paper::Track;
use crate::domain::state::State;
use crate::wire::Typed;

/// A transaction that holds the pen.
pub(super) struct Transaction {
    pub(super) inner: sqlx::Transaction<'static, sqlx::Sqlite>,
    pub(super) broken: Arc<AtomicBool>,
}

impl Unit for Transaction {
    fn receipt<'a>(&'a mut self, hall: &'a HallId, id: Uuid) -> Later<'a, Option<StoredReceipt>> {
        Box::pin(async move {
            let row =
                query("SELECT body_hash, status, body FROM receipts WHERE hall = ?1 AND command_id = ?2")
                    .bind(hall.as_str())
                    .bind(id.to_string())
                    .fetch_optional(&mut *self.inner)
                    .await?;
            let Some(row) = row else { return Ok(None) };
            let status = u16::try_from(row.try_get::<i64, _>("status")?).unwrap_or(500);
            let (body_hash, body) = (row.try_get("body_hash")?, row.try_get("body")?);
            Ok(Some(StoredReceipt { body_hash, status, body }))
        })
    }

    fn put_receipt<'a>(
        &'a mut self,
        hall: &'a HallId,
        id: Uuid,
        receipt: &'a StoredReceipt,
        at: Timestamp,
    ) -> Later<'a, ()> {
        Box::pin(async move {
            query("INSERT INTO receipts (hall, command_id, body_hash, status, body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
                .bind(hall.as_str())
                .bind(id.to_string())
                .bind(&receipt.body_hash)
                .bind(i64::from(receipt.status))
                .bind(&receipt.body)
                .bind(at.to_string())
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn load<'a>(&'a mut self, hall: &'a HallId, day: Date, wants: &'a [Want]) -> Later<'a, State> {
        Box::pin(async move { read::load(&mut self.inner, hall, day, wants).await })
    }

    fn lease<'a>(&'a mut self, hall: &'a HallId, window: &'a WindowId) -> Later<'a, Option<Timestamp>> {
        Box::pin(async move { read::lease(&mut self.inner, hall, window).await })
    }

    fn put_lease<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        until: Option<Timestamp>,
    ) -> Later<'a, ()> {
        Box::pin(async move {
            let query = match until {
                Some(until) => query(
                    "INSERT INTO leases (hall, window, until) VALUES (?1, ?2, ?3)
                     ON CONFLICT (hall, window) DO UPDATE SET until = excluded.until",
                )
                .bind(hall.as_str())
                .bind(window.as_str())
                .bind(until.as_millisecond()),
                None => query("DELETE FROM leases WHERE hall = ?1 AND window = ?2")
                    .bind(hall.as_str())
                    .bind(window.as_str()),
            };
            query.execute(&mut *self.inner).await?;
            Ok(())
        })
    }

    fn put_draft<'a>(
        &'a mut self,
        hall: &'a HallId,
        window: &'a WindowId,
        officer: &'a OfficerId,
        draft: Option<(&'a Typed, Timestamp)>,
    ) -> Later<'a, ()> {
        Box::pin(async move { drafts::put(&mut self.inner, hall, window, officer, draft).await })
    }

    fn extend_leases(&mut self, until: Timestamp) -> Later<'_, ()> {
        Box::pin(async move {
            query("UPDATE leases SET until = max(until, ?1)")
                .bind(until.as_millisecond())
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn next_number<'a>(&'a mut self, hall: &'a HallId, series: &'a str) -> Later<'a, u32> {
        Box::pin(async move {
            let row = query(
                "INSERT INTO counters (hall, series, value) VALUES (?1, ?2, 1)
                 ON CONFLICT (hall, series) DO UPDATE SET value = value + 1
                 RETURNING value",
            )
            .bind(hall.as_str())
            .bind(series)
            .fetch_one(&mut *self.inner)
            .await?;
            u32::try_from(row.try_get::<i64, _>("value")?)
                .map_err(|_| StoreError::Unreadable(format!("the series {series} is used up")))
        })
    }

    fn append<'a>(&'a mut self, hall: &'a HallId, entry: &'a Entry) -> Later<'a, u64> {
        Box::pin(async move { chain::append(&mut self.inner, hall, entry).await })
    }

    fn put_state<'a>(&'a mut self, hall: &'a HallId, row: &'a StateRow) -> Later<'a, ()> {
        Box::pin(async move {
            query(PUT_STATE)
                .bind(hall.as_str())
                .bind(&row.stream)
                .bind(row.kind)
                .bind(int(row.version))
                .bind(&row.body)
                .bind(&row.day)
                .bind(&row.changed)
                .bind(&row.phase)
                .bind(row.closed)
                .bind(&row.window)
                .bind(&row.serving_at)
                .bind(&row.number)
                .bind(&row.applicant)
                .bind(&row.id_number)
                .bind(&row.ticket)
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn put_document<'a>(
        &'a mut self,
        hall: &'a HallId,
        stream: &'a str,
        issued: &'a Issued,
    ) -> Later<'a, ()> {
        Box::pin(async move {
            let paper = &issued.paper;
            let number = paper
                .number
                .as_ref()
                .ok_or_else(|| StoreError::Unreadable("a paper without a number".to_owned()))?;
            query(
                "INSERT INTO documents (hall, number, kind, stream, day, paper, text, content, document)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )
            .bind(hall.as_str())
            .bind(number.to_string())
            .bind(paper.kind.mark())
            .bind(stream)
            .bind(paper.on.to_string())
            .bind(json(paper)?)
            .bind(issued.text.as_str())
            .bind(issued.content.as_str())
            .bind(issued.document.as_str())
            .execute(&mut *self.inner)
            .await?;
            Ok(())
        })
    }

    fn put_track<'a>(&'a mut self, hall: &'a HallId, number: &'a str, track: &'a Track) -> Later<'a, ()> {
        Box::pin(async move {
            query("UPDATE documents SET track = ?3 WHERE hall = ?1 AND number = ?2")
                .bind(hall.as_str())
                .bind(number)
                .bind(json(track)?)
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn put_session<'a>(&'a mut self, session: &'a StoredSession, now: Timestamp) -> Later<'a, ()> {
        Box::pin(async move {
            query("DELETE FROM sessions WHERE expires <= ?1")
                .bind(now.as_millisecond())
                .execute(&mut *self.inner)
                .await?;
            query("INSERT INTO sessions (hall, token_hash, officer, window, expires) VALUES (?1, ?2, ?3, ?4, ?5)")
                .bind(session.hall.as_str())
                .bind(&session.token_hash)
                .bind(session.officer.as_str())
                .bind(session.window.as_str())
                .bind(session.expires.as_millisecond())
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn end_session<'a>(&'a mut self, token_hash: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            query("DELETE FROM sessions WHERE token_hash = ?1")
                .bind(token_hash)
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn attempt<'a>(&'a mut self, who: &'a Account, now: Timestamp) -> Later<'a, Attempt> {
        Box::pin(async move { attempts::attempt(&mut self.inner, who, now).await })
    }

    fn clear_attempts<'a>(&'a mut self, who: &'a Account) -> Later<'a, ()> {
        Box::pin(async move {
            query("DELETE FROM login_failures WHERE hall = ?1 AND account = ?2 AND window = ?3")
                .bind(who.hall.as_str())
                .bind(&who.account)
                .bind(who.window.as_str())
                .execute(&mut *self.inner)
                .await?;
            Ok(())
        })
    }

    fn commit(self: Box<Self>) -> Later<'static, ()> {
        Box::pin(async move {
            let Self { inner, broken } = *self;
            let done = inner.commit().await.map_err(StoreError::from);
            if let Err(StoreError::Unavailable(_)) = &done {
                broken.store(true, Ordering::Release);
            }
            done
        })
    }
}

/// The ticket of a case keeps the day on which it was set.
const PUT_STATE: &str = "
INSERT INTO states (hall, stream, kind, version, body, day, changed, phase, closed, window, serving_at,
                    number, applicant, id_number, ticket)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (hall, stream) DO UPDATE SET
    version = excluded.version, body = excluded.body, day = excluded.day, changed = excluded.changed,
    phase = excluded.phase, closed = excluded.closed, window = excluded.window,
    serving_at = excluded.serving_at, number = excluded.number, applicant = excluded.applicant,
    id_number = excluded.id_number,
    ticket = CASE WHEN substr(states.ticket, 1, instr(states.ticket, '@'))
                     = substr(excluded.ticket, 1, instr(excluded.ticket, '@'))
             THEN states.ticket ELSE excluded.ticket END";
