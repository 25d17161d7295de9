//! The register of cases and what a day came to.

use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::json;
use yichuang::wire::{RegisterPage, RegisterReport};

use crate::desk::{Desk, client};
use crate::hall::{Served, ticket};

async fn page(desk: &Desk, query: &str) -> RegisterPage {
    let answer = desk.get(&format!("/v1/register{query}")).await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    assert_eq!(answer.status, StatusCode::OK, "{text}");
    for whole in ["张三", "11010519491231002X", "13800138000"] {
        assert!(!text.contains(whole), "{whole} in {text}");
    }
    answer.json()
}

#[tokio::test]
async fn the_register_is_searched_by_number_tail_name_item_and_day() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.open_case("c1").await;
    served.clock.advance(SignedDuration::from_hours(24));
    let desk = Desk::login(&served, "Q01", "01").await;
    desk.open_case("c2").await;

    let all = page(&desk, "").await;
    let numbers: Vec<&str> = all.rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(
        (numbers.as_slice(), all.more),
        (&["20261121-0001", "20261120-0001"][..], false),
        "newest first"
    );
    let row = &all.rows[0];
    assert_eq!((row.applicant.as_str(), row.id_number.as_str()), ("张*", "110***********002X"));
    let count = async |query: &str| page(&desk, query).await.rows.len();
    assert_eq!(count("?q=20261120").await, 1, "the beginning of a number");
    assert_eq!(count("?q=002X").await, 2, "the last four");
    assert_eq!(count("?q=002x").await, 2);
    assert_eq!(count("?q=11010519491231002x").await, 2, "the whole number");
    assert_eq!(count("?q=1101051949").await, 0, "but no other part of it");
    assert_eq!(count("?q=%E5%BC%A0").await, 2, "a part of a name");
    assert_eq!(count("?q=%25").await, 0, "a percent sign is one");
    assert_eq!((count("?item=food").await, count("?item=foo").await, count("?item=shop").await), (2, 0, 0));
    assert_eq!(count("?from=2026-11-21").await, 1);
    assert_eq!(count("?from=2026-11-20&to=2026-11-20").await, 1);
    assert_eq!(count("?before=20261121-0001").await, 1, "the next page");

    let nobody = client().get(format!("{}/v1/register", served.base)).send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    let engineer = Desk::login(&served, "E01", "01").await;
    assert_eq!(engineer.get("/v1/register").await.problem(), (403, "not_allowed".to_owned()));
    served.stop().await;
}

#[tokio::test]
async fn another_hall_has_its_own_register() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::two_halls(folder.path()).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.open_case("c1").await;
    assert_eq!(page(&desk, "").await.rows.len(), 1);
    let login = json!({ "hall": "yunling", "officer": "Q01", "password": crate::hall::password("Q01"), "window": "01" });
    let sent = client().post(format!("{}/v1/sessions", served.base)).json(&login).send().await.unwrap();
    let session: yichuang::wire::Session = sent.json().await.unwrap_or_else(|error| panic!("{error}"));
    let other = Desk { token: session.token, ..desk.clone() };
    assert_eq!(page(&other, "").await.rows.len(), 0);
    served.stop().await;
}

#[tokio::test]
async fn a_page_holds_a_hundred_and_the_next_goes_on_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    for at in 0..103 {
        let open = json!({ "do": "open_case", "case": format!("c{at}"), "ticket": null, "item": "food",
                           "applicant": null, "agent": null });
        desk.order(1, open).await.receipt();
    }
    let first = page(&desk, "").await;
    assert_eq!((first.rows.len(), first.more), (100, true));
    let last = &first.rows[99].number;
    let next = page(&desk, &format!("?before={last}")).await;
    assert_eq!((next.rows.len(), next.more), (3, false));
    assert!(next.rows.iter().all(|row| &row.number < last));
    served.stop().await;
}

#[tokio::test]
async fn a_day_is_counted_and_an_item_timed_from_the_ticket_to_the_exit() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.call_next().await;
    desk.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    let applicant = json!({ "type": "natural", "name": "张三", "id_number": "11010519491231002X",
                            "phone": "13800138000" });
    let open = json!({ "do": "open_case", "case": "c1", "ticket": "A001", "item": "food",
                       "applicant": applicant, "agent": null });
    desk.order(1, open).await.receipt();
    let examine = json!({ "do": "examine", "case": "c1", "material": "form",
                          "verdict": { "is": "conforming" }, "reason": null });
    desk.order(1, examine).await.receipt();
    served.clock.advance(SignedDuration::from_secs(150));
    desk.order(1, json!({ "do": "accept", "case": "c1" })).await.receipt();
    // One without a ticket is counted and not timed.
    desk.open_case("c2").await;

    let report: RegisterReport = desk.get("/v1/reports/register").await.json();
    let [day] = report.report.days[..] else { panic!("{report:?}") };
    assert_eq!((day.received, day.accepted, day.corrected, day.refused, day.done), (2, 1, 0, 0, 0));
    let [item] = &report.report.items[..] else { panic!("{report:?}") };
    assert_eq!((item.item.as_str(), item.cases, item.seconds), ("食品经营许可", 1, 150));
    let before: RegisterReport = desk.get("/v1/reports/register?from=2026-11-01&to=2026-11-19").await.json();
    assert_eq!(before.report, yichuang::domain::register::Report::default());
    for span in ["from=2026-11-20&to=2026-11-19", "from=2026-01-01&to=2026-03-01"] {
        let refused = desk.get(&format!("/v1/reports/register?{span}")).await.problem();
        assert_eq!(refused, (400, "bad_span".to_owned()), "{span}");
    }
    served.stop().await;
}
