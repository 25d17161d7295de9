use std::collections::BTreeMap;

use serde_json::json;

use crate::desk::{Desk, Live};
use crate::hall::{Served, ticket};
use crate::store::Record;

#[tokio::test]
async fn a_service_started_again_on_the_same_record_knows_everything() {
    let folder = tempfile::tempdir().unwrap();
    let tickets = [ticket("A001", "09:00:00"), ticket("A002", "09:01:00")];
    let served = Served::start(folder.path(), &tickets).await;
    let mut desk = Desk::on_post(&served, "Q01", "01").await;
    desk.call_next().await;
    desk.open_case("c1").await;
    let order = desk.envelope(1, json!({ "do": "accept", "case": "c1" }));
    let receipt = desk.send(&order).await;
    let before = desk.snapshot().await;
    served.stop().await;

    let served = Served::start(folder.path(), &tickets).await;
    desk.base.clone_from(&served.base);
    let after = desk.snapshot().await;
    assert_eq!((after.seq, after.state), (before.seq, before.state), "nothing issued twice, nothing lost");
    let again = desk.send(&order).await;
    assert_eq!((again.body, again.replayed), (receipt.body, true));
    assert_eq!(desk.get("/v1/documents/青政受〔2026〕1号").await.status, 200);
    desk.open_case("c2").await;
    desk.order(1, json!({ "do": "accept", "case": "c2" })).await.receipt();
    assert_eq!(desk.get("/v1/documents/青政受〔2026〕2号").await.status, 200);
    let mut live = Live::open(&desk, "?after=0", None).await;
    assert_eq!(live.next().await.unwrap().0, 1);
}

#[tokio::test]
async fn yesterdays_ticket_numbers_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut old = ticket("A001", "16:00:00");
    old.day = jiff::civil::date(2026, 11, 19);
    let served = Served::start(folder.path(), &[old, ticket("A001", "09:00:00")]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    assert_eq!(desk.call_next().await, "ticket/A001");
    assert_eq!(desk.order(1, json!({ "do": "call_next" })).await.problem().1, "busy");
    let called = &desk.snapshot().await.state.tickets[&"A001".into()];
    assert_eq!((called.version, called.value.day.day()), (2, 20));
}

#[tokio::test]
async fn every_event_stands_on_the_one_before_it_and_none_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.call_next().await;
    desk.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    served.stop().await;

    let record = Record::open(folder.path()).await;
    let rows = "SELECT stream, CAST(version AS TEXT), prev_hash, hash FROM events ORDER BY seq";
    let mut last: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for row in record.rows(rows).await {
        let [stream, version, previous, hash] = &row[..] else { panic!("{row:?}") };
        let (before, chained) = last.get(stream).cloned().unwrap_or((0, "0".repeat(64)));
        assert_eq!((version.parse(), previous), (Ok(before + 1), &chained));
        last.insert(stream.clone(), (before + 1, hash.clone()));
    }
    assert_eq!(last["ticket/A001@2026-11-20"].0, 3);
    for sql in ["UPDATE events SET actor = 'X'", "DELETE FROM events"] {
        let error = record.run(sql).await.unwrap_err();
        assert!(error.contains("events are never"), "{error}");
    }
    let second = "INSERT INTO states (hall, stream, kind, version, body, day, changed, phase, closed, serving_at)
                  VALUES ('qinghe', 'ticket/A002@2026-11-20', 'ticket', 1, '{}', '2026-11-20', '', 'serving', 0, '01')";
    let error = record.run(second).await.unwrap_err();
    assert!(
        error.contains("states.serving_at") || error.contains("states_one_served"),
        "one window serves one ticket, by the table itself: {error}"
    );
}

#[tokio::test]
async fn what_could_harm_somebody_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::login(&served, "Q01", "01").await;
    let stored = Record::open(folder.path()).await.rows("SELECT token_hash FROM sessions").await;
    assert_ne!(stored[0][0], desk.token);
}

#[tokio::test]
async fn a_store_that_fails_never_says_success_and_the_order_can_be_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.open_case("c1").await;
    let seq = desk.snapshot().await.seq;
    let record = Record::open(folder.path()).await;
    record.run("ALTER TABLE documents RENAME TO gone").await.unwrap();
    let order = desk.envelope(1, json!({ "do": "accept", "case": "c1" }));
    assert_eq!(desk.send(&order).await.problem(), (503, "store_unavailable".to_owned()));
    assert_eq!(desk.snapshot().await.seq, seq);

    record.run("ALTER TABLE gone RENAME TO documents").await.unwrap();
    desk.send(&order).await.receipt();
    assert_eq!(desk.get("/v1/documents/青政受〔2026〕1号").await.status, 200, "the number was given back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_in_memory_works_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let in_memory =
        |settings: &mut yichuang::service::Settings| settings.database = "sqlite::memory:".to_owned();
    let served = Served::with(folder.path(), &[ticket("A001", "09:00:00")], in_memory).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let mut live = Live::open(&desk, "", None).await;
    desk.call_next().await;
    assert!(live.next().await.is_some());
    served.stop().await;
    assert!(!folder.path().join("record.db").exists());
}
