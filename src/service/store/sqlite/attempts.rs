//! Attempts to log in.

use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use super::super::{Account, Attempt, StoreError};
use super::moment;

/// Reserves an attempt, unless the last failures lie so close together that they lock.
pub(super) async fn attempt(
    connection: &mut SqliteConnection,
    who: &Account,
    now: Timestamp,
) -> Result<Attempt, StoreError> {
    let span = i64::try_from(Account::SPAN.as_millis()).unwrap_or(i64::MAX);
    query("DELETE FROM login_failures WHERE at < ?1")
        .bind(now.as_millisecond() - 2 * span)
        .execute(&mut *connection)
        .await?;
    let row = query(
        "SELECT count(*) AS failures, COALESCE(max(at), 0) AS last FROM login_failures AS f
         WHERE hall = ?1 AND account = ?2 AND window = ?3
           AND at > (SELECT COALESCE(max(at), 0) FROM login_failures
                     WHERE hall = f.hall AND account = f.account AND window = f.window) - ?4",
    )
    .bind(who.hall.as_str())
    .bind(&who.account)
    .bind(who.window.as_str())
    .bind(span)
    .fetch_one(&mut *connection)
    .await?;
    let (failures, last): (i64, i64) = (row.try_get("failures")?, row.try_get("last")?);
    if failures >= Account::TRIES && now.as_millisecond() < last + span {
        return Ok(Attempt::LockedUntil(moment(last + span)?));
    }
    query("INSERT INTO login_failures (hall, account, window, at) VALUES (?1, ?2, ?3, ?4)")
        .bind(who.hall.as_str())
        .bind(&who.account)
        .bind(who.window.as_str())
        .bind(now.as_millisecond())
        .execute(&mut *connection)
        .await?;
    Ok(Attempt::Reserved)
}
