//! The chain of events.

use super::super::engine::{Cells, Engine, binds};
use super::super::row::{json, kind_of};
use super::super::{Entry, StoreError, seal};
use super::int;
use crate::domain::ids::{HallId, OfficerId};

/// What the next event of a stream stands on: the hash of its last one.
pub async fn head<E: Engine>(line: &mut E, hall: &HallId, stream: &str) -> Result<String, StoreError> {
    let last = line
        .one(
            "SELECT hash FROM events WHERE hall = $1 AND stream = $2 ORDER BY version DESC LIMIT 1",
            binds![hall.as_str(), stream],
        )
        .await?;
    Ok(match &last {
        Some(row) => row.text("hash")?.to_owned(),
        None => seal::START.to_owned(),
    })
}

/// Appends an event to its stream, where `head` is what it stands on; the sequence number it got, and its hash.
pub async fn append<E: Engine>(
    line: &mut E,
    hall: &HallId,
    entry: &Entry,
    head: String,
) -> Result<(u64, String), StoreError> {
    let previous = head;
    let body = json(&entry.event)?;
    let hash = seal::link(hall, entry, &body, &previous)?;
    let command = entry.command_id.map(|id| id.to_string());
    let row = line
        .sure(
            r#"INSERT INTO events (hall, stream, version, at, actor, acting_for, "window", fence, command_id,
                                 kind, body, prev_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             RETURNING seq"#,
            binds![
                hall.as_str(),
                &entry.stream,
                int(entry.version),
                entry.at.to_string(),
                entry.actor.as_str(),
                entry.acting_for.as_ref().map(OfficerId::as_str),
                entry.window.as_str(),
                int(entry.fence.0),
                &command,
                kind_of(&entry.event)?,
                body,
                previous,
                &hash
            ],
        )
        .await?;
    Ok((row.count("seq")?, hash))
}
