use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::desk::{Desk, Live};
use crate::hall::{Served, ticket};

#[tokio::test]
async fn the_feed_delivers_what_happens_and_resumes_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let seq = desk.snapshot().await.seq;

    let mut live = Live::open(&desk, &format!("?after={seq}"), None).await;
    desk.call_next().await;
    let (called, event) = live.next().await.unwrap();
    assert_eq!(called, seq + 1);
    assert_eq!((&event["seq"], &event["event"]["what"]["event"]), (&json!(called), &json!("called")));
    drop(live);

    desk.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    desk.order(1, json!({ "do": "park", "ticket": "A001", "why": "取材料" })).await.receipt();
    // A reconnecting client repeats its address; the id it saw last is newer.
    let mut again = Live::open(&desk, &format!("?after={seq}"), Some(called)).await;
    assert_eq!(again.next().await.unwrap().0, called + 1);
    assert_eq!(again.next().await.unwrap().0, called + 2);
    desk.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    assert_eq!(again.next().await.unwrap().0, called + 3);

    let mut whole = Live::open(&desk, "?after=0", None).await;
    for expected in 1..=called + 3 {
        assert_eq!(whole.next().await.unwrap().0, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_of_many_windows_come_in_order_to_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let tickets: Vec<_> = (1..=20).map(|n| ticket(&format!("A{n:03}"), "09:00:00")).collect();
    let served = Served::start(folder.path(), &tickets).await;
    let desks = [Desk::on_post(&served, "Q01", "01").await, Desk::on_post(&served, "Q03", "02").await];
    let seq = desks[0].snapshot().await.seq;
    let mut feeds = [Live::open(&desks[0], "", None).await, Live::open(&desks[1], "", None).await];
    let work = desks.iter().map(|desk| async move {
        for _ in 0..10 {
            let called = desk.call_next().await;
            let no = called.trim_start_matches("ticket/");
            desk.order(1, json!({ "do": "no_show", "ticket": no })).await.receipt();
        }
    });
    futures_util::future::join_all(work).await;
    for feed in &mut feeds {
        for expected in seq + 1..=seq + 40 {
            assert_eq!(feed.next().await.unwrap().0, expected);
        }
    }
}

#[tokio::test]
async fn logging_out_and_stopping_end_the_feed() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let (a, b) = (Desk::login(&served, "Q01", "01").await, Desk::login(&served, "Q02", "01").await);
    let (mut of_a, mut of_b) = (Live::open(&a, "", None).await, Live::open(&b, "", None).await);
    a.request(Method::DELETE, "/v1/sessions/current").send().await.unwrap();
    assert!(of_a.next().await.is_none());
    let (ended, ()) = tokio::join!(of_b.next(), served.stop());
    assert!(ended.is_none());
}

#[tokio::test]
async fn the_demonstrations_department_answers_through_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let quick = |settings: &mut yichuang::service::Settings| {
        settings.demonstration = true;
        settings.auto_department = Some(Duration::ZERO);
    };
    let served = Served::with(folder.path(), &[], quick).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let mut live = Live::open(&desk, "", None).await;
    desk.open_case("c1").await;
    desk.order(1, json!({ "do": "accept", "case": "c1" })).await.receipt();
    let decided = loop {
        let (_, event) = live.next().await.unwrap();
        if event["event"]["what"]["event"] == "decided" {
            break event;
        }
    };
    assert_eq!((&decided["actor"], &decided["event"]["what"]["granted"]), (&json!("D01"), &json!(true)));
    desk.order(1, json!({ "do": "deliver", "case": "c1" })).await.receipt();
}
