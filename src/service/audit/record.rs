//! The two walks through the record, in either database.

use super::super::store::StoreError;
use super::super::store::engine::{Cells, Engine, binds};
use super::head::Growing;
use super::numbers::Numbers;
use super::order::Orders;
use super::papers::{Papers, Stored};
use super::posts::Posts;
use super::row::Row;
use super::stream::{Kept, Walk};
use super::{Audited, Findings, Head};

/// How many rows are read at once.
const PAGE: i64 = 500;
/// An answer that names no event.
const NOTHING: &[u8] = br#""events":[]"#;

/// Looks the whole record over, of one moment where the connection reads one.
pub(super) async fn looked_over<E: Engine>(
    line: &mut E,
    saved: Option<&Head>,
    mut findings: Findings,
) -> Result<Audited, StoreError> {
    let streams = streams(line, &mut findings).await?;
    let head = record(line, saved, &mut findings).await?;
    Ok(Audited { streams, head, findings })
}

/// The first walk: stream by stream.
async fn streams<E: Engine>(line: &mut E, findings: &mut Findings) -> Result<u64, StoreError> {
    let mut walked = 0_u64;
    let mut walk = Walk::default();
    let mut after = (String::new(), String::new(), 0_i64);
    loop {
        let sql = "SELECT * FROM events WHERE (hall, stream, version) > ($1, $2, $3)
                   ORDER BY hall, stream, version LIMIT $4";
        let page = line.all(sql, binds![&after.0, &after.1, after.2, PAGE]).await?;
        let Some(last) = page.last() else { break };
        let last = row(last)?;
        after = (last.hall, last.stream, last.version);
        for found in &page {
            let found = row(found)?;
            if !walk.goes_on(&found) {
                ended(line, std::mem::take(&mut walk), findings).await?;
                walked = walked.saturating_add(1);
            }
            walk.row(found, findings);
        }
    }
    ended(line, walk, findings).await?;
    let orphans = "SELECT stream FROM states s WHERE NOT EXISTS
                   (SELECT 1 FROM events e WHERE e.hall = s.hall AND e.stream = s.stream)";
    for orphan in line.all(orphans, binds![]).await? {
        findings.add("I-02", format!("{}有状态而没有事件", orphan.text("stream")?));
    }
    Ok(walked)
}

async fn ended<E: Engine>(line: &mut E, walk: Walk, findings: &mut Findings) -> Result<(), StoreError> {
    let Some((hall, stream)) = walk.place() else { return Ok(()) };
    let sql =
        "SELECT version, body, phase, closed, serving_at, number FROM states WHERE hall = $1 AND stream = $2";
    let kept = line.one(sql, binds![hall, stream]).await?;
    let kept = kept.map(|row| kept_of(&row)).transpose()?;
    walk.end(kept, findings);
    Ok(())
}

fn kept_of(row: &impl Cells) -> Result<Kept, StoreError> {
    let text = |column| row.text(column).map(str::to_owned);
    let maybe = |column| row.maybe(column).map(|text| text.map(str::to_owned));
    Ok(Kept {
        version: row.int("version")?,
        body: text("body")?,
        phase: text("phase")?,
        closed: row.int("closed")? != 0,
        serving_at: maybe("serving_at")?,
        number: maybe("number")?,
    })
}

/// The second walk: in the order of the record.
async fn record<E: Engine>(
    line: &mut E,
    saved: Option<&Head>,
    findings: &mut Findings,
) -> Result<Head, StoreError> {
    let (mut growing, mut posts, mut numbers) = (Growing::new(saved), Posts::default(), Numbers::default());
    let (mut papers, mut orders) = (Papers::default(), Orders::default());
    loop {
        let sql = "SELECT * FROM events WHERE seq > $1 ORDER BY seq LIMIT $2";
        let page = line.all(sql, binds![growing.head.seq, PAGE]).await?;
        if page.is_empty() {
            break;
        }
        for found in &page {
            let found = row(found)?;
            growing.row(&found, findings);
            if orders.is_first(&found) {
                orders.begin(&found, receipt(line, &found).await?);
            }
            orders.row(&found, findings);
            let Some(event) = found.event() else { continue };
            posts.row(&found, &event, findings);
            numbers.row(&found, &event, findings);
            papers.row(&found, &event, findings);
        }
    }
    orders.end(findings);
    growing.end(findings);
    receipts(line, orders.count(), findings).await?;
    numbers.end(counters(line).await?, findings);
    stored(line, papers, findings).await?;
    Ok(growing.head)
}

/// The stored answer to the order of an event.
async fn receipt<E: Engine>(line: &mut E, row: &Row) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT body FROM receipts WHERE hall = $1 AND command_id = $2 AND status = 200";
    let found = line.one(sql, binds![&row.hall, &row.command_id]).await?;
    found.map(|row| row.bytes("body")).transpose()
}

/// No answer says that something was done which the record does not hold.
async fn receipts<E: Engine>(line: &mut E, orders: usize, findings: &mut Findings) -> Result<(), StoreError> {
    let mut count = 0_usize;
    let mut after = (String::new(), String::new());
    loop {
        let sql = "SELECT hall, command_id, body FROM receipts
                   WHERE status = 200 AND (hall, command_id) > ($1, $2) ORDER BY hall, command_id LIMIT $3";
        let page = line.all(sql, binds![&after.0, &after.1, PAGE]).await?;
        let Some(last) = page.last() else { break };
        after = (last.text("hall")?.to_owned(), last.text("command_id")?.to_owned());
        for receipt in &page {
            let body = receipt.bytes("body")?;
            let names_something = !body.windows(NOTHING.len()).any(|some| some == NOTHING);
            count = count.saturating_add(names_something.into());
        }
    }
    if orders != count {
        findings.add("I-12", format!("回执有{count}份，执行过的操作有{orders}个"));
    }
    Ok(())
}

async fn counters<E: Engine>(line: &mut E) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = line.all("SELECT hall, series, value FROM counters", binds![]).await?;
    let counter =
        |row: &E::Row| Ok((row.text("hall")?.to_owned(), row.text("series")?.to_owned(), row.int("value")?));
    rows.iter().map(counter).collect()
}

async fn stored<E: Engine>(
    line: &mut E,
    mut papers: Papers,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut after = (String::new(), String::new());
    loop {
        let sql = "SELECT hall, number, paper, text, content FROM documents WHERE (hall, number) > ($1, $2)
                   ORDER BY hall, number LIMIT $3";
        let page = line.all(sql, binds![&after.0, &after.1, PAGE]).await?;
        if page.is_empty() {
            break;
        }
        for row in &page {
            let text = |column| row.text(column).map(str::to_owned);
            let found = Stored {
                hall: text("hall")?,
                number: text("number")?,
                paper: text("paper")?,
                text: text("text")?,
                content: text("content")?,
            };
            papers.stored(&found, findings);
            after = (found.hall, found.number);
        }
    }
    papers.end(findings);
    Ok(())
}

fn row(row: &impl Cells) -> Result<Row, StoreError> {
    let text = |column| row.text(column).map(str::to_owned);
    let maybe = |column| row.maybe(column).map(|text| text.map(str::to_owned));
    Ok(Row {
        seq: row.int("seq")?,
        hall: text("hall")?,
        stream: text("stream")?,
        version: row.int("version")?,
        at: text("at")?,
        actor: text("actor")?,
        acting_for: maybe("acting_for")?,
        window: text("window")?,
        fence: row.int("fence")?,
        command_id: maybe("command_id")?,
        kind: text("kind")?,
        body: text("body")?,
        prev_hash: text("prev_hash")?,
        hash: text("hash")?,
    })
}
