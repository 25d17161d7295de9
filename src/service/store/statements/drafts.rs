//! What is typed at a window and not yet sent.

use jiff::Timestamp;

use super::super::StoreError;
use super::super::engine::{Cells, Engine, binds};
use super::super::row::json;
use super::moment;
use crate::domain::ids::{HallId, OfficerId, WindowId};
use crate::wire::{Draft, Typed};

/// The drafts of a window, the oldest first. One that a newer service wrote and this one cannot read is left where it
/// is.
pub async fn of_window<E: Engine>(
    line: &mut E,
    hall: &HallId,
    window: &WindowId,
) -> Result<Vec<Draft>, StoreError> {
    let rows = line
        .all(
            r#"SELECT officer, since, body FROM drafts WHERE hall = $1 AND "window" = $2 ORDER BY since, officer"#,
            binds![hall.as_str(), window.as_str()],
        )
        .await?;
    let mut drafts = Vec::new();
    for row in rows {
        let Ok(typed) = serde_json::from_str::<Typed>(row.text("body")?) else { continue };
        drafts.push(Draft { officer: row.text("officer")?.into(), since: moment(row.int("since")?)?, typed });
    }
    Ok(drafts)
}

/// Replaces the draft of an officer. Its beginning stays as long as it is the same one that goes on.
pub async fn put<E: Engine>(
    line: &mut E,
    hall: &HallId,
    window: &WindowId,
    officer: &OfficerId,
    draft: Option<(&Typed, Timestamp)>,
) -> Result<(), StoreError> {
    let Some((typed, at)) = draft else {
        return line
            .run(
                r#"DELETE FROM drafts WHERE hall = $1 AND "window" = $2 AND officer = $3"#,
                binds![hall.as_str(), window.as_str(), officer.as_str()],
            )
            .await;
    };
    line.run(
        r#"INSERT INTO drafts (hall, "window", officer, since, at, body) VALUES ($1, $2, $3, $4, $4, $5)
         ON CONFLICT (hall, "window", officer) DO UPDATE SET at = excluded.at, body = excluded.body"#,
        binds![hall.as_str(), window.as_str(), officer.as_str(), at.as_millisecond(), json(typed)?],
    )
    .await
}
