//! The audit of a PostgreSQL database, beside the services that write it.

use sqlx::Connection as _;

use super::super::store::{StoreError, to_read};
use super::{Audited, Findings, Head, record};

/// Looks the whole record over, against a head that was saved where there is one. That the pages of its files are
/// whole is for the database to say (`initdb --data-checksums`).
///
/// # Errors
/// The record cannot be read.
pub(super) async fn audit(url: &str, saved: Option<&Head>) -> Result<Audited, StoreError> {
    let mut connection = to_read(url).await?;
    let audited = record::looked_over(&mut connection, saved, Findings::default()).await?;
    connection.close().await?;
    Ok(audited)
}
