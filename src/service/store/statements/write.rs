//! Writing, inside a transaction.

use jiff::Timestamp;
use uuid::Uuid;

use super::super::engine::{Bind, Cells, Change, Engine, binds};
use super::super::row::json;
use super::super::{Issued, StateRow, StoreError, StoredReceipt, StoredSession};
use super::int;
use crate::domain::ids::{HallId, WindowId};
use crate::domain::paper::Track;

/// Stores the answer to an order.
pub fn receipt(hall: &HallId, id: Uuid, receipt: &StoredReceipt, at: Timestamp) -> Change {
    Change {
        sql: "INSERT INTO receipts (hall, command_id, body_hash, status, body, at) VALUES ($1, $2, $3, $4, $5, $6)",
        binds: binds![
            hall.to_string(),
            id.to_string(),
            receipt.body_hash.clone(),
            i64::from(receipt.status),
            receipt.body.clone(),
            at.to_string()
        ],
    }
}

/// Sets or ends the lease of a window's holder.
pub fn lease(hall: &HallId, window: &WindowId, until: Option<Timestamp>) -> Change {
    match until {
        Some(until) => Change {
            sql: r#"INSERT INTO leases (hall, "window", until) VALUES ($1, $2, $3)
                 ON CONFLICT (hall, "window") DO UPDATE SET until = excluded.until"#,
            binds: binds![hall.to_string(), window.to_string(), until.as_millisecond()],
        },
        None => Change {
            sql: r#"DELETE FROM leases WHERE hall = $1 AND "window" = $2"#,
            binds: binds![hall.to_string(), window.to_string()],
        },
    }
}

/// No lease ends before this moment.
pub async fn extend_leases<E: Engine>(line: &mut E, until: Timestamp) -> Result<(), StoreError> {
    line.run("UPDATE leases SET until = $1 WHERE until < $1", binds![until.as_millisecond()]).await
}

/// The next number of a series.
pub async fn next_number<E: Engine>(line: &mut E, hall: &HallId, series: &str) -> Result<u32, StoreError> {
    let row = line
        .sure(
            "INSERT INTO counters (hall, series, value) VALUES ($1, $2, 1)
             ON CONFLICT (hall, series) DO UPDATE SET value = counters.value + 1
             RETURNING value",
            binds![hall.as_str(), series],
        )
        .await?;
    u32::try_from(row.int("value")?)
        .map_err(|_| StoreError::Unreadable(format!("the series {series} is used up")))
}

/// Replaces the state of a stream. The ticket of a case keeps the day on which it was set: it changes only with its
/// number, the part before the `@`.
pub fn state(hall: &HallId, row: &StateRow) -> Change {
    let number =
        row.ticket.as_deref().and_then(|ticket| ticket.split_once('@')).map(|(no, _)| format!("{no}@"));
    Change {
        sql: r#"INSERT INTO states (hall, stream, kind, version, body, day, changed, phase, closed, "window", serving_at,
                             number, applicant, id_number, ticket)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (hall, stream) DO UPDATE SET
             version = excluded.version, body = excluded.body, day = excluded.day, changed = excluded.changed,
             phase = excluded.phase, closed = excluded.closed, "window" = excluded."window",
             serving_at = excluded.serving_at, number = excluded.number, applicant = excluded.applicant,
             id_number = excluded.id_number,
             ticket = CASE WHEN substr(states.ticket, 1, length($16)) = $16
                      THEN states.ticket ELSE excluded.ticket END"#,
        binds: binds![
            hall.to_string(),
            row.stream.clone(),
            row.kind,
            int(row.version),
            row.body.clone(),
            row.day.clone(),
            row.changed.clone(),
            row.phase.clone(),
            i64::from(row.closed),
            row.window.clone(),
            row.serving_at.clone(),
            row.number.clone(),
            row.applicant.clone(),
            row.id_number.clone(),
            row.ticket.clone(),
            number
        ],
    }
}

/// Stores a paper as issued.
pub async fn document<E: Engine>(
    line: &mut E,
    hall: &HallId,
    stream: &str,
    issued: &Issued,
) -> Result<(), StoreError> {
    let paper = &issued.paper;
    let number = paper.number.as_ref();
    let number = number.ok_or_else(|| StoreError::Unreadable("a paper without a number".to_owned()))?;
    line.run(
        "INSERT INTO documents (hall, number, kind, stream, day, paper, text, content, document)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            hall.as_str(),
            number.to_string(),
            paper.kind.mark(),
            stream,
            paper.on.to_string(),
            json(paper)?,
            &issued.text,
            &issued.content,
            &issued.document
        ],
    )
    .await
}

/// Replaces what became of a paper.
pub async fn track<E: Engine>(
    line: &mut E,
    hall: &HallId,
    number: &str,
    track: &Track,
) -> Result<(), StoreError> {
    line.run(
        "UPDATE documents SET track = $3 WHERE hall = $1 AND number = $2",
        binds![hall.as_str(), number, Bind::Made(json(track)?)],
    )
    .await
}

/// Opens a session, and forgets those that ran out.
pub async fn session<E: Engine>(
    line: &mut E,
    session: &StoredSession,
    now: Timestamp,
) -> Result<(), StoreError> {
    line.run("DELETE FROM sessions WHERE expires <= $1", binds![now.as_millisecond()]).await?;
    line.run(
        r#"INSERT INTO sessions (hall, token_hash, officer, "window", expires) VALUES ($1, $2, $3, $4, $5)"#,
        binds![
            session.hall.as_str(),
            &session.token_hash,
            session.officer.as_str(),
            session.window.as_str(),
            session.expires.as_millisecond()
        ],
    )
    .await
}

/// Ends a session.
pub async fn end_session<E: Engine>(line: &mut E, token_hash: &str) -> Result<(), StoreError> {
    line.run("DELETE FROM sessions WHERE token_hash = $1", binds![token_hash]).await
}
