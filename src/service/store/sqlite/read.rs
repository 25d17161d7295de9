//! Reading, inside a transaction or out of one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, query};

use super::super::row::parse;
use super::super::{StoreError, StoredSession, Want};
use super::{count, int, moment};
use crate::domain::case::Case;
use crate::domain::ids::{Fence, HallId, WindowId};
use crate::domain::paper::PaperKind;
use crate::domain::post::Post;
use crate::domain::state::{Event, State, Versioned};
use crate::domain::ticket::Ticket;
use crate::wire::{Recorded, StoredPaper};

/// Parts of a hall's state.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    hall: &HallId,
    day: Date,
    wants: &[Want],
) -> Result<State, StoreError> {
    let mut state = State::default();
    for want in wants {
        let (sql, keys) = selection(want, day);
        let mut query = query(sql).bind(hall.as_str());
        for key in keys {
            query = query.bind(key);
        }
        for row in query.fetch_all(&mut *connection).await? {
            take(&mut state, &row)?;
        }
    }
    Ok(state)
}

/// How each part is selected: the statement and what it is bound to after the hall.
fn selection(want: &Want, day: Date) -> (&'static str, Vec<String>) {
    let today = day.to_string();
    match want {
        Want::Post(window) => (BY_STREAM, vec![format!("window/{window}")]),
        Want::Ticket(no) => (BY_STREAM, vec![format!("ticket/{no}@{day}")]),
        Want::Case(case) => (BY_STREAM, vec![format!("case/{case}")]),
        Want::Posts => ("SELECT kind, version, body FROM states WHERE hall = ?1 AND kind = 'window'", vec![]),
        Want::Queue => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'ticket' AND day = ?2 AND phase = 'waiting'",
            vec![today],
        ),
        Want::Reserved(day) => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'ticket' AND day = ?2 AND body LIKE '%\"slot\":{%'",
            vec![day.to_string()],
        ),
        Want::TicketsAt(window) => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'ticket' AND day = ?2 AND window = ?3
               AND phase IN ('called', 'serving', 'parked')",
            vec![today, window.to_string()],
        ),
        Want::NoShows(window) => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'ticket' AND day = ?2 AND window = ?3 AND phase = 'no_show'",
            vec![today, window.to_string()],
        ),
        Want::TicketOf(case) => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND day = ?2
               AND stream = (SELECT 'ticket/' || ticket FROM states WHERE hall = ?1 AND stream = ?3)",
            vec![today, format!("case/{case}")],
        ),
        Want::CasesUnder(no) => (
            "SELECT kind, version, body FROM states WHERE hall = ?1 AND kind = 'case' AND ticket = ?2",
            vec![format!("{no}@{day}")],
        ),
        Want::CasesBeside(case) => (
            "SELECT kind, version, body FROM states WHERE hall = ?1 AND kind = 'case'
               AND ticket = (SELECT ticket FROM states WHERE hall = ?1 AND stream = ?2)",
            vec![format!("case/{case}")],
        ),
        Want::OpenCases(window) => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'case' AND window = ?2 AND closed = 0",
            vec![window.to_string()],
        ),
        Want::ClosedCases(window) => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'case' AND window = ?2 AND closed = 1 AND changed = ?3",
            vec![window.to_string(), today],
        ),
        Want::Undecided => (
            "SELECT kind, version, body FROM states
             WHERE hall = ?1 AND kind = 'case' AND phase IN ('accepted', 'received')",
            vec![],
        ),
    }
}

const BY_STREAM: &str = "SELECT kind, version, body FROM states WHERE hall = ?1 AND stream = ?2";

fn take(state: &mut State, row: &SqliteRow) -> Result<(), StoreError> {
    let kind: &str = row.try_get("kind")?;
    let body: &str = row.try_get("body")?;
    let version = count(row.try_get("version")?);
    match kind {
        "window" => {
            let value: Post = parse(body)?;
            state.posts.insert(value.window.clone(), Versioned { version, value });
        }
        "ticket" => {
            let value: Ticket = parse(body)?;
            state.tickets.insert(value.no.clone(), Versioned { version, value });
        }
        _ => {
            let value: Case = parse(body)?;
            state.cases.insert(value.id.clone(), Versioned { version, value });
        }
    }
    Ok(())
}

fn versioned_case(row: &SqliteRow) -> Result<Versioned<Case>, StoreError> {
    Ok(Versioned { version: count(row.try_get("version")?), value: parse(row.try_get("body")?)? })
}

/// Cases by what an officer can type; everything of the hall for an empty query.
pub(super) async fn find_cases(
    connection: &mut SqliteConnection,
    hall: &HallId,
    wanted: &str,
    limit: u32,
) -> Result<Vec<Versioned<Case>>, StoreError> {
    let escaped = wanted.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let rows = query(
        "SELECT version, body FROM states
         WHERE hall = ?1 AND kind = 'case'
           AND (number LIKE ?3 ESCAPE '\\' OR id_number = ?2 OR applicant LIKE ?4 ESCAPE '\\')
         ORDER BY number DESC LIMIT ?5",
    )
    .bind(hall.as_str())
    .bind(wanted.to_uppercase())
    .bind(format!("{escaped}%"))
    .bind(format!("%{escaped}%"))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(versioned_case).collect()
}

/// The case with this number.
pub(super) async fn case(
    connection: &mut SqliteConnection,
    hall: &HallId,
    number: &str,
) -> Result<Option<Versioned<Case>>, StoreError> {
    let row = query("SELECT version, body FROM states WHERE hall = ?1 AND number = ?2")
        .bind(hall.as_str())
        .bind(number)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(versioned_case).transpose()
}

/// The paper with this number.
pub(super) async fn document(
    connection: &mut SqliteConnection,
    hall: &HallId,
    number: &str,
) -> Result<Option<StoredPaper>, StoreError> {
    let row = query(concat!(
        "SELECT number, paper, text, content, document, track FROM documents",
        " WHERE hall = ?1 AND number = ?2"
    ))
    .bind(hall.as_str())
    .bind(number)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(stored).transpose()
}

/// Papers of a kind of a year, in the order of their issue.
pub(super) async fn papers_of(
    connection: &mut SqliteConnection,
    hall: &HallId,
    kind: PaperKind,
    year: i16,
) -> Result<Vec<StoredPaper>, StoreError> {
    let rows = query(concat!(
        "SELECT number, paper, text, content, document, track FROM documents",
        " WHERE hall = ?1 AND kind = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day, length(number), number"
    ))
    .bind(hall.as_str())
    .bind(kind.mark())
    .bind(format!("{year:04}-01-01"))
    .bind(format!("{year:04}-12-31"))
    .fetch_all(connection)
    .await?;
    rows.iter().map(stored).collect()
}

fn stored(row: &SqliteRow) -> Result<StoredPaper, StoreError> {
    Ok(StoredPaper {
        number: row.try_get("number")?,
        paper: parse(row.try_get("paper")?)?,
        text: row.try_get("text")?,
        content: row.try_get("content")?,
        document: parse(row.try_get("document")?)?,
        track: parse(row.try_get("track")?)?,
    })
}

/// Events in order.
pub(super) async fn events(
    connection: &mut SqliteConnection,
    hall: Option<&HallId>,
    after: u64,
    limit: u32,
) -> Result<Vec<(HallId, Recorded)>, StoreError> {
    let rows = match hall {
        Some(hall) => query(
            "SELECT seq, hall, version, at, actor, acting_for, window, fence, body FROM events
             WHERE seq > ?1 AND hall = ?3 ORDER BY seq LIMIT ?2",
        )
        .bind(int(after))
        .bind(limit)
        .bind(hall.as_str()),
        None => query(
            "SELECT seq, hall, version, at, actor, acting_for, window, fence, body FROM events
             WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )
        .bind(int(after))
        .bind(limit),
    }
    .fetch_all(connection)
    .await?;
    rows.iter().map(recorded).collect()
}

fn recorded(row: &SqliteRow) -> Result<(HallId, Recorded), StoreError> {
    let at: &str = row.try_get("at")?;
    let at = at.parse().map_err(|error: jiff::Error| StoreError::Unreadable(error.to_string()))?;
    let recorded = Recorded {
        seq: count(row.try_get("seq")?),
        version: count(row.try_get("version")?),
        at,
        actor: row.try_get::<&str, _>("actor")?.into(),
        acting_for: row.try_get::<Option<&str>, _>("acting_for")?.map(Into::into),
        window: row.try_get::<&str, _>("window")?.into(),
        fence: Fence(count(row.try_get("fence")?)),
        event: parse(row.try_get("body")?)?,
    };
    Ok((row.try_get::<&str, _>("hall")?.into(), recorded))
}

/// The last sequence number.
pub(super) async fn last_seq(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let row = query("SELECT COALESCE(MAX(seq), 0) FROM events").fetch_one(connection).await?;
    Ok(count(row.try_get(0)?))
}

/// Until when the lease of a window's holder runs.
pub(super) async fn lease(
    connection: &mut SqliteConnection,
    hall: &HallId,
    window: &WindowId,
) -> Result<Option<Timestamp>, StoreError> {
    let row = query("SELECT until FROM leases WHERE hall = ?1 AND window = ?2")
        .bind(hall.as_str())
        .bind(window.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| moment(row.try_get("until")?)).transpose()
}

/// The session with this token hash.
pub(super) async fn session(
    connection: &mut SqliteConnection,
    token_hash: &str,
) -> Result<Option<StoredSession>, StoreError> {
    let row = query("SELECT hall, token_hash, officer, window, expires FROM sessions WHERE token_hash = ?1")
        .bind(token_hash)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(StoredSession {
        hall: row.try_get::<&str, _>("hall")?.into(),
        token_hash: row.try_get("token_hash")?,
        officer: row.try_get::<&str, _>("officer")?.into(),
        window: row.try_get::<&str, _>("window")?.into(),
        expires: moment(row.try_get("expires")?)?,
    }))
}

/// Until when each window's lease runs.
pub(super) async fn leases(
    connection: &mut SqliteConnection,
    hall: &HallId,
) -> Result<BTreeMap<WindowId, Timestamp>, StoreError> {
    let rows = query("SELECT window, until FROM leases WHERE hall = ?1").bind(hall.as_str());
    let mut leases = BTreeMap::new();
    for row in rows.fetch_all(&mut *connection).await? {
        let window: String = row.try_get("window")?;
        leases.insert(WindowId::new(window), moment(row.try_get("until")?)?);
    }
    Ok(leases)
}

/// Who came to and left a post, was away and was silent.
pub(super) async fn attendance(
    connection: &mut SqliteConnection,
    hall: &HallId,
    window: &WindowId,
) -> Result<Vec<(Timestamp, Event)>, StoreError> {
    let rows = query(
        "SELECT at, body FROM events
         WHERE hall = ?1 AND stream = ?2
           AND kind IN ('post.holder_changed', 'post.closed', 'post.stepped_away', 'post.stepped_back',
                        'post.fell_silent', 'post.heard_again')
         ORDER BY version",
    )
    .bind(hall.as_str())
    .bind(format!("window/{window}"))
    .fetch_all(&mut *connection)
    .await?;
    rows.iter()
        .map(|row| {
            let at: &str = row.try_get("at")?;
            let at = at.parse().map_err(|_| StoreError::Unreadable(format!("a moment: {at}")))?;
            Ok((at, parse(row.try_get("body")?)?))
        })
        .collect()
}
