//! Everything that is asked of the tables, in SQL that both databases understand. A query is added here, once.

pub mod attempts;
pub mod chain;
pub mod drafts;
pub mod load;
pub mod read;
pub mod register;
pub mod write;

use jiff::Timestamp;

use super::StoreError;

/// The tables count in signed numbers.
fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A moment that is only compared.
fn moment(milliseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(milliseconds).map_err(|error| StoreError::Unreadable(error.to_string()))
}
