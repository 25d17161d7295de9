//! The chain of events.

use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use super::super::row::{json, kind_of};
use super::super::{Entry, StoreError, seal};
use super::{count, int};
use crate::domain::ids::{HallId, OfficerId};

/// Appends an event to its stream; the sequence number it got.
pub(super) async fn append(
    connection: &mut SqliteConnection,
    hall: &HallId,
    entry: &Entry,
) -> Result<u64, StoreError> {
    let previous =
        query("SELECT hash FROM events WHERE hall = ?1 AND stream = ?2 ORDER BY version DESC LIMIT 1")
            .bind(hall.as_str())
            .bind(&entry.stream)
            .fetch_optional(&mut *connection)
            .await?;
    let previous: String = match previous {
        Some(row) => row.try_get("hash")?,
        None => seal::START.to_owned(),
    };
    let body = json(&entry.event)?;
    let hash = seal::link(hall, entry, &body, &previous)?;
    let row = query(
        "INSERT INTO events (hall, stream, version, at, actor, acting_for, window, fence, command_id,
                             kind, body, prev_hash, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         RETURNING seq",
    )
    .bind(hall.as_str())
    .bind(&entry.stream)
    .bind(int(entry.version))
    .bind(entry.at.to_string())
    .bind(entry.actor.as_str())
    .bind(entry.acting_for.as_ref().map(OfficerId::as_str))
    .bind(entry.window.as_str())
    .bind(int(entry.fence.0))
    .bind(entry.command_id.map(|id| id.to_string()))
    .bind(kind_of(&entry.event)?)
    .bind(body)
    .bind(previous)
    .bind(hash)
    .fetch_one(&mut *connection)
    .await?;
    Ok(count(row.try_get("seq")?))
}
