//! What the drivers report, as what it means for the door.

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;

use super::{Constraint, StoreError};

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refused) => {
                refusal(refused.as_ref()).unwrap_or_else(|| Self::Unavailable(error.to_string()))
            }
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Unreadable(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

fn refusal(refused: &(dyn DatabaseError + 'static)) -> Option<StoreError> {
    if refused.is_unique_violation() {
        let named = match refused.try_downcast_ref::<PgDatabaseError>() {
            Some(refused) => by_name(refused.constraint().unwrap_or_default()),
            None => by_columns(refused.message()),
        };
        return Some(StoreError::Conflict(named));
    }
    if refused.is_check_violation() {
        return Some(StoreError::Conflict(Constraint::Other));
    }
    // Serialization failure, deadlock, lock not to be had in time: others were at work, nothing happened.
    let again = ["40001", "40P01", "55P03"];
    let code = refused.code().unwrap_or_default();
    again.contains(&code.as_ref()).then(|| StoreError::Again(refused.message().to_owned()))
}

/// PostgreSQL names the constraint; `migrations/postgres` gives the names.
fn by_name(constraint: &str) -> Constraint {
    match constraint {
        "events_version" => Constraint::Version,
        "states_one_served" => Constraint::OneServed,
        "receipts_once" => Constraint::OneReceipt,
        "documents_number" | "states_case_number" => Constraint::Number,
        _ => Constraint::Other,
    }
}

/// SQLite names the columns of a violated constraint: `UNIQUE constraint failed: events.hall, events.stream`.
fn by_columns(message: &str) -> Constraint {
    let names = |column: &str| message.contains(column);
    if names("events.version") {
        Constraint::Version
    } else if names("states.serving_at") {
        Constraint::OneServed
    } else if names("receipts.command_id") {
        Constraint::OneReceipt
    } else if names("documents.number") || names("states.number") {
        Constraint::Number
    } else {
        Constraint::Other
    }
}
