//! The chain of events.

use super::super::engine::{Cells, Engine, binds};
use super::super::row::{json, kind_of};
use super::super::{Entry, StoreError, seal};
use super::int;
use crate::domain::ids::{HallId, OfficerId};

/// Appends an event to its stream; the sequence number it got.
pub async fn append<E: Engine>(line: &mut E, hall: &HallId, entry: &Entry) -> Result<u64, StoreError> {
    let previous = line
        .one(
            "SELECT hash FROM events WHERE hall = $1 AND stream = $2 ORDER BY version DESC LIMIT 1",
            binds![hall.as_str(), &entry.stream],
        )
        .await?;
    let previous = match &previous {
        Some(row) => row.text("hash")?.to_owned(),
        None => seal::START.to_owned(),
    };
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
                hash
            ],
        )
        .await?;
    row.count("seq")
}
