use std::collections::BTreeSet;

use futures_util::future::join_all;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::json;
use yichuang::wire::{CaseList, LeaseState, StoredPaper};

use crate::desk::{Answer, Desk};
use crate::hall::{Served, ticket, ticket_with};

#[tokio::test]
async fn reserved_before_green_before_arrival() {
    let folder = tempfile::tempdir().unwrap();
    let tickets = [
        ticket("A001", "09:00:00"),
        ticket_with("A002", "09:10:00", json!({ "green": "elderly" })),
        ticket_with("A003", "09:20:00", json!({ "slot": { "from": "09:30:00", "to": "10:00:00" } })),
    ];
    let served = Served::start(folder.path(), &tickets).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    for expected in ["ticket/A003", "ticket/A002", "ticket/A001"] {
        let called = desk.call_next().await;
        assert_eq!(called, expected);
        let no = called.trim_start_matches("ticket/");
        desk.order(1, json!({ "do": "no_show", "ticket": no })).await.receipt();
    }
    let nobody = desk.order(1, json!({ "do": "call_next" })).await;
    assert_eq!(nobody.problem(), (422, "queue_empty".to_owned()));
    assert_eq!(desk.snapshot().await.state.tickets.len(), 3, "no-shows stay on the desk");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_ticket_goes_to_one_window() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let desks = [Desk::on_post(&served, "Q01", "01").await, Desk::on_post(&served, "Q03", "02").await];
    let calls = (0..10).map(|i| desks[i % 2].order(1, json!({ "do": "call_next" })));
    let answers = join_all(calls.map(|call| async { call.await.status.as_u16() })).await;
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 9, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_order_gets_the_same_bytes_and_happens_once() {
    let folder = tempfile::tempdir().unwrap();
    let tickets = [ticket("A001", "09:00:00"), ticket("A002", "09:01:00")];
    let served = Served::start(folder.path(), &tickets).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let order = desk.envelope(1, json!({ "do": "call_next" }));
    let answers = join_all((0..8).map(|_| desk.send(&order))).await;
    let first = answers.iter().find(|answer| !answer.replayed).expect("one was carried out");
    assert_eq!(answers.iter().filter(|answer| answer.replayed).count(), 7);
    assert!(answers.iter().all(|answer| answer.body == first.body && answer.status == 200));
    assert_eq!(desk.snapshot().await.state.version(&"ticket/A001".parse().unwrap()), 2);
}

#[tokio::test]
async fn a_refusal_of_the_rules_is_remembered_too() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let order = desk.envelope(1, json!({ "do": "call_next" }));
    let (first, second) = (desk.send(&order).await, desk.send(&order).await);
    assert_eq!(first.problem(), (422, "queue_empty".to_owned()));
    assert_eq!((second.problem(), second.replayed), (first.problem(), true));
    assert_eq!(first.body, second.body);
}

#[tokio::test]
async fn an_id_is_not_used_for_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let mut order = desk.envelope(1, json!({ "do": "call_next" }));
    desk.send(&order).await.receipt();
    let other = Desk::login(&served, "Q02", "01").await;
    assert_eq!(other.send(&order).await.problem(), (422, "id_reused".to_owned()));
    order["command"] = json!({ "do": "close_post" });
    assert_eq!(desk.send(&order).await.problem(), (422, "id_reused".to_owned()));
}

#[tokio::test]
async fn after_a_takeover_the_old_fence_is_refused_and_the_old_receipt_still_given() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let a = Desk::on_post(&served, "Q01", "01").await;
    let order = a.envelope(1, json!({ "do": "call_next" }));
    let receipt = a.send(&order).await;

    let lead = Desk::login(&served, "L01", "01").await;
    let taken = lead.order(1, json!({ "do": "take_over", "reason": "临时离开" })).await.receipt();
    assert_eq!(taken.events[0].acting_for.as_ref().map(ToString::to_string), Some("Q01".to_owned()));

    let late = a.order(1, json!({ "do": "begin", "ticket": "A001" })).await;
    assert_eq!(late.problem(), (409, "stale_fence".to_owned()));
    let again = a.send(&order).await;
    assert_eq!((again.body, again.replayed), (receipt.body, true));
    lead.order(2, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
}

#[tokio::test]
async fn a_silent_desk_may_be_taken_over_by_the_pair_a_living_one_not() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let a = Desk::on_post(&served, "Q01", "01").await;
    let b = Desk::login(&served, "Q02", "01").await;
    let take_over = json!({ "do": "take_over", "reason": "甲岗失联" });
    let beat = |desk: Desk| async move {
        let sent = desk.request(Method::PUT, "/v1/windows/01/lease").json(&json!({ "fence": 1 })).send();
        Answer::of(sent.await.unwrap()).await
    };
    served.clock.advance(SignedDuration::from_secs(20));
    let lease: LeaseState = beat(a.clone()).await.json();
    assert_eq!(lease.until.duration_since(lease.now), SignedDuration::from_secs(30));
    served.clock.advance(SignedDuration::from_secs(20));
    assert_eq!(b.order(1, take_over.clone()).await.problem(), (422, "lease_alive".to_owned()));
    assert!(!b.snapshot().await.lease_lapsed);
    served.clock.advance(SignedDuration::from_secs(20));
    assert!(b.snapshot().await.lease_lapsed);
    b.order(1, take_over).await.receipt();
    assert_eq!(beat(a).await.problem(), (409, "stale_fence".to_owned()));
}

#[tokio::test]
async fn a_version_seen_before_a_change_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.open_case("c1").await;
    let mut order = desk.envelope(1, json!({ "do": "accept", "case": "c1" }));
    order["expect"] = json!({ "case/c1": 1 });
    assert_eq!(desk.send(&order).await.problem(), (409, "version_conflict".to_owned()));
    order["expect"] = json!({ "case/c1": 2, "window/02": 0 });
    desk.send(&order).await.receipt();
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_have_no_gap_and_no_double() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desks = [Desk::on_post(&served, "Q01", "01").await, Desk::on_post(&served, "Q03", "02").await];
    join_all((0..12).map(|i| {
        let desk = &desks[i % 2];
        async move {
            let case = format!("c{i}");
            desk.open_case(&case).await;
            desk.order(1, json!({ "do": "accept", "case": case })).await.receipt();
            // What is refused takes no number.
            assert_eq!(desk.order(1, json!({ "do": "accept", "case": case })).await.status, 422);
        }
    }))
    .await;
    let found: CaseList = desks[0].get("/v1/cases?q=张三").await.json();
    let numbers: BTreeSet<String> = found.cases.iter().filter_map(|case| case.value.number.clone()).collect();
    let expected: BTreeSet<String> = (1..=12).map(|n| format!("20261120-{n:04}")).collect();
    assert_eq!(numbers, expected);
    let mut papers: Vec<u32> =
        found.cases.iter().map(|case| case.value.papers[0].number.clone().unwrap().serial).collect();
    papers.sort_unstable();
    assert_eq!(papers, (1..=12).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_case_and_its_paper_are_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.open_case("c1").await;
    desk.order(1, json!({ "do": "accept", "case": "c1" })).await.receipt();
    for query in ["20261120-0001", "20261120", "11010519491231002x", "张", ""] {
        let found: CaseList = desk.get(&format!("/v1/cases?q={query}")).await.json();
        assert_eq!((found.cases.len(), found.more), (1, false), "{query}");
    }
    for query in ["20261120-0002", "1101051949", "李", "%25", "_"] {
        let found: CaseList = desk.get(&format!("/v1/cases?q={query}")).await.json();
        assert!(found.cases.is_empty(), "{query}");
    }
    assert_eq!(desk.get("/v1/cases/20261120-0001").await.status, 200);
    assert_eq!(desk.get("/v1/cases/20261120-0009").await.problem(), (404, "not_found".to_owned()));

    let paper: StoredPaper = desk.get("/v1/documents/青政受〔2026〕1号").await.json();
    assert_eq!(paper.number, "青政受〔2026〕1号");
    let text = desk.get("/v1/documents/青政受〔2026〕1号/text").await;
    assert_eq!(
        (String::from_utf8(text.body).unwrap(), text.media.as_str()),
        (paper.text, "text/plain; charset=utf-8")
    );
    assert_eq!(desk.get("/v1/documents/青政受〔2026〕2号").await.problem(), (404, "not_found".to_owned()));
}
