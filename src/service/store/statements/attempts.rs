//! Attempts to log in.

use jiff::Timestamp;

use super::super::engine::{Cells, Engine, binds};
use super::super::{Account, Attempt, StoreError};
use super::moment;

/// Reserves an attempt, unless the last failures lie so close together that they lock.
pub async fn attempt<E: Engine>(line: &mut E, who: &Account, now: Timestamp) -> Result<Attempt, StoreError> {
    let span = i64::try_from(Account::SPAN.as_millis()).unwrap_or(i64::MAX);
    line.run("DELETE FROM login_failures WHERE at < $1", binds![now.as_millisecond() - 2 * span]).await?;
    let row = line
        .sure(
            r#"SELECT count(*) AS failures, COALESCE(max(at), 0) AS last FROM login_failures AS f
             WHERE hall = $1 AND account = $2 AND "window" = $3
               AND at > (SELECT COALESCE(max(at), 0) FROM login_failures
                         WHERE hall = f.hall AND account = f.account AND "window" = f."window") - $4"#,
            binds![who.hall.as_str(), &who.account, who.window.as_str(), span],
        )
        .await?;
    let (failures, last) = (row.int("failures")?, row.int("last")?);
    if failures >= Account::TRIES && now.as_millisecond() < last + span {
        return Ok(Attempt::LockedUntil(moment(last + span)?));
    }
    line.run(
        r#"INSERT INTO login_failures (hall, account, "window", at) VALUES ($1, $2, $3, $4)"#,
        binds![who.hall.as_str(), &who.account, who.window.as_str(), now.as_millisecond()],
    )
    .await?;
    Ok(Attempt::Reserved)
}

/// Earlier failures are forgotten.
pub async fn clear<E: Engine>(line: &mut E, who: &Account) -> Result<(), StoreError> {
    line.run(
        r#"DELETE FROM login_failures WHERE hall = $1 AND account = $2 AND "window" = $3"#,
        binds![who.hall.as_str(), &who.account, who.window.as_str()],
    )
    .await
}
