//! The audit of a SQLite file, and its backup. Both work beside a running service and change nothing.

use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row as _, query};

use super::super::store::StoreError;
use super::head::Growing;
use super::numbers::Numbers;
use super::order::{self, Orders};
use super::papers::{Papers, Stored};
use super::posts::Posts;
use super::row::Row;
use super::stream::{Kept, Walk};
use super::{Audited, Findings, Head};

/// How many rows are read at once.
const PAGE: i64 = 500;
/// An answer that names no event.
const NOTHING: &[u8] = br#""events":[]"#;

/// Looks the whole record over, against a head that was saved where there is one.
///
/// # Errors
/// The record cannot be read.
pub async fn audit(url: &str, saved: Option<&Head>) -> Result<Audited, StoreError> {
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let mut findings = Findings::default();
    // One moment of the record, also where a service goes on writing.
    query("BEGIN").execute(&mut connection).await?;
    whole(&mut connection, &mut findings).await?;
    let streams = streams(&mut connection, &mut findings).await?;
    let head = record(&mut connection, saved, &mut findings).await?;
    connection.close().await?;
    Ok(Audited { streams, head, findings })
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

/// The first walk: stream by stream.
async fn streams(connection: &mut SqliteConnection, findings: &mut Findings) -> Result<u64, StoreError> {
    let mut walked = 0_u64;
    let mut walk = Walk::default();
    let mut after = (String::new(), String::new(), 0_i64);
    loop {
        let page = query(
            "SELECT * FROM events WHERE (hall, stream, version) > (?1, ?2, ?3)
             ORDER BY hall, stream, version LIMIT ?4",
        )
        .bind(&after.0)
        .bind(&after.1)
        .bind(after.2)
        .bind(PAGE)
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = page.last() else { break };
        let last = row(last)?;
        after = (last.hall, last.stream, last.version);
        for found in &page {
            let found = row(found)?;
            if !walk.goes_on(&found) {
                ended(connection, std::mem::take(&mut walk), findings).await?;
                walked = walked.saturating_add(1);
            }
            walk.row(found, findings);
        }
    }
    ended(connection, walk, findings).await?;
    let orphans = "SELECT stream FROM states s WHERE NOT EXISTS
                   (SELECT 1 FROM events e WHERE e.hall = s.hall AND e.stream = s.stream)";
    for orphan in query(orphans).fetch_all(&mut *connection).await? {
        let stream: String = orphan.try_get(0)?;
        findings.add("I-02", format!("{stream}有状态而没有事件"));
    }
    Ok(walked)
}

async fn ended(
    connection: &mut SqliteConnection,
    walk: Walk,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let Some((hall, stream)) = walk.place() else { return Ok(()) };
    let kept = query(
        "SELECT version, body, phase, closed, serving_at, number FROM states WHERE hall = ?1 AND stream = ?2",
    )
    .bind(hall)
    .bind(stream)
    .fetch_optional(&mut *connection)
    .await?;
    let kept = kept.map(|row| kept_of(&row)).transpose()?;
    walk.end(kept, findings);
    Ok(())
}

fn kept_of(row: &SqliteRow) -> Result<Kept, StoreError> {
    Ok(Kept {
        version: row.try_get("version")?,
        body: row.try_get("body")?,
        phase: row.try_get("phase")?,
        closed: row.try_get("closed")?,
        serving_at: row.try_get("serving_at")?,
        number: row.try_get("number")?,
    })
}

/// The second walk: in the order of the record.
async fn record(
    connection: &mut SqliteConnection,
    saved: Option<&Head>,
    findings: &mut Findings,
) -> Result<Head, StoreError> {
    let (mut growing, mut posts, mut numbers) = (Growing::new(saved), Posts::default(), Numbers::default());
    let (mut papers, mut orders) = (Papers::default(), Orders::default());
    loop {
        let page = query("SELECT * FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2")
            .bind(growing.head.seq)
            .bind(PAGE)
            .fetch_all(&mut *connection)
            .await?;
        if page.is_empty() {
            break;
        }
        for found in &page {
            let found = row(found)?;
            growing.row(&found, findings);
            if let Some(done) = orders.row(&found, findings) {
                answered(connection, &done, findings).await?;
            }
            let Some(event) = found.event() else { continue };
            posts.row(&found, &event, findings);
            numbers.row(&found, &event, findings);
            papers.row(&found, &event, findings);
        }
    }
    if let Some(done) = orders.take() {
        answered(connection, &done, findings).await?;
    }
    growing.end(findings);
    receipts(connection, orders.count(), findings).await?;
    numbers.end(counters(connection).await?, findings);
    stored(connection, papers, findings).await?;
    Ok(growing.head)
}

async fn answered(
    connection: &mut SqliteConnection,
    rows: &[Row],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let found = query("SELECT body FROM receipts WHERE hall = ?1 AND command_id = ?2 AND status = 200")
        .bind(&first.hall)
        .bind(&first.command_id)
        .fetch_optional(&mut *connection)
        .await?;
    let body: Option<Vec<u8>> = found.map(|row| row.try_get("body")).transpose()?;
    order::check(rows, body.as_deref(), findings);
    Ok(())
}

/// No answer says that something was done which the record does not hold.
async fn receipts(
    connection: &mut SqliteConnection,
    orders: usize,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let count = query("SELECT count(*) FROM receipts WHERE status = 200 AND instr(body, ?1) = 0")
        .bind(NOTHING)
        .fetch_one(&mut *connection)
        .await?;
    let count: i64 = count.try_get(0)?;
    if i64::try_from(orders) != Ok(count) {
        findings.add("I-12", format!("回执有{count}份，执行过的操作有{orders}个"));
    }
    Ok(())
}

async fn counters(connection: &mut SqliteConnection) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = query("SELECT hall, series, value FROM counters").fetch_all(&mut *connection).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
}

async fn stored(
    connection: &mut SqliteConnection,
    mut papers: Papers,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut after = (String::new(), String::new());
    loop {
        let page = query(
            "SELECT hall, number, paper, text, content FROM documents WHERE (hall, number) > (?1, ?2)
             ORDER BY hall, number LIMIT ?3",
        )
        .bind(&after.0)
        .bind(&after.1)
        .bind(PAGE)
        .fetch_all(&mut *connection)
        .await?;
        if page.is_empty() {
            break;
        }
        for row in &page {
            let found = Stored {
                hall: row.try_get("hall")?,
                number: row.try_get("number")?,
                paper: row.try_get("paper")?,
                text: row.try_get("text")?,
                content: row.try_get("content")?,
            };
            papers.stored(&found, findings);
            after = (found.hall, found.number);
        }
    }
    papers.end(findings);
    Ok(())
}

fn row(row: &SqliteRow) -> Result<Row, StoreError> {
    Ok(Row {
        seq: row.try_get("seq")?,
        hall: row.try_get("hall")?,
        stream: row.try_get("stream")?,
        version: row.try_get("version")?,
        at: row.try_get("at")?,
        actor: row.try_get("actor")?,
        acting_for: row.try_get("acting_for")?,
        window: row.try_get("window")?,
        fence: row.try_get("fence")?,
        command_id: row.try_get("command_id")?,
        kind: row.try_get("kind")?,
        body: row.try_get("body")?,
        prev_hash: row.try_get("prev_hash")?,
        hash: row.try_get("hash")?,
    })
}
