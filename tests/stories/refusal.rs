//! What is not accepted: refused by two people, in writing, with the way on and the rights.

use yichuang::domain::case::Stage;
use yichuang::domain::command::Command;
use yichuang::text::Clean;

use crate::hall::{File, Hall, Seat, words};

async fn draft(seat: &mut Seat, item: &str, answers: &[(&str, &str)]) -> (String, File) {
    let no = seat.calls_and_begins().await;
    let file = seat.opens(&no, item).await;
    seat.hears_that(&file, answers).await;
    seat.does(Command::DraftRefusal { case: file.id.clone() }).await;
    (no, file)
}

/// Issue 2 (exits of 行政许可法 32), S130, S131; I-05, I-14.
#[tokio::test]
async fn prepacked_food_needs_no_licence_and_two_people_say_so() {
    let hall = Hall::opens_for(&["A007"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let retail = [("venue", "retail"), ("goods", "prepacked")];
    let (no, file) = draft(&mut wang, "food-licence.new", &retail).await;
    assert_eq!(wang.file(&file).await.stage, Stage::RefusalDrafted { by: "Q0701".into() });

    // Not alone, not by the pair, and nobody goes home with nothing in hand.
    let confirm = || Command::ConfirmRefusal { case: file.id.clone() };
    let second =
        ("second_person".to_owned(), "不予受理须由另一位窗口负责人确认，本人不能确认本人的拟办".to_owned());
    assert_eq!(wang.may_not(confirm()).await, second);
    let mut li = hall.seats("李强", "07").await;
    assert_eq!(li.may_not(confirm()).await, second);
    let accept = wang.may_not(Command::Accept { case: file.id.clone() }).await;
    assert_eq!(accept, ("case_stage".to_owned(), "办件现为“不予受理待确认”，不能受理".to_owned()));
    let (code, title) = wang.may_not(Command::Finish { ticket: no.as_str().into() }).await;
    assert_eq!(code, "case_unfinished", "{title}");

    // The lead sends it back once; the officer drafts again; then it is confirmed and numbered.
    let mut zhou = hall.seats("周岚", "07").await;
    let reason = Clean::new("先问清是否现场制售");
    zhou.does(Command::RejectRefusal { case: file.id.clone(), reason }).await;
    assert_eq!(wang.file(&file).await.stage, Stage::Examining);
    let (_, title) = wang.may_not(Command::Accept { case: file.id.clone() }).await;
    assert_eq!(title, "现在不能受理：按所选情形，本事项不应在此受理；情形有误的，请重选");
    wang.does(Command::DraftRefusal { case: file.id.clone() }).await;
    assert!(wang.file(&file).await.papers.is_empty(), "a draft has no number");
    let number = zhou.issues(confirm()).await;
    assert_eq!(number, "青政拒〔2026〕1号");
    assert_eq!(wang.file(&file).await.stage, Stage::Refused);

    let text = words(&wang.paper(&number).await);
    for said in [
        "不予受理通知书",
        "青政拒〔2026〕1号",
        "青河县甜枣便利店：",
        "依法不需要取得行政许可，根据《中华人民共和国行政许可法》第三十二条第一款第一项，决定不予受理",
        "理由：仅销售预包装食品，依法不需要取得食品经营许可",
        "第三十五条第一款",
        "请办理仅销售预包装食品备案",
        "本决定已由周岚复核确认，否定备案编号为青政备〔2026〕1号",
        "自收到本通知书之日起六十日内向青河县人民政府申请行政复议",
        "自收到本通知书之日起六个月内依法向青河县人民法院提起行政诉讼",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    wang.finishes(&no).await;
    let again = Command::ReturnCase { case: file.id.clone(), ticket: None };
    assert_eq!(wang.may_not(again).await.0, "case_stage", "refused is closed");
}

/// Issue 2, fixtures: ticket A008 of the busy morning. S131: whoever applied gets it in writing.
#[tokio::test]
async fn a_household_gets_its_refusal_in_writing() {
    let hall = Hall::opens_for(&["A008"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let (no, file) = draft(&mut wang, "sewage-permit.new", &[("discharger", "household")]).await;
    let mut wei = hall.seats("魏承志", "07").await;
    let number = wei.issues(Command::ConfirmRefusal { case: file.id.clone() }).await;
    let text = words(&wang.paper(&number).await);
    assert!(text.contains("古明德：") && text.contains("排放居民生活污水，依法不需要取得排水许可"), "{text}");
    wang.finishes(&no).await;
}
