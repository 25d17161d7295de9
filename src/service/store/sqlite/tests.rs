//! Group commit: what is shared, what is not, and who is told when.

use futures_util::FutureExt;
use tempfile::TempDir;

use super::*;
use crate::domain::ids::HallId;
use crate::service::store::engine::binds;
use crate::service::store::unit::Pen;
use crate::service::store::{Constraint, Store, StoredReceipt, Unit};

async fn store() -> (TempDir, Sqlite) {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&format!("sqlite:{}", folder.path().join("record.db").display())).await.unwrap();
    (folder, store)
}

fn hall() -> HallId {
    HallId::new("qinghe")
}

/// A unit that took the next number.
async fn numbered(store: &Sqlite) -> (Box<dyn Unit>, u32) {
    let mut unit = store.begin().await.unwrap();
    let number = unit.next_number(&hall(), "告").await.unwrap();
    (unit, number)
}

/// What a reader sees.
async fn seen(store: &Sqlite) -> i64 {
    let mut reader = store.reader().await.unwrap();
    let row = reader.sure("SELECT COALESCE(sum(value), 0) AS value FROM counters", binds![]).await.unwrap();
    row.int("value").unwrap()
}

/// Lets everything run that can.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_lone_unit_is_committed_without_waiting_for_company() {
    let (_folder, store) = store().await;
    let (unit, number) = numbered(&store).await;
    assert_eq!((number, seen(&store).await), (1, 0), "not before the commit");
    unit.commit().await.unwrap();
    assert_eq!(seen(&store).await, 1);
}

/// Fault it catches: an answer before the commit. The first unit is done, but its group is not.
#[tokio::test]
async fn nobody_is_answered_before_the_commit_they_share() {
    let (_folder, store) = store().await;
    let (first, _) = numbered(&store).await;
    let mut second = Box::pin(numbered(&store));
    assert!((&mut second).now_or_never().is_none(), "one pen");
    let mut answer = tokio::spawn(first.commit());
    let (second, number) = second.await;
    assert_eq!(number, 2, "it stands on the first");
    settle().await;
    assert!((&mut answer).now_or_never().is_none(), "the first waits for the commit");
    assert_eq!(seen(&store).await, 0, "readers see what is committed");
    second.commit().await.unwrap();
    answer.await.unwrap().unwrap();
    assert_eq!(seen(&store).await, 2);
}

#[tokio::test]
async fn a_unit_that_is_dropped_takes_back_its_own_work_alone() {
    let (_folder, store) = store().await;
    let (first, _) = numbered(&store).await;
    let mut second = Box::pin(numbered(&store));
    assert!((&mut second).now_or_never().is_none());
    let answer = tokio::spawn(first.commit());
    let (second, number) = second.await;
    assert_eq!(number, 2);
    drop(second);
    answer.await.unwrap().unwrap();
    assert_eq!(seen(&store).await, 1, "nobody else came, so it is committed");
    assert_eq!(numbered(&store).await.1, 2, "the number was given back");
}

#[tokio::test]
async fn a_constraint_ends_its_own_unit_alone() {
    let (_folder, store) = store().await;
    let receipt = StoredReceipt { body_hash: String::new(), status: 200, body: vec![] };
    let (id, now) = (uuid::Uuid::now_v7(), Timestamp::UNIX_EPOCH);
    let (mut first, _) = numbered(&store).await;
    first.put_receipt(&hall(), id, &receipt, now).await.unwrap();
    let mut second = Box::pin(numbered(&store));
    assert!((&mut second).now_or_never().is_none());
    let answer = tokio::spawn(first.commit());
    let (mut second, _) = second.await;
    // The receipt is told together with the commit.
    second.put_receipt(&hall(), id, &receipt, now).await.unwrap();
    let refused = second.commit().await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::OneReceipt))), "{refused:?}");
    answer.await.unwrap().unwrap();
    assert_eq!(seen(&store).await, 1);
}

#[tokio::test]
async fn who_stops_waiting_for_the_pen_leaves_nobody_waiting_for_a_commit() {
    let (_folder, store) = store().await;
    let (first, _) = numbered(&store).await;
    let mut second = Box::pin(numbered(&store));
    assert!((&mut second).now_or_never().is_none());
    let answer = tokio::spawn(first.commit());
    drop(second);
    answer.await.unwrap().unwrap();
    assert_eq!(seen(&store).await, 1);
}

#[tokio::test]
async fn a_commit_that_fails_answers_nobody_and_nothing_is_written_after_it() {
    let (_folder, store) = store().await;
    let mut unit = store.pen.take().await.unwrap();
    // A child without a parent: that is looked at when the transaction is committed.
    for sql in [
        "CREATE TABLE parents (id INTEGER PRIMARY KEY)",
        "CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
    ] {
        unit.line().run(sql, binds![]).await.unwrap();
    }
    unit.commit().await.unwrap();
    Store::may_write(&store).unwrap();

    let (first, _) = numbered(&store).await;
    let mut second = Box::pin(store.pen.take());
    assert!((&mut second).now_or_never().is_none());
    let answer = tokio::spawn(first.commit());
    let mut second = second.await.unwrap();
    second.line().run("INSERT INTO children VALUES (7)", binds![]).await.unwrap();
    assert!(matches!(second.commit().await, Err(StoreError::Unavailable(_))));
    assert!(matches!(answer.await.unwrap(), Err(StoreError::Unavailable(_))), "its group failed with it");
    assert_eq!(seen(&store).await, 0);
    assert!(
        matches!(store.begin().await.map(drop), Err(StoreError::Unavailable(_))),
        "read-only from now on"
    );
    assert!(
        matches!(Store::may_write(&store), Err(StoreError::Unavailable(_))),
        "and it says so to who watches"
    );
}

/// I-47. A disk that is full, as SQLite meets it: it may not take one page more.
#[tokio::test]
async fn a_full_disk_answers_nobody_and_needs_no_repair() {
    let (_folder, store) = store().await;
    numbered(&store).await.0.commit().await.unwrap();
    let mut unit = store.pen.take().await.unwrap();
    unit.line().run("PRAGMA max_page_count = 1", binds![]).await.unwrap();
    drop(unit);

    let (first, _) = numbered(&store).await;
    let mut second = Box::pin(store.begin());
    assert!((&mut second).now_or_never().is_none());
    let answer = tokio::spawn(first.commit());
    let mut second = second.await.unwrap();
    let big = StoredReceipt { body_hash: String::new(), status: 200, body: vec![1; 1 << 20] };
    // The receipt is told before the next thing that could read it.
    let id = uuid::Uuid::now_v7();
    second.put_receipt(&hall(), id, &big, Timestamp::UNIX_EPOCH).await.unwrap();
    let full = second.receipt(&hall(), id).await;
    assert!(matches!(full, Err(StoreError::Unavailable(_))), "{full:?}");
    let more = second.next_number(&hall(), "告").await;
    assert!(
        matches!(more, Err(StoreError::Unavailable(_))),
        "nothing is written outside the group: {more:?}"
    );
    drop(second);
    assert!(matches!(answer.await.unwrap(), Err(StoreError::Unavailable(_))), "it may be gone too");
    assert_eq!(seen(&store).await, 1);

    let mut unit = store.pen.take().await.unwrap();
    unit.line().run("PRAGMA max_page_count = 100000", binds![]).await.unwrap();
    drop(unit);
    let (again, number) = numbered(&store).await;
    again.commit().await.unwrap();
    Store::may_write(&store).unwrap();
    assert_eq!((number, seen(&store).await), (2, 2));
}

#[tokio::test]
async fn a_record_in_memory_shows_what_is_committed() {
    let store = Sqlite::open("sqlite::memory:").await.unwrap();
    numbered(&store).await.0.commit().await.unwrap();
    assert_eq!(seen(&store).await, 1);
}
