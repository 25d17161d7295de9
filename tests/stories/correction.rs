//! 食品经营许可（新办）: two defects, told once, corrected, accepted, decided, handed over.

use jiff::civil::{Date, date};
use yichuang::domain::case::Stage;
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::fee::FeeInputs;
use yichuang::domain::ids::Fence;
use yichuang::domain::paper::PaperBody;
use yichuang::wire::StoredPaper;

use crate::hall::{File, Hall, MONDAY, Seat, WEDNESDAY, defective, examine, words};

/// Issue 2, steps 5–8. S107, S132, S106, S155, J01, I-05, I-07, I-08, I-14.
#[tokio::test]
async fn two_defects_told_once_and_the_licence_on_its_way() {
    let hall = Hall::opens().await;
    let file = monday(&hall).await;
    let (mut wang, no) = wednesday(&hall, &file).await;
    decided_and_delivered(&hall, &mut wang, &file).await;
    wang.finishes(&no).await;
    let papers = wang.file(&file).await.papers;
    let numbers: Vec<_> =
        papers.iter().filter_map(|paper| Some(paper.number.as_ref()?.to_string())).collect();
    assert_eq!(numbers, ["青政补〔2026〕1号", "青政受〔2026〕1号", "青政达〔2026〕1号"]);
}

/// Seven lines, two defects, one notice.
async fn monday(hall: &Hall) -> File {
    let mut wang = hall.mans("王敏", "07").await;

    // Monday. 老赵手工面馆 reserved; the machine read the credit code.
    let no = wang.calls_and_begins().await;
    assert_eq!(no, "A002");
    let file = wang.opens(&no, "food-licence.new").await;
    assert_eq!(file.number, "20261123-0001");
    let (code, title) = wang.may_not(Command::Accept { case: file.id.clone() }).await;
    let closed = "现在不能受理：还有情形未选，请先选完；还有6项未审：食品经营许可申请书等";
    assert_eq!((code.as_str(), title.as_str()), ("exit_closed", closed));
    wang.hears_that(&file, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]).await;
    let seven =
        ["application", "business-licence", "principal-id", "equipment", "layout", "process", "rules-list"];
    assert_eq!(wang.unexamined(hall, &file).await, seven);

    // Nothing is concluded while a line is open, and the person does not leave without a conclusion.
    wang.finds(&file, "application", Verdict::Conforming).await;
    let (_, title) = wang.may_not(Command::IssueCorrection { case: file.id.clone() }).await;
    assert_eq!(title, "现在不能一次性告知：还有6项未审：营业执照或者其他主体资…等");
    let (code, title) = wang.may_not(Command::Finish { ticket: no.as_str().into() }).await;
    assert_eq!(code, "case_unfinished");
    assert!(title.starts_with("20261123-0001还在审查中"), "{title}");
    // A defect is one of the item's coded list, nothing else (J02).
    let made_up = wang.may_not(examine(&file, "layout", defective("ugly"))).await;
    assert_eq!(made_up.0, "verdict_not_possible");
    let unasked = wang.may_not(examine(&file, "automatic-devices", Verdict::Missing)).await;
    assert_eq!(unasked.0, "not_asked");
    wang.examines(hall, &file, &[("layout", defective("no-area")), ("rules-list", defective("no-health"))])
        .await;
    let (_, title) = wang.may_not(Command::Accept { case: file.id.clone() }).await;
    assert_eq!(title, "现在不能受理：有2项缺或不符：经营场所布局图、食品安全规章制度目录清单");

    let number = wang.issues(Command::IssueCorrection { case: file.id.clone() }).await;
    assert_eq!(number, "青政补〔2026〕1号");
    // Five working days after Monday 23 November: Tue 24, Wed 25, Thu 26, Fri 27, (weekend), Mon 30.
    let until = date(2026, 11, 30);
    let case = wang.file(&file).await;
    let Stage::Correcting { notice, due } = &case.stage else { panic!("{:?}", case.stage) };
    assert_eq!((notice.to_string(), due.date, due.provisional), (number.clone(), until, None));

    the_notice_says_it_all(&wang.paper(&number).await, until);
    wang.finishes(&no).await;
    assert_eq!(wang.file(&file).await.ticket, None);
    wang.does(Command::ClosePost).await;

    // A day later nobody is logged in any more.
    hall.turns_to(WEDNESDAY);
    let over = wang.client.me().await.unwrap_err();
    assert!(over.to_string().contains("登录"), "{over}");
    file
}

/// Exactly the two demands, each with its remedy, and the last day.
fn the_notice_says_it_all(paper: &StoredPaper, until: Date) {
    let PaperBody::Correction { demands, due, days, round, .. } = &paper.paper.body else { panic!() };
    let named: Vec<_> = demands.iter().map(|demand| demand.material.as_str()).collect();
    assert_eq!(
        (named.as_slice(), due.date, *days, *round),
        (["layout", "rules-list"].as_slice(), until, 5, 1)
    );
    let text = words(paper);
    for said in [
        "补正材料通知书",
        "青政补〔2026〕1号",
        "青河县老赵手工面馆：",
        "办件编号：20261123-0001",
        "需要补正的内容（共2项材料、2处）",
        "1．经营场所布局图",
        "没有标注各功能间的面积",
        "逐间标注名称和平方米数",
        "2．食品安全规章制度目录清单",
        "目录没有从业人员健康管理制度",
        "补列从业人员健康管理制度",
        "请您于2026年11月30日前（含当日）补正，期限为5个工作日",
        "本通知已列明全部需要补正的内容",
        "《中华人民共和国行政许可法》第三十二条第一款第五项",
        "经办人签名（王敏）",
        "监督电话：0444-5550012",
    ] {
        assert!(text.contains(said), "{said}\n{}", paper.text);
    }
    for not_said in ["3．", "设备设施清单", "演示", "草稿", "代王敏"] {
        assert!(!text.contains(not_said), "{not_said}\n{}", paper.text);
    }
}

/// A new session and a new ticket; only the two lines are open again.
async fn wednesday(hall: &Hall, file: &File) -> (Seat, String) {
    let mut wang = hall.mans("王敏", "07").await;
    assert_eq!(wang.fence, Fence(3), "opened, closed, opened");
    let no = wang.calls_and_begins().await;
    for typed in [file.number.as_str(), "92659999MAY000017C", "92659999may000017c", "老赵手工面馆"] {
        assert_eq!(wang.looks_for(typed).await, [file.number.as_str()], "{typed}");
    }
    wang.does(Command::ReturnCase { case: file.id.clone(), ticket: Some(no.as_str().into()) }).await;
    assert_eq!(wang.file(file).await.stage, Stage::Examining);
    assert_eq!(wang.unexamined(hall, file).await, ["layout", "rules-list"], "only what was named is open");

    // Told once: what could be seen on Monday is not demanded on Wednesday; nor is the situation another.
    let (code, title) = wang.may_not(examine(file, "process", defective("step-missing"))).await;
    assert_eq!(code, "told_once");
    assert!(title.starts_with("首次告知未列“操作流程说明”，不得再次要求补正"), "{title}");
    let answer =
        Command::Answer { case: file.id.clone(), question: "automatic".into(), choice: "yes".into() };
    assert_eq!(wang.may_not(answer).await.0, "answers_pinned");

    wang.examines(hall, file, &[]).await;
    let number = wang.issues(Command::Accept { case: file.id.clone() }).await;
    assert_eq!(number, "青政受〔2026〕1号");
    // Eight working days after Wednesday 25 November: Thu 26, Fri 27, (weekend), Mon 30, Tue 1, Wed 2, Thu 3,
    // Fri 4, (weekend), Mon 7 December.
    let promised = date(2026, 12, 7);
    let case = wang.file(file).await;
    let Stage::Accepted { on, due } = &case.stage else { panic!("{:?}", case.stage) };
    assert_eq!((*on, due.date, case.received), (WEDNESDAY, promised, MONDAY));
    let text = words(&wang.paper(&number).await);
    for said in [
        "决定予以受理",
        "青河县市场监督管理局将于2026年12月7日前（含当日）作出决定",
        "承诺期限：8个工作日",
        "法定期限：10个工作日",
        "听证",
        "办理结果：食品经营许可证",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    (wang, no)
}

/// By the department; nothing is charged; the licence is handed over.
async fn decided_and_delivered(hall: &Hall, wang: &mut Seat, file: &File) {
    // The department decides, not the window (受审分离, S007).
    let fee = || Command::IssuePayment { case: file.id.clone(), inputs: FeeInputs::new() };
    let decide = || Command::Decide { case: file.id.clone(), granted: true };
    assert_eq!(wang.may_not(fee()).await, ("case_stage".to_owned(), "办件现为“已受理”，不能收费".to_owned()));
    let (code, title) = wang.may_not(decide()).await;
    assert_eq!(
        (code.as_str(), title.as_str()),
        ("not_ours", "本事项由青河县市场监督管理局决定，窗口不能代为决定")
    );
    let mut fan = hall.seats("范市安", "07").await;
    let decided = fan.does(decide()).await;
    assert_eq!((decided.events[0].actor.as_str(), &decided.events[0].acting_for), ("Q0021", &None));
    assert_eq!(wang.file(file).await.stage, Stage::Decided { on: WEDNESDAY, granted: true });

    // Nothing may be charged for it (行政许可法 58).
    assert_eq!(wang.may_not(fee()).await, ("no_fee".to_owned(), "本事项不收费".to_owned()));
    wang.does(Command::Deliver { case: file.id.clone(), receiver: Some("赵小明".into()), number: None })
        .await;
    assert_eq!(wang.file(file).await.stage, Stage::Delivered { on: WEDNESDAY });
}

/// Issue 2, step 7. Who comes after the last day is told so; the day itself still counts (民法典 203, I-31).
#[tokio::test]
async fn the_last_day_counts_and_the_day_after_is_too_late() {
    let hall = Hall::opens_for(&["A002"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "food-licence.new").await;
    wang.hears_that(&file, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]).await;
    wang.examines(&hall, &file, &[("layout", Verdict::Missing)]).await;
    wang.issues(Command::IssueCorrection { case: file.id.clone() }).await;
    wang.finishes(&no).await;
    let back = || Command::ReturnCase { case: file.id.clone(), ticket: None };

    hall.turns_to(date(2026, 12, 1));
    let mut wang = hall.seats("王敏", "07").await;
    let (code, title) = wang.may_not(back()).await;
    assert_eq!(
        (code.as_str(), title.as_str()),
        ("correction_over", "补正期限至2026-11-30，已过期；请核对是否重新申请")
    );
    hall.turns_to(date(2026, 11, 30));
    wang.does(back()).await;
    assert_eq!(wang.unexamined(&hall, &file).await, ["layout"]);
}
