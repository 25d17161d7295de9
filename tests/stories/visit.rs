//! Two matters in one visit, and a demand beyond the guide, through the real service.

use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::item::Basis;
use yichuang::text::Clean;

use crate::hall::{Hall, words};

/// S063. The service finds the other case of the ticket by itself; the desk sends no list.
#[tokio::test]
async fn a_paper_handed_in_once_serves_both_matters() {
    let hall = Hall::opens_for(&["A002"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let food = wang.opens(&no, "food-licence.new").await;
    wang.hears_that(&food, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]).await;
    let hygiene = wang.opens(&no, "public-place-hygiene.new").await;
    wang.hears_that(&hygiene, &[("procedure", "ordinary"), ("air", "no"), ("agent", "no")]).await;
    let take = || Command::TakeOverMaterials { case: hygiene.id.clone() };
    assert_eq!(wang.may_not(take()).await.0, "nothing_to_take");
    wang.finds(&food, "business-licence", Verdict::Conforming).await;
    wang.does(take()).await;
    let taken = Verdict::Taken { from: food.number.clone() };
    assert_eq!(wang.file(&hygiene).await.verdict(&"business-licence".into()), &taken);
}

/// S054, J02. Proposed at the window, allowed by the lead, on the notice with its basis and the lead's name.
#[tokio::test]
async fn a_demand_beyond_the_guide_stands_on_the_notice_as_such() {
    let hall = Hall::opens_for(&["A002"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "food-licence.new").await;
    wang.hears_that(&file, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]).await;
    wang.examines(&hall, &file, &[]).await;
    let propose = |name: &str| Command::ProposeDemand {
        case: file.id.clone(),
        name: Clean::new(name),
        obtain: Clean::new("到不动产登记中心查询打印"),
        basis: Basis { document: "食品安全法".into(), clause: "第三十五条".into() },
        reason: Clean::new("经营场所权属有争议"),
    };
    assert_eq!(wang.may_not(propose("其他有关材料")).await.0, "catch_all");
    wang.does(propose("经营场所权属证明")).await;
    let (code, title) = wang.may_not(Command::Accept { case: file.id.clone() }).await;
    assert_eq!(code, "exit_closed");
    assert_eq!(title, "现在不能受理：有1项超指南材料待负责人决定：经营场所权属证明");
    let allow = || Command::AllowDemand { case: file.id.clone(), demand: "extra-1".into(), reason: None };
    assert_eq!(wang.may_not(allow()).await.0, "demand_second_person");

    let mut zhou = hall.seats("周岚", "07").await;
    zhou.does(allow()).await;
    wang.finds(&file, "extra-1", Verdict::Missing).await;
    let number = wang.issues(Command::IssueCorrection { case: file.id.clone() }).await;
    let text = words(&wang.paper(&number).await);
    for said in
        ["1．经营场所权属证明", "《食品安全法》第三十五条", "办事指南未列这项材料", "经负责人周岚批准"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
}
