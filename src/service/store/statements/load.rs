//! Parts of a hall's state, all in one statement.

use jiff::civil::Date;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::super::engine::{Bind, Cells, Engine};
use super::super::row::parse;
use super::super::{StoreError, Want};
use crate::domain::case::Case;
use crate::domain::ids::HallId;
use crate::domain::post::Post;
use crate::domain::state::{State, Versioned};
use crate::domain::ticket::Ticket;

/// Parts of a hall's state, of one moment.
pub async fn load<E: Engine>(
    line: &mut E,
    hall: &HallId,
    day: Date,
    wants: &[Want],
) -> Result<State, StoreError> {
    let mut state = State::default();
    if wants.is_empty() {
        return Ok(state);
    }
    let mut keys = vec![Bind::Text(hall.as_str())];
    let parts: Vec<String> = wants
        .iter()
        .map(|want| {
            let wanted = condition(want, day, &mut keys);
            format!("SELECT kind, version, body FROM states WHERE hall = $1 AND {wanted}")
        })
        .collect();
    // Every part is a text of this file; what comes from outside is bound.
    for row in line.ask(AssertSqlSafe(parts.join("\nUNION ALL ")).into_sql_str(), keys).await? {
        take(&mut state, &row)?;
    }
    Ok(state)
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
