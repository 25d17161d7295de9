//! What is typed at a window and not yet sent.

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, query};

use super::super::StoreError;
use super::super::row::json;
use super::moment;
use crate::domain::ids::{HallId, OfficerId, WindowId};
use crate::wire::{Draft, Typed};

/// The drafts of a window, the oldest first. One that a newer service wrote and this one cannot read is left where it
/// is.
pub(super) async fn of_window(
    connection: &mut SqliteConnection,
    hall: &HallId,
    window: &WindowId,
) -> Result<Vec<Draft>, StoreError> {
    let rows = query(
        "SELECT officer, since, body FROM drafts WHERE hall = ?1 AND window = ?2 ORDER BY since, officer",
    )
    .bind(hall.as_str())
    .bind(window.as_str())
    .fetch_all(connection)
    .await?;
    let mut drafts = Vec::new();
    for row in rows {
        let Ok(typed) = serde_json::from_str::<Typed>(row.try_get("body")?) else { continue };
        let officer = OfficerId::new(row.try_get::<String, _>("officer")?);
        drafts.push(Draft { officer, since: moment(row.try_get("since")?)?, typed });
    }
    Ok(drafts)
}

/// Replaces the draft of an officer. Its beginning stays as long as it is the same one that goes on.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    hall: &HallId,
    window: &WindowId,
    officer: &OfficerId,
    draft: Option<(&Typed, Timestamp)>,
) -> Result<(), StoreError> {
    let query = match draft {
        Some((typed, at)) => query(
            "INSERT INTO drafts (hall, window, officer, since, at, body) VALUES (?1, ?2, ?3, ?4, ?4, ?5)
             ON CONFLICT (hall, window, officer) DO UPDATE SET at = excluded.at, body = excluded.body",
        )
        .bind(hall.as_str())
        .bind(window.as_str())
        .bind(officer.as_str())
        .bind(at.as_millisecond())
        .bind(json(typed)?),
        None => query("DELETE FROM drafts WHERE hall = ?1 AND window = ?2 AND officer = ?3")
            .bind(hall.as_str())
            .bind(window.as_str())
            .bind(officer.as_str()),
    };
    query.execute(connection).await?;
    Ok(())
}
