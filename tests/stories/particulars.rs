//! Particulars of applicants: a machine may read wrongly, an officer is told what is wrong.

use yichuang::domain::command::Command;
use yichuang::domain::person::Agent;
use yichuang::text::Clean;

use crate::hall::{Hall, firm, person};

/// Issue 2, step 5. S236, S101.
#[tokio::test]
async fn a_forged_number_does_not_come_in_with_the_ticket() {
    let hall = Hall::opens_for(&["A011"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    assert!(wang.ticket(&no).await.applicant.is_some(), "the machine read something");
    let file = wang.opens(&no, "residence-permit.endorsement").await;
    assert_eq!(wang.file(&file).await.applicant, None, "and it was not taken");
    wang.hears_that(&file, &[("ground", "home"), ("agent", "no")]).await;
    wang.examines(&hall, &file, &[]).await;
    let (code, title) = wang.may_not(Command::Accept { case: file.id.clone() }).await;
    assert_eq!((code.as_str(), title.as_str()), ("exit_closed", "现在不能受理：申请人信息未录，请先录入"));

    // Typed as it is printed on the forged card, then with other slips, then right.
    let record = |number: &str, phone: &str| Command::RecordApplicant {
        case: file.id.clone(),
        applicant: person("丁一鸣", number, phone),
    };
    for (number, phone, sentence) in [
        ("659999199909309117", "19900000013", "居民身份号码：校验位“7”应为6，请逐位核对"),
        ("65999919990930911", "19900000013", "居民身份号码：共17位，应为18位"),
        ("659999199902309116", "19900000013", "居民身份号码：第7位起“19990230”不是有效的出生日期"),
        ("6599991999093O9116", "19900000013", "居民身份号码：第14位“O”应为数字"),
    ] {
        let (code, title) = wang.may_not(record(number, phone)).await;
        assert_eq!(code, "bad_field");
        assert!(title.starts_with(sentence), "{title}");
    }
    let (_, title) = wang.may_not(record("659999199909309116", "1990000")).await;
    assert!(title.starts_with("电话："), "{title}");
    wang.does(record("659999199909309116", "19900000013")).await;
    assert_eq!(wang.looks_for("659999199909309116").await, [file.number.as_str()]);

    let agent = |name: &str| {
        let (name, id_number, phone) =
            (Clean::new(name), Clean::new("659999198503039377"), Clean::new("19900000029"));
        Command::RecordAgent { case: file.id.clone(), agent: Some(Agent { name, id_number, phone }) }
    };
    assert_eq!(wang.may_not(agent(" ")).await, ("bad_field".to_owned(), "代理人姓名：请填写".to_owned()));
    wang.does(agent("哈力克·叶尔肯")).await;
    wang.does(Command::RecordAgent { case: file.id.clone(), agent: None }).await;
    assert_eq!(wang.issues(Command::Accept { case: file.id.clone() }).await, "青政受〔2026〕1号");
    wang.finishes(&no).await;
}

/// Issue 2, step 5. S001, S236: she swiped her own card and applies for her shop.
#[tokio::test]
async fn a_person_s_card_is_not_the_shop_that_applies() {
    let hall = Hall::opens_for(&["A017"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let read = wang.ticket(&no).await.applicant.expect("an identity card");
    let file = wang.opens(&no, "food-licence.new").await;
    assert_eq!(wang.file(&file).await.applicant, None);

    let record = |applicant| Command::RecordApplicant { case: file.id.clone(), applicant };
    let wrong = wang.may_not(record(read)).await;
    assert_eq!(wrong, ("wrong_applicant".to_owned(), "“食品经营许可（新办）”不面向这类申请人".to_owned()));
    let shop = |code: &str| record(firm("青河县福满楼餐饮有限公司", code, "于㛃", "19900000018"));
    let (code, title) = wang.may_not(shop("91659999MAY00013XA")).await;
    assert_eq!(code, "bad_field");
    assert!(title.starts_with("统一社会信用代码：校验位“A”应为"), "{title}");
    wang.does(shop("91659999MAY000113Q")).await;
    assert_eq!(wang.file(&file).await.applicant_name().original(), "青河县福满楼餐饮有限公司");

    // Nor does a window without the power open a case at all (J08).
    let mut xu = hall.mans("许文博", "10").await;
    let open = Command::OpenCase {
        case: "x".into(),
        ticket: None,
        item: "food-licence.new".into(),
        applicant: None,
        agent: None,
    };
    let (code, title) = xu.may_not(open).await;
    assert_eq!(
        (code.as_str(), title.as_str()),
        ("item_not_here", "本窗口未获授权办理“食品经营许可（新办）”，请转其他窗口")
    );
}
