//! What expires when, of a window and of a hall.

use crate::desk::Desk;
use crate::hall::Served;
use reqwest::StatusCode;
use serde_json::json;
use yichuang::domain::clocks::ClockKind;
use yichuang::wire::Agenda;

#[tokio::test]
async fn the_clocks_of_open_cases_come_nearest_first_and_show_nobody_whole() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let one = Desk::on_post(&served, "Q01", "01").await;
    let two = Desk::on_post(&served, "Q03", "02").await;
    one.open_case("0197b3a0-0000-7000-8000-000000000001").await;
    two.open_case("0197b3a0-0000-7000-8000-000000000002").await;
    let accept = json!({ "do": "accept", "case": "0197b3a0-0000-7000-8000-000000000002" });
    two.order(1, accept).await.receipt();

    let answer = one.get("/v1/clocks").await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    for whole in ["张三", "11010519491231002X", "13800138000"] {
        assert!(!text.contains(whole), "{whole} in {text}");
    }
    let hall: Agenda = answer.json();
    let days: Vec<_> = hall.entries.iter().map(|entry| entry.clock.due.date).collect();
    assert!(days.is_sorted() && !hall.more, "{days:?}");
    assert!(hall.entries.iter().any(|entry| entry.clock.kind == ClockKind::Promised), "{hall:?}");
    assert!(hall.entries.iter().all(|entry| entry.applicant == "张*"));

    let window: Agenda = one.get("/v1/clocks?window=01").await.json();
    assert!(window.entries.iter().all(|entry| entry.window.as_str() == "01") && !window.entries.is_empty());
    assert!(window.entries.len() < hall.entries.len());
    assert_eq!(one.get("/v1/clocks?window=99").await.problem().0, 404);
    let nobody = crate::desk::client().get(format!("{}/v1/clocks", served.base)).send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    served.stop().await;
}
