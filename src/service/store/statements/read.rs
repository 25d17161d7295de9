//! Reading, inside a transaction or out of one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::super::engine::{Cells, Engine, binds};
use super::super::row::parse;
use super::super::{StoreError, StoredReceipt, StoredSession};
use super::{int, moment};
use crate::domain::case::Case;
use crate::domain::ids::{Fence, HallId, WindowId};
use crate::domain::paper::PaperKind;
use crate::domain::state::{Event, Versioned};
use crate::wire::{Recorded, StoredPaper};

fn versioned_case(row: &impl Cells) -> Result<Versioned<Case>, StoreError> {
    Ok(Versioned { version: row.count("version")?, value: parse(row.text("body")?)? })
}

/// Cases by what an officer can type; everything of the hall for an empty query.
pub async fn find_cases<E: Engine>(
    line: &mut E,
    hall: &HallId,
    wanted: &str,
    limit: u32,
) -> Result<Vec<Versioned<Case>>, StoreError> {
    let escaped = wanted.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_").to_lowercase();
    let rows = line
        .all(
            "SELECT version, body FROM states
             WHERE hall = $1 AND kind = 'case'
               AND (lower(number) LIKE $3 ESCAPE '\\' OR id_number = $2 OR lower(applicant) LIKE $4 ESCAPE '\\')
             ORDER BY number DESC LIMIT $5",
            binds![
                hall.as_str(),
                wanted.to_uppercase(),
                format!("{escaped}%"),
                format!("%{escaped}%"),
                limit
            ],
        )
        .await?;
    rows.iter().map(versioned_case).collect()
}

/// The case with this number.
pub async fn case<E: Engine>(
    line: &mut E,
    hall: &HallId,
    number: &str,
) -> Result<Option<Versioned<Case>>, StoreError> {
    let row = line
        .one(
            "SELECT version, body FROM states WHERE hall = $1 AND number = $2",
            binds![hall.as_str(), number],
        )
        .await?;
    row.as_ref().map(versioned_case).transpose()
}

/// The paper with this number.
pub async fn document<E: Engine>(
    line: &mut E,
    hall: &HallId,
    number: &str,
) -> Result<Option<StoredPaper>, StoreError> {
    let row = line
        .one(
            "SELECT number, paper, text, content, document, track FROM documents
             WHERE hall = $1 AND number = $2",
            binds![hall.as_str(), number],
        )
        .await?;
    row.as_ref().map(stored).transpose()
}

/// Papers of a kind of a year, in the order of their issue.
pub async fn papers_of<E: Engine>(
    line: &mut E,
    hall: &HallId,
    kind: PaperKind,
    year: i16,
) -> Result<Vec<StoredPaper>, StoreError> {
    let rows = line
        .all(
            "SELECT number, paper, text, content, document, track FROM documents
             WHERE hall = $1 AND kind = $2 AND day BETWEEN $3 AND $4 ORDER BY day, length(number), number",
            binds![hall.as_str(), kind.mark(), format!("{year:04}-01-01"), format!("{year:04}-12-31")],
        )
        .await?;
    rows.iter().map(stored).collect()
}

fn stored(row: &impl Cells) -> Result<StoredPaper, StoreError> {
    Ok(StoredPaper {
        number: row.text("number")?.to_owned(),
        paper: parse(row.text("paper")?)?,
        text: row.text("text")?.to_owned(),
        content: row.text("content")?.to_owned(),
        document: parse(row.text("document")?)?,
        track: parse(row.text("track")?)?,
    })
}

/// Events after `after` and up to `horizon`, in order; of one hall or of all.
pub async fn events<E: Engine>(
    line: &mut E,
    hall: Option<&HallId>,
    (after, horizon): (u64, u64),
    limit: u32,
) -> Result<Vec<(HallId, Recorded)>, StoreError> {
    let (after, horizon) = (int(after), int(horizon));
    let rows = match hall {
        Some(hall) => {
            line.all(
                r#"SELECT seq, hall, version, at, actor, acting_for, "window", fence, body FROM events
                 WHERE seq > $1 AND seq <= $2 AND hall = $4 ORDER BY seq LIMIT $3"#,
                binds![after, horizon, limit, hall.as_str()],
            )
            .await?
        }
        None => {
            line.all(
                r#"SELECT seq, hall, version, at, actor, acting_for, "window", fence, body FROM events
                 WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3"#,
                binds![after, horizon, limit],
            )
            .await?
        }
    };
    rows.iter().map(recorded).collect()
}

fn recorded(row: &impl Cells) -> Result<(HallId, Recorded), StoreError> {
    let at = row.text("at")?;
    let at = at.parse().map_err(|error: jiff::Error| StoreError::Unreadable(error.to_string()))?;
    let recorded = Recorded {
        seq: row.count("seq")?,
        version: row.count("version")?,
        at,
        actor: row.text("actor")?.into(),
        acting_for: row.maybe("acting_for")?.map(Into::into),
        window: row.text("window")?.into(),
        fence: Fence(row.count("fence")?),
        event: parse(row.text("body")?)?,
    };
    Ok((row.text("hall")?.into(), recorded))
}

/// The last sequence number written.
pub async fn last_seq<E: Engine>(line: &mut E) -> Result<u64, StoreError> {
    let row = line.sure("SELECT COALESCE(MAX(seq), 0) AS seq FROM events", binds![]).await?;
    row.count("seq")
}

/// Until when the lease of a window's holder runs.
pub async fn lease<E: Engine>(
    line: &mut E,
    hall: &HallId,
    window: &WindowId,
) -> Result<Option<Timestamp>, StoreError> {
    let row = line
        .one(
            r#"SELECT until FROM leases WHERE hall = $1 AND "window" = $2"#,
            binds![hall.as_str(), window.as_str()],
        )
        .await?;
    row.map(|row| moment(row.int("until")?)).transpose()
}

/// Until when each window's lease runs.
pub async fn leases<E: Engine>(
    line: &mut E,
    hall: &HallId,
) -> Result<BTreeMap<WindowId, Timestamp>, StoreError> {
    let rows =
        line.all(r#"SELECT "window", until FROM leases WHERE hall = $1"#, binds![hall.as_str()]).await?;
    rows.iter().map(|row| Ok((row.text("window")?.into(), moment(row.int("until")?)?))).collect()
}

/// Who came to and left a post, was away and was silent, oldest first.
pub async fn attendance<E: Engine>(
    line: &mut E,
    hall: &HallId,
    window: &WindowId,
) -> Result<Vec<(Timestamp, Event)>, StoreError> {
    let rows = line
        .all(
            "SELECT at, body FROM events
             WHERE hall = $1 AND stream = $2
               AND kind IN ('post.holder_changed', 'post.closed', 'post.stepped_away', 'post.stepped_back',
                            'post.fell_silent', 'post.heard_again')
             ORDER BY version",
            binds![hall.as_str(), format!("window/{window}")],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let at = row.text("at")?;
            let at = at.parse().map_err(|_| StoreError::Unreadable(format!("a moment: {at}")))?;
            Ok((at, parse(row.text("body")?)?))
        })
        .collect()
}

/// The session with this token hash.
pub async fn session<E: Engine>(line: &mut E, token_hash: &str) -> Result<Option<StoredSession>, StoreError> {
    let row = line
        .one(
            r#"SELECT hall, token_hash, officer, "window", expires FROM sessions WHERE token_hash = $1"#,
            binds![token_hash],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(StoredSession {
        hall: row.text("hall")?.into(),
        token_hash: row.text("token_hash")?.to_owned(),
        officer: row.text("officer")?.into(),
        window: row.text("window")?.into(),
        expires: moment(row.int("expires")?)?,
    }))
}

/// The stored answer to an order.
pub async fn receipt<E: Engine>(
    line: &mut E,
    hall: &HallId,
    id: Uuid,
) -> Result<Option<StoredReceipt>, StoreError> {
    let row = line
        .one(
            "SELECT body_hash, status, body FROM receipts WHERE hall = $1 AND command_id = $2",
            binds![hall.as_str(), id.to_string()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let status = u16::try_from(row.int("status")?)
        .map_err(|_| StoreError::Unreadable("the status of a receipt".to_owned()))?;
    Ok(Some(StoredReceipt { body_hash: row.text("body_hash")?.to_owned(), status, body: row.bytes("body")? }))
}
