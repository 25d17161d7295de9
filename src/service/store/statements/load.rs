//! Parts of a hall's state, all in one statement.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::super::engine::{Bind, Cells, Engine};
use super::super::row::parse;
use super::super::{StoreError, Want};
use super::moment;
use crate::domain::case::Case;
use crate::domain::ids::{HallId, WindowId};
use crate::domain::post::Post;
use crate::domain::state::{State, Versioned};
use crate::domain::ticket::Ticket;

/// What was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The parts.
    pub state: State,
    /// The hash of the last event of streams, by the key of the stream: what the next event stands on.
    pub heads: BTreeMap<String, String>,
    /// Leases of the windows whose post was asked for; none where there is no lease.
    pub leases: BTreeMap<WindowId, Option<Timestamp>>,
}

/// Parts of a hall's state, of one moment.
pub async fn load<E: Engine>(
    line: &mut E,
    hall: &HallId,
    day: Date,
    wants: &[Want],
) -> Result<State, StoreError> {
    Ok(gather(line, hall, day, wants, false).await?.state)
}

/// The same for somebody who is about to write: with what the next events stand on, and leases.
pub async fn to_write<E: Engine>(
    line: &mut E,
    hall: &HallId,
    day: Date,
    wants: &[Want],
) -> Result<Loaded, StoreError> {
    gather(line, hall, day, wants, true).await
}

async fn gather<E: Engine>(
    line: &mut E,
    hall: &HallId,
    day: Date,
    wants: &[Want],
    writes: bool,
) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    if wants.is_empty() {
        return Ok(loaded);
    }
    let mut keys = vec![Bind::Text(hall.as_str())];
    let mut parts = Vec::with_capacity(wants.len() + 1);
    for want in wants {
        let wanted = condition(want, day, &mut keys);
        let head = if writes && is_written(want) { HEAD } else { "NULL" };
        parts.push(format!(
            "SELECT kind, stream, version, body, {head} AS head FROM states WHERE hall = $1 AND {wanted}"
        ));
        if let (true, Want::Post(window)) = (writes, want) {
            loaded.leases.insert(window.clone(), None);
            keys.push(Bind::Made(window.to_string()));
            parts.push(format!(
                r#"SELECT 'lease', "window", until, '', NULL FROM leases WHERE hall = $1 AND "window" = ${}"#,
                keys.len()
            ));
        }
    }
    // Every part is a text of this file; what comes from outside is bound.
    let sql = AssertSqlSafe(parts.join("\nUNION ALL ")).into_sql_str();
    for row in line.ask(sql, keys).await? {
        if row.text("kind")? == "lease" {
            loaded.leases.insert(row.text("stream")?.into(), Some(moment(row.int("version")?)?));
            continue;
        }
        take(&mut loaded.state, &row)?;
        if let Some(head) = row.maybe("head")? {
            loaded.heads.insert(row.text("stream")?.to_owned(), head.to_owned());
        }
    }
    Ok(loaded)
}

const HEAD: &str = "(SELECT hash FROM events WHERE events.hall = states.hall
    AND events.stream = states.stream AND events.version = states.version)";

/// Whether what is found is about to be written, most likely; of many it is one at most.
fn is_written(want: &Want) -> bool {
    matches!(want, Want::Post(_) | Want::Ticket(_) | Want::Case(_) | Want::TicketsAt(_) | Want::TicketOf(_))
}

/// Which rows a part is made of; what they are compared with goes to the end of `keys`.
fn condition(want: &Want, day: Date, keys: &mut Vec<Bind<'_>>) -> String {
    let mut key = |value: String| {
        keys.push(Bind::Made(value));
        format!("${}", keys.len())
    };
    let today = || day.to_string();
    match want {
        Want::Post(window) => format!("stream = {}", key(format!("window/{window}"))),
        Want::Ticket(no) => format!("stream = {}", key(format!("ticket/{no}@{day}"))),
        Want::Case(case) => format!("stream = {}", key(format!("case/{case}"))),
        Want::Posts | Want::Neighbours => "kind = 'window'".to_owned(),
        Want::Queue => format!("kind = 'ticket' AND day = {} AND phase = 'waiting'", key(today())),
        Want::Reserved(day) => {
            format!(r#"kind = 'ticket' AND day = {} AND body LIKE '%"slot":{{%'"#, key(day.to_string()))
        }
        Want::TicketsAt(window) => format!(
            r#"kind = 'ticket' AND day = {} AND "window" = {} AND phase IN ('called', 'serving', 'parked')"#,
            key(today()),
            key(window.to_string())
        ),
        Want::NoShows(window) => format!(
            r#"kind = 'ticket' AND day = {} AND "window" = {} AND phase = 'no_show'"#,
            key(today()),
            key(window.to_string())
        ),
        Want::TicketOf(case) => format!(
            "day = {} AND stream = (SELECT 'ticket/' || ticket FROM states WHERE hall = $1 AND stream = {})",
            key(today()),
            key(format!("case/{case}"))
        ),
        Want::CasesUnder(no) => format!("kind = 'case' AND ticket = {}", key(format!("{no}@{day}"))),
        Want::CasesBeside(case) => format!(
            "kind = 'case' AND ticket = (SELECT ticket FROM states WHERE hall = $1 AND stream = {})",
            key(format!("case/{case}"))
        ),
        Want::OpenCases(window) => {
            format!(r#"kind = 'case' AND "window" = {} AND closed = 0"#, key(window.to_string()))
        }
        Want::AllOpenCases => "kind = 'case' AND closed = 0".to_owned(),
        Want::ClosedCases(window) => format!(
            r#"kind = 'case' AND "window" = {} AND closed = 1 AND changed = {}"#,
            key(window.to_string()),
            key(today())
        ),
        Want::Undecided => "kind = 'case' AND phase IN ('accepted', 'received')".to_owned(),
    }
}

fn take(state: &mut State, row: &impl Cells) -> Result<(), StoreError> {
    let (version, body) = (row.count("version")?, row.text("body")?);
    match row.text("kind")? {
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
