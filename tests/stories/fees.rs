//! Fees: 社会保障卡 on the spot, 不动产登记 with the proof of its amount.

use yichuang::domain::case::{CaseEvent, Stage};
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::fee::FeeInputs;
use yichuang::domain::paper::PaperBody;
use yichuang::domain::state::Event;
use yichuang::text::Clean;

use crate::hall::{Ears, File, Hall, MONDAY, Seat, defective, words};

fn inputs(given: &[(&str, &str)]) -> FeeInputs {
    given.iter().map(|(code, value)| ((*code).to_owned(), (*value).to_owned())).collect()
}

/// Issue 2, step 8: 即办件 on the spot. S155, S156, S062, I-14, I-17, I-27, I-30.
#[tokio::test]
async fn a_lost_card_is_replaced_on_the_spot_against_its_receipt() {
    let hall = Hall::opens_for(&["A003"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "social-card.replacement").await;
    wang.hears_that(&file, &[("reason", "lost"), ("holder", "adult"), ("agent", "no")]).await;
    assert_eq!(wang.unexamined(&hall, &file).await, ["application", "id-card", "photo"]);
    wang.examines(&hall, &file, &[("photo", Verdict::Shared)]).await;

    let notice = wang.issues(Command::Accept { case: file.id.clone() }).await;
    assert_eq!(notice, "青政受〔2026〕1号");
    let text = words(&wang.paper(&notice).await);
    assert!(text.contains("青河县人力资源和社会保障局当场作出决定"), "{text}");
    let Stage::Accepted { due, .. } = wang.file(&file).await.stage else { panic!() };
    assert_eq!(due.date, MONDAY, "当场");
    wang.does(Command::Decide { case: file.id.clone(), granted: true }).await;
    assert_eq!(wang.file(&file).await.stage, Stage::Decided { on: MONDAY, granted: true });

    let charge =
        |given: &[(&str, &str)]| Command::IssuePayment { case: file.id.clone(), inputs: inputs(given) };
    for (given, sentence) in [
        (&[("cards", "0")][..], "“张数（cards）”填写为“0”，不符合要求：不能少于1张"),
        (&[("amount", "5")], "收费标准没有“amount”这一项，请重新填写"),
    ] {
        assert_eq!(wang.may_not(charge(given)).await, ("fee".to_owned(), sentence.to_owned()));
    }
    // Why the card is replaced was asked at the intake and is not asked again.
    let number = wang.issues(charge(&[])).await;
    assert_eq!(number, "青政缴〔2026〕1号", "what was refused took no number");
    let fee = wang.file(&file).await.fee.expect("the fee is on the case");
    let line = &fee.quote.lines[0];
    let figures = (line.quantity.to_string(), line.rate.to_string(), line.amount.to_string());
    assert_eq!(figures, ("1".to_owned(), "20".to_owned(), "20".to_owned()));
    assert_eq!((fee.quote.total.to_string(), fee.quote.in_words.as_str()), ("20.00".to_owned(), "贰拾元整"));
    let text = words(&wang.paper(&number).await);
    for said in [
        "缴款通知书",
        "工本费",
        "1张",
        "合计：人民币贰拾元整（20.00元）",
        "不收取现金",
        "社会保障卡工本费标准",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }

    // No result without the receipt, and no second charge.
    let (code, title) = wang
        .may_not(Command::Deliver { case: file.id.clone(), receiver: Some("赵小明".into()), number: None })
        .await;
    assert_eq!((code.as_str(), title.as_str()), ("unpaid", "缴款通知青政缴〔2026〕1号尚未登记票据号"));
    let record = |text: &str| Command::RecordReceipt { case: file.id.clone(), receipt: Clean::new(text) };
    assert_eq!(wang.may_not(record("  ")).await.0, "bad_field");
    assert_eq!(wang.may_not(charge(&[("reason", "lost")])).await.0, "already_charged");
    wang.does(record(" 6500-20261123001 ")).await;
    let paid = wang.file(&file).await.fee.and_then(|fee| fee.receipt).expect("paid");
    assert_eq!(paid.original(), "6500-20261123001");
    assert_eq!(wang.may_not(record("6500-20261123002")).await.0, "not_found", "one payment, one receipt");
    wang.does(Command::Deliver { case: file.id.clone(), receiver: Some("赵小明".into()), number: None })
        .await;
    assert_eq!(wang.file(&file).await.stage, Stage::Delivered { on: MONDAY });
    wang.finishes(&no).await;
}

/// The demonstration's department has decided.
async fn decided(ears: &mut Ears, file: &File) -> bool {
    ears.hear(|recorded| match &recorded.event {
        Event::Case { case, what: CaseEvent::Decided { granted, .. } } if *case == file.id => Some(*granted),
        _ => None,
    })
    .await
}

/// The payment notice of a transfer: its number, figures line by line, total and words.
async fn charged(
    seat: &mut Seat,
    file: &File,
    given: &[(&str, &str)],
) -> (String, Vec<String>, String, String) {
    let number = seat.issues(Command::IssuePayment { case: file.id.clone(), inputs: inputs(given) }).await;
    let PaperBody::Payment { quote } = seat.paper(&number).await.paper.body else { panic!() };
    let lines = quote.lines.iter().map(|line| {
        assert!(!line.basis.is_empty(), "{}", line.label);
        format!("{} {}{}×{}={}", line.label, line.quantity, line.unit, line.rate, line.amount)
    });
    (number, lines.collect(), quote.total.to_string(), quote.in_words)
}

/// Issue 2, steps 7 and 8. 不动产登记暂行条例 17; 发改价格规〔2016〕2559号; I-27 to I-30.
#[tokio::test]
async fn a_house_and_a_shop_change_hands() {
    let hall = Hall::opens_with_a_quick_department(&["R001", "R002"]).await;
    let mut deng = hall.mans("邓思齐", "05").await;
    let mut ears = deng.listens().await;

    // The fireman's house: the contract is not signed by the seller.
    let no = deng.calls_and_begins().await;
    assert_eq!(no, "R002");
    let house = deng.opens(&no, "real-estate.transfer-sale").await;
    deng.hears_that(&house, &[("house", "stock"), ("affordable", "yes"), ("land", "no"), ("agent", "no")])
        .await;
    let six = ["application", "id-card", "title", "contract", "deed-tax", "affordable-approval"];
    assert_eq!(deng.unexamined(&hall, &house).await, six);
    deng.examines(&hall, &house, &[("contract", defective("unsigned")), ("deed-tax", Verdict::Shared)]).await;
    let number = deng.issues(Command::IssueCorrection { case: house.id.clone() }).await;
    let text = words(&deng.paper(&number).await);
    for said in [
        "根据《不动产登记暂行条例》第十七条第一款第三项，本次申请不予受理，现将需要补正的全部内容一次性告知您",
        "缺少一方签字或者盖章",
        "由双方补签；单位加盖公章",
        "未当场书面告知不予受理的，视为受理（《不动产登记暂行条例》第十七条第二款）",
        "超过该日期的，您仍可以重新申请",
        "六十日内向青河县人民政府申请行政复议",
        "六个月内依法向青河县人民法院提起行政诉讼",
        "青河县自然资源局（专用印章）",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("行政许可法"), "no licence: {text}");

    // The seller is in the hall and signs: the same person, the same ticket.
    deng.does(Command::ReturnCase { case: house.id.clone(), ticket: Some(no.as_str().into()) }).await;
    assert_eq!(deng.unexamined(&hall, &house).await, ["contract"]);
    deng.examines(&hall, &house, &[]).await;
    deng.issues(Command::Accept { case: house.id.clone() }).await;
    assert!(decided(&mut ears, &house).await);
    deng.finishes(&no).await;

    // A shop in a new building, with one certificate more than the unit.
    let no = deng.calls_and_begins().await;
    let shop = deng.opens(&no, "real-estate.transfer-sale").await;
    deng.hears_that(&shop, &[("house", "new"), ("notice", "yes"), ("affordable", "no"), ("agent", "no")])
        .await;
    deng.examines(&hall, &shop, &[]).await;
    deng.issues(Command::Accept { case: shop.id.clone() }).await;
    assert!(decided(&mut ears, &shop).await);

    // 80 for a dwelling, its first certificate free.
    let given = [("type", "转移登记"), ("usage", "住宅")];
    let (number, lines, total, in_words) = charged(&mut deng, &house, &given).await;
    assert_eq!(number, "青政缴〔2026〕1号");
    assert_eq!(lines, ["登记费 1件×80=80", "证书工本费（增加的证书） 0本×10=0"]);
    assert_eq!((total.as_str(), in_words.as_str()), ("80.00", "捌拾元整"));

    // 550 for anything else, 10 for the second certificate.
    let given = [("type", "转移登记"), ("usage", "非住宅"), ("certificates", "2")];
    let (number, lines, total, in_words) = charged(&mut deng, &shop, &given).await;
    assert_eq!(number, "青政缴〔2026〕2号");
    assert_eq!(lines, ["登记费 1件×550=550", "证书工本费（增加的证书） 1本×10=10"]);
    assert_eq!((total.as_str(), in_words.as_str()), ("560.00", "伍佰陆拾元整"));
    let text = words(&deng.paper(&number).await);
    assert!(
        text.contains("合计：人民币伍佰陆拾元整（560.00元）") && text.contains("发改价格规〔2016〕2559号"),
        "{text}"
    );
}
