//! An empty window is an event within seconds, and the report knows every second of it (S180, S184; I-24, G5).

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use yichuang::wire::WindowCoverage;

use crate::desk::{Answer, Desk, Live};
use crate::hall::Served;

/// The next thing that happens to the post.
async fn next_of_post(live: &mut Live) -> Value {
    loop {
        let (_, event) = live.next().await.unwrap();
        if event["event"]["on"] == json!("post") {
            return event;
        }
    }
}

async fn beat(desk: &Desk, fence: u64) -> Answer {
    let sent = desk.request(Method::PUT, "/v1/windows/01/lease").json(&json!({ "fence": fence })).send();
    Answer::of(sent.await.unwrap()).await
}

async fn coverage(desk: &Desk) -> Vec<WindowCoverage> {
    let asked = desk.request(Method::GET, "/v1/reports/coverage?window=01").send().await.unwrap();
    Answer::of(asked).await.json()
}

/// Catches: a vacancy nobody is told of; one noted twice; a holder changed by silence.
#[tokio::test]
async fn a_desk_that_falls_silent_is_noted_and_heard_again() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let a = Desk::on_post(&served, "Q01", "01").await;
    let lead = Desk::login(&served, "L01", "02").await;
    let mut live = Live::open(&lead, "", None).await;

    served.clock.advance(SignedDuration::from_secs(31));
    let silent = next_of_post(&mut live).await;
    assert_eq!(silent["event"]["what"]["event"], json!("fell_silent"));
    assert_eq!((&silent["actor"], &silent["window"]), (&json!("machine"), &json!("01")));
    assert_eq!(a.snapshot().await.state.post(&"01".into()).holder, Some("Q01".into()), "the holder stays");

    served.clock.advance(SignedDuration::from_secs(9));
    assert_eq!(beat(&a, 1).await.status, 200);
    let heard = next_of_post(&mut live).await;
    assert_eq!(heard["event"]["what"]["event"], json!("heard_again"), "noted once");

    let report = coverage(&lead).await;
    assert_eq!(report[0].empty_seconds, 10, "from the end of the lease until it was heard");
    assert_eq!(report[0].coverage.spans.len(), 1);
}

/// S180: who signs off while holding the post leaves it empty at once, and it is told at once.
#[tokio::test]
async fn signing_off_on_the_post_is_noted_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let a = Desk::on_post(&served, "Q01", "01").await;
    let lead = Desk::login(&served, "L01", "02").await;
    let mut live = Live::open(&lead, "", None).await;
    a.request(Method::DELETE, "/v1/sessions/current").send().await.unwrap();
    let silent = next_of_post(&mut live).await;
    assert_eq!(silent["event"]["what"]["event"], json!("fell_silent"));
    // B need not wait for the lease: the window is empty.
    let b = Desk::login(&served, "Q02", "01").await;
    b.order(1, json!({ "do": "take_over", "reason": "甲岗已退出" })).await.receipt();
    assert_eq!(coverage(&lead).await[0].coverage.spans.len(), 2);
}

/// What the service notes by itself, nobody can say in its name.
#[tokio::test]
async fn nobody_reports_a_silence_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let a = Desk::on_post(&served, "Q01", "01").await;
    let lead = Desk::login(&served, "L01", "02").await;
    for desk in [&a, &lead] {
        let note = json!({ "do": "note_silence", "since": "2026-11-23T01:30:00Z" });
        assert_eq!(desk.order(1, note).await.problem().1, "not_allowed");
    }
}

/// S036: numbers of a class run from 1, and one that a queue machine has given out already is passed over.
#[tokio::test]
async fn the_guide_desk_gives_out_numbers_nobody_has() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[crate::hall::ticket("A002", "09:00:00")]).await;
    let desk = Desk::login(&served, "Q01", "01").await;
    let take = json!({ "do": "take_ticket", "class": "A", "item": null, "applicant": null, "agent": null,
                       "green": null });
    let mut given = Vec::new();
    for _ in 0..3 {
        let receipt = desk.order(0, take.clone()).await.receipt();
        let event = serde_json::to_value(&receipt.events[0].event).unwrap();
        given.push(event["ticket"].as_str().unwrap().to_owned());
    }
    assert_eq!(given, ["A001", "A003", "A004"]);
}
