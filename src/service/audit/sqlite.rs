//! The audit of a SQLite file, and its backup. Both work beside a running service and change nothing.

use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Row as _, query};

use super::super::store::StoreError;
use super::{Audited, Findings, Head, record};

/// Looks the whole record over, against a head that was saved where there is one.
///
/// # Errors
/// The record cannot be read.
pub(super) async fn audit(url: &str, saved: Option<&Head>) -> Result<Audited, StoreError> {
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let mut findings = Findings::default();
    // One moment of the record, also where a service goes on writing.
    query("BEGIN").execute(&mut connection).await?;
    whole(&mut connection, &mut findings).await?;
    let audited = record::looked_over(&mut connection, saved, findings).await?;
    connection.close().await?;
    Ok(audited)
}

/// Writes a copy of a record, whole and of one moment, into a file that is not there yet. Nobody but its owner may
/// read it: it holds what applicants have told.
///
/// # Errors
/// The record cannot be read or the copy not be written; then there is no copy.
pub async fn back_up(url: &str, to: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    made(to).map_err(failed)?;
    let copied = copy(&mut connection, to).await;
    if copied.is_err() {
        // A part of a copy must not be taken for one.
        let _ = std::fs::remove_file(to);
    }
    connection.close().await?;
    copied
}

/// Copies into an empty file, and returns when the copy is on the disk: SQLite leaves that to the system.
async fn copy(connection: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    let path = to.to_str().ok_or_else(|| StoreError::Unavailable("the name is no Unicode".to_owned()))?;
    query("VACUUM INTO ?1").bind(path).execute(connection).await?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(failed)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}

/// Makes the file, which must not be there, for its owner alone.
fn made(to: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(to).map(drop)
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: std::io::Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

/// SQLite's own check of the file.
async fn whole(connection: &mut SqliteConnection, findings: &mut Findings) -> Result<(), StoreError> {
    for row in query("PRAGMA quick_check").fetch_all(&mut *connection).await? {
        let said: String = row.try_get(0)?;
        if said != "ok" {
            findings.add("quick_check", format!("数据库文件损坏：{said}"));
        }
    }
    Ok(())
}
