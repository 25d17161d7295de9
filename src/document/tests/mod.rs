//! Golden texts of every paper, and what no paper may do.

mod later;
mod phrases;
mod proof;
mod properties;
pub(super) mod samples;

use insta::{Settings, assert_snapshot};
use rust_decimal::Decimal;

use self::samples::*;
use super::{CELLS, compose, plain_text};
use crate::domain::fee::{Quote, QuoteLine};
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::paper::{Paper, PaperBody, PaperKind};

fn text(paper: &Paper) -> String {
    plain_text(&compose(paper, &hall(), &phrases(), false), CELLS)
}

fn golden(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

fn payment() -> Paper {
    let quote = Quote {
        code: "real-estate.registration".into(),
        title: "不动产登记费".into(),
        on: jiff::civil::date(2026, 1, 5),
        basis: Vec::new(),
        lines: Vec::new(),
        exact: Decimal::new(11000, 2),
        total: Decimal::new(11000, 2),
        in_words: "壹佰壹拾元整".into(),
        exempted: None,
    };
    paper(PaperKind::Payment, PaperBody::Payment { quote })
}

#[test]
fn correction_under_the_licensing_law() {
    golden("correction_licence", &text(&correction(demands(), CorrectionRegime::Licence, 1)));
}

#[test]
fn correction_for_a_ticket_printer() {
    let document = compose(&correction(demands(), CorrectionRegime::Licence, 1), &hall(), &phrases(), true);
    golden("correction_32", &plain_text(&document, 32));
}

#[test]
fn every_regime_says_what_its_law_says_and_no_more() {
    let say = |regime| squeezed(&text(&correction(demands(), regime, 1)));
    let licence = say(CorrectionRegime::Licence);
    assert!(licence.contains("《中华人民共和国行政许可法》第三十二条第一款第四项"));
    assert!(licence.contains("逾期不告知的，自收到申请材料之日起即为受理"));
    let estate = say(CorrectionRegime::RealEstate);
    assert!(estate.contains("《不动产登记暂行条例》第十七条第一款第三项，本次申请不予受理"));
    assert!(estate.contains("六十日内向青河县人民政府申请行政复议"));
    let market = say(CorrectionRegime::MarketEntity);
    assert!(market.contains("第十九条，现将申请材料退还给您"));
    let plain = say(CorrectionRegime::Plain);
    for text in [&estate, &market, &plain] {
        assert!(!text.contains("行政许可法》第三十二条") && !text.contains("五日内"), "{text}");
        assert!(text.contains("本通知已列明全部需要补正的内容。"));
    }
}

#[test]
fn a_later_notice_counts_itself_and_adds_nothing() {
    let text = text(&correction(demands(), CorrectionRegime::Licence, 2));
    assert!(text.contains("补正材料通知书（第2次）"));
    assert!(squeezed(&text).contains("只列明此前已经告知、目前仍需补正的材料"));
}

#[test]
fn acceptance_is_golden() {
    golden("acceptance", &text(&acceptance()));
}

#[test]
fn an_acceptance_on_the_spot_promises_no_day() {
    let mut paper = acceptance();
    if let PaperBody::Acceptance { promised, materials, .. } = &mut paper.body {
        *promised = crate::domain::clock::Limit { n: 0, unit: crate::domain::clock::LimitUnit::OnTheSpot };
        materials.truncate(1);
    }
    let text = text(&paper);
    assert!(text.contains("青河县市场监督管理局当场作出决定。") && !text.contains("将于"));
    assert!(squeezed(&text).contains("经审查，申请材料齐全") && !text.contains("除下表"));
}

#[test]
fn refusal_is_golden() {
    golden("refusal", &text(&refusal()));
}

#[test]
fn a_refusal_for_another_body_says_so() {
    let mut paper = refusal();
    if let PaperBody::Refusal { ground, .. } = &mut paper.body {
        *ground = DiversionGround::NotThisBody;
    }
    assert!(text(&paper).contains("不属于本机关职权范围"));
}

#[test]
fn receipt_is_golden() {
    golden(
        "receipt",
        &text(&paper(PaperKind::Receipt, PaperBody::Receipt { materials: materials(), regime: None })),
    );
}

#[test]
fn payment_is_golden() {
    let (mut paper, hall, phrases) = (payment(), hall(), phrases());
    if let Some(subject) = &mut paper.subject {
        subject.item = "不动产登记—转移登记（买卖）".into();
        subject.department = "青河县自然资源局".into();
    }
    let standard = Basis {
        document: "关于不动产登记收费标准等有关问题的通知".into(), clause: String::new()
    };
    let line = |label: &str, n: i64, unit: &str, rate: i64, note: &str| QuoteLine {
        label: label.into(),
        quantity: n.into(),
        unit: unit.into(),
        rate: rate.into(),
        amount: (n * rate).into(),
        basis: vec![standard.clone()],
        note: note.into(),
    };
    if let PaperBody::Payment { quote } = &mut paper.body {
        quote.basis = vec![standard.clone()];
        quote.lines = vec![
            line("住宅类不动产登记", 1, "件", 80, ""),
            line("增发不动产权证书", 3, "本", 10, "第一本免收工本费"),
        ];
    }
    let document = compose(&paper, &hall, &phrases, false);
    golden("payment", &plain_text(&document, CELLS));
}

#[test]
fn a_payment_names_its_total_whatever_the_proof() {
    let text = squeezed(&text(&payment()));
    assert!(text.contains("110.00元") && text.contains("不收取现金"));
}

#[test]
fn handover_is_golden() {
    golden("handover", &text(&handover()));
}

#[test]
fn a_draft_has_room_for_its_number() {
    let mut paper = correction(demands(), CorrectionRegime::Licence, 1);
    paper.number = None;
    let text = text(&paper);
    assert!(text.contains("青政补〔2026〕　　号") && text.contains("草稿"));
}

#[test]
fn a_demonstration_says_so_first_and_last() {
    let text = plain_text(&compose(&refusal(), &hall(), &phrases(), true), CELLS);
    for line in [text.lines().next(), text.lines().last()] {
        assert_eq!(line.map(str::trim), Some("演示 样张 无效"));
    }
    assert!(!plain_text(&compose(&refusal(), &hall(), &phrases(), false), CELLS).contains("演示"));
}

#[test]
fn a_provisional_date_says_which_year_is_missing() {
    let (day, phrases) = (jiff::civil::date(2027, 1, 8), phrases());
    let words = super::wording::Words(&phrases);
    let text = words.due_date(day, Some(2027));
    assert!(text.starts_with("2027年1月8日（暂定，2027年"));
    assert_eq!(words.due_date(day, None), "2027年1月8日");
}

/// The text without white space: what is in it was neither cut nor torn.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
