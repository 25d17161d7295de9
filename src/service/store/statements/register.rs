//! Reading the register of cases.

use jiff::Timestamp;

use super::super::engine::{Cells, Engine, binds};
use super::super::row::parse;
use super::super::{RegisterQuery, StoreError};
use crate::domain::case::Case;
use crate::domain::ids::HallId;
use crate::domain::state::Event;

/// Cases of the register, newest first.
pub async fn cases<E: Engine>(
    line: &mut E,
    hall: &HallId,
    query: &RegisterQuery,
) -> Result<Vec<Case>, StoreError> {
    let text = plain(&query.text.to_lowercase());
    let upper = plain(&query.text.to_uppercase());
    let is_tail = query.text.chars().count() == 4 && query.text.chars().all(|c| c.is_ascii_alphanumeric());
    // The item stands in the body only; its code is short and the days have narrowed the rows before.
    let item = query.item.as_ref().map_or_else(
        || "%".to_owned(),
        |item| format!("%{}%", plain(&format!("\"item\":{}", serde_json::json!(item.as_str())))),
    );
    let rows = line
        .all(
            "SELECT body FROM states
             WHERE hall = $1 AND kind = 'case' AND number IS NOT NULL AND day BETWEEN $2 AND $3
               AND (number < $4 OR $4 = '') AND body LIKE $5 ESCAPE '\\'
               AND (lower(number) LIKE $6 ESCAPE '\\' OR id_number LIKE $7 ESCAPE '\\'
                    OR lower(applicant) LIKE $8 ESCAPE '\\')
             ORDER BY number DESC LIMIT $9",
            binds![
                hall.as_str(),
                query.from.to_string(),
                query.to.to_string(),
                query.before.clone().unwrap_or_default(),
                item,
                format!("{text}%"),
                if is_tail { format!("%{upper}") } else { upper },
                format!("%{text}%"),
                query.limit
            ],
        )
        .await?;
    rows.iter().map(|row| parse(row.text("body")?)).collect()
}

/// As it is, for `LIKE`.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// What the report is reckoned from. The kinds are those of the index `events_reported`, word for word.
pub async fn happened<E: Engine>(
    line: &mut E,
    hall: &HallId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<(Timestamp, Event)>, StoreError> {
    let rows = line
        .all(
            "SELECT at, body FROM events
             WHERE hall = $1 AND at >= $2 AND at < $3
               AND kind IN ('case.opened', 'case.paper_issued', 'case.decided', 'ticket.begun')
             ORDER BY seq",
            binds![hall.as_str(), bound(from), bound(to)],
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

/// A whole second as a bound of moments as text: without the `Z`, which stands behind the `.` of a fraction.
fn bound(at: Timestamp) -> String {
    at.to_string().trim_end_matches('Z').to_owned()
}
