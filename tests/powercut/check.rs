//! What must be in an image.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use uuid::Uuid;
use yichuang::service::audit::audit;
use yichuang::service::store;
use yichuang::wire::Receipt;

use super::record::RECORD;
use super::trace::{Step, What};

/// An order that was acknowledged: when the answer began to leave, and its very bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ack {
    pub at: usize,
    pub id: Uuid,
    pub body: Vec<u8>,
}

/// The orders acknowledged, in the order of their first answers.
pub fn acks(steps: &[Step]) -> Vec<Ack> {
    let mut known = BTreeSet::new();
    steps.iter().filter_map(ack).filter(|ack| known.insert(ack.id)).collect()
}

fn ack(step: &Step) -> Option<Ack> {
    let What::Said(bytes) = &step.what else { return None };
    let bytes = bytes.strip_prefix(b"HTTP/1.1 200 OK\r\n")?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let body = bytes[end + 4..].to_vec();
    let receipt: Receipt = serde_json::from_slice(&body).ok()?;
    Some(Ack { at: step.from, id: receipt.id, body })
}

/// Opens an image with the real store and says what is wrong with it.
pub async fn loses(folder: &Path, acks: &[&Ack]) -> Option<String> {
    let url = format!("sqlite:{}", folder.join(RECORD).display());
    if !folder.join(RECORD).exists() {
        return Some("the record is not there at all".to_owned());
    }
    let store = match store::open(&url).await {
        Ok(store) => store,
        Err(error) => return Some(format!("the store does not open: {error}")),
    };
    store.close().await;
    let audited = match audit(&url, None).await {
        Ok(audited) => audited,
        Err(error) => return Some(format!("the audit breaks off: {error}")),
    };
    if let Some(finding) = audited.findings.kept.first() {
        return Some(finding.to_string());
    }
    missing(folder, acks).await
}

/// The first acknowledged order whose answer is not there byte for byte. That the record holds what the answer
/// says, once, is for the audit to find.
async fn missing(folder: &Path, acks: &[&Ack]) -> Option<String> {
    use sqlx::Connection as _;
    let options = SqliteConnectOptions::new().filename(folder.join(RECORD));
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let mut lost = None;
    for ack in acks {
        let found = sqlx::query("SELECT body FROM receipts WHERE command_id = ?1")
            .bind(ack.id.to_string())
            .fetch_optional(&mut connection)
            .await
            .unwrap();
        if found.is_none_or(|row| row.get::<Vec<u8>, _>(0) != ack.body) {
            lost = Some(format!("the order {} acknowledged at line {} is lost", ack.id, ack.at));
            break;
        }
    }
    connection.close().await.unwrap();
    lost
}

fn is_log(file: &Path) -> bool {
    file.to_string_lossy().ends_with("-wal")
}

/// The trace as `synchronous=NORMAL` would have left it: the log is synced before its pages go into the database,
/// not with each commit.
pub fn as_normal(steps: &[Step]) -> Vec<Step> {
    let checkpoints = |at: usize| {
        let next = steps[at + 1..].iter().find_map(|step| match &step.what {
            What::Wrote { file, .. } => Some(!is_log(file)),
            _ => None,
        });
        next.unwrap_or(false)
    };
    let keeps = |(at, step): &(usize, &Step)| match &step.what {
        What::Synced(file) if is_log(file) => checkpoints(*at),
        _ => true,
    };
    steps.iter().enumerate().filter(keeps).map(|(_, step)| step.clone()).collect()
}

/// The answers that left before the log was synced after the first write that names their order. There is one pen:
/// what an order writes is written in one go, and then comes its sync.
pub fn early_answers(steps: &[Step]) -> Vec<usize> {
    let mut first: BTreeMap<Uuid, usize> = BTreeMap::new();
    for step in steps {
        if let What::Wrote { file, bytes, .. } = &step.what
            && is_log(file)
        {
            for id in ids(bytes) {
                first.entry(id).or_insert(step.to);
            }
        }
    }
    let early = |ack: &Ack| {
        let wrote = first.get(&ack.id).copied();
        wrote.is_none_or(|wrote| {
            !steps.iter().any(|step| match &step.what {
                What::Synced(file) => is_log(file) && step.from > wrote && step.to < ack.at,
                _ => false,
            })
        })
    };
    acks(steps).iter().filter(|ack| early(ack)).map(|ack| ack.at).collect()
}

/// Everything in some bytes that is written like the id of an order.
fn ids(bytes: &[u8]) -> Vec<Uuid> {
    let dash = |at: usize| bytes.get(at) == Some(&b'-');
    let dashes = (8..bytes.len()).filter(|at| dash(*at) && dash(at + 5) && dash(at + 10) && dash(at + 15));
    dashes.filter_map(|at| Uuid::try_parse_ascii(bytes.get(at - 8..at + 28)?).ok()).collect()
}
