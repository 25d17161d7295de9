//! A clock that jumps (I-33): back by hours, over the turn of a year and back again. What is in the record stays as it
//! is, what comes later comes later, and nobody is let in again.

use jiff::SignedDuration;
use serde_json::json;

use crate::desk::Desk;
use crate::hall::Served;
use crate::numbers::{faults, number};
use crate::race::loose;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// From the day of the tests into the year after it.
const INTO_NEXT_YEAR: SignedDuration = SignedDuration::from_hours(24 * 50);

/// Catches: a number of a series that goes back or is given twice, and events that are not in the order in which they
/// were acknowledged.
#[tokio::test]
async fn numbers_and_the_order_of_events_follow_no_clock() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let mut given = Vec::new();
    Desk::on_post(&served, "Q01", "01").await;
    for by in [SignedDuration::ZERO, HOUR * -3, HOUR, INTO_NEXT_YEAR, INTO_NEXT_YEAR * -1, HOUR * -30] {
        served.clock.advance(by);
        // A day later everybody has logged in anew.
        let desk = Desk::login(&served, "Q01", "01").await;
        for at in 0..3 {
            given.push(number(&desk.order(1, loose(at, at + 1)).await.receipt()));
        }
    }
    assert!(given.is_sorted_by_key(|(seq, _)| *seq), "{given:?}");
    assert_eq!(faults(&given), [""; 0]);
    let years: std::collections::BTreeSet<i16> = given.iter().map(|(_, number)| number.year).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), [2026, 2027]);
}

/// Catches: a date that was told and is reckoned anew by another clock.
#[tokio::test]
async fn a_date_that_was_told_stays() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.open_case("c1").await;
    let accepted = desk.order(1, json!({ "do": "accept", "case": "c1" })).await.receipt();
    let told = serde_json::to_value(&accepted.events).unwrap();
    let case = |desk: Desk| async move {
        serde_json::to_value(desk.snapshot().await.state.case(&"c1".into())).unwrap()
    };
    let before = case(desk.clone()).await;
    for by in [HOUR * -5, HOUR * 6] {
        served.clock.advance(by);
        assert_eq!(case(desk.clone()).await, before);
    }
    let again = desk.get(&format!("/v1/cases/{}", before["number"].as_str().unwrap())).await;
    assert_eq!(again.status, 200);
    assert!(told.to_string().contains("due"), "{told}");
}

/// Catches: a session that ran out and is let in again by a clock that was set back.
#[tokio::test]
async fn no_session_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let (seen, unseen) = (Desk::login(&served, "Q01", "01").await, Desk::login(&served, "Q02", "01").await);
    served.clock.advance(HOUR * 12);
    assert_eq!(seen.get("/v1/me").await.status, 401);
    // Opening one forgets all that ran out, also those nobody asked with.
    Desk::login(&served, "L01", "01").await;
    served.clock.advance(HOUR * -12);
    for desk in [seen, unseen] {
        assert_eq!(desk.get("/v1/me").await.status, 401);
    }
}

/// A clock that is set back keeps the holder: the lease lapses later, never earlier, and a lead may take over meanwhile.
#[tokio::test]
async fn a_clock_set_back_empties_no_post() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let pair = Desk::login(&served, "Q02", "01").await;
    served.clock.advance(HOUR * -2);
    assert!(!desk.snapshot().await.lease_lapsed);
    desk.order(1, loose(1, 1)).await.receipt();
    let take_over = json!({ "do": "take_over", "reason": "甲岗失联" });
    assert_eq!(pair.order(1, take_over.clone()).await.problem(), (422, "lease_alive".to_owned()));
    let lead = Desk::login(&served, "L01", "01").await;
    lead.order(1, take_over).await.receipt();
}
