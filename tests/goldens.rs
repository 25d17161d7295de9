//! Golden texts of every paper of the window, for real items of the shipped catalogue and invented people: what is
//! written here was read by a person. Each paper is issued by the order that issues it, numbered and proved as the
//! door does.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at what is wrong")]

#[path = "goldens/counter.rs"]
mod counter;

use counter::{Counter, clean, golden, material, the_case, the_ticket};
use jiff::civil::date;
use yichuang::domain::checklist::{Defects, Verdict};
use yichuang::domain::command::{CasePaper, Command};
use yichuang::domain::paper::{PaperKind, PaperRef, Place};
use yichuang::domain::post::Occasion;

/// A restaurant in the county, six materials of which two have defects and one is missing.
fn restaurant() -> Counter {
    let mut counter = Counter::opens();
    counter.case("food-licence.new", &[("venue", "catering"), ("automatic", "no"), ("agent", "yes")]);
    counter
}

#[test]
fn n_01_acceptance() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.orders("A", Command::Accept { case: the_case() });
    golden("n01_acceptance", &counter.last(PaperKind::Acceptance));
}

#[test]
fn n_02_correction() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.finds("layout", defects(&["no-area", "crossing"]));
    counter.finds("process", Verdict::Missing);
    counter.orders("A", Command::IssueCorrection { case: the_case() });
    golden("n02_correction", &counter.last(PaperKind::Correction));
}

fn defects(codes: &[&str]) -> Verdict {
    let codes = codes.iter().map(|code| (*code).into()).collect::<std::collections::BTreeSet<_>>();
    Verdict::Defective { defects: Defects::try_from(codes).expect("some") }
}

#[test]
fn n_02_passed_on_for_the_department() {
    let mut counter = Counter::opens();
    counter.case_received();
    let first = counter.lines()[0].clone();
    counter.orders(
        "A",
        Command::RelayCorrection {
            case: the_case(),
            number: clean("青水补〔2026〕7号"),
            text: clean(
                "经审查，下列材料需要补正：\n一、申请表未填写污水排放口数量；\n二、申请表未填写排水水量。",
            ),
            named: [first].into(),
            due: date(2026, 12, 7),
        },
    );
    golden("n02_relay", &counter.last(PaperKind::Correction));
}

#[test]
fn n_03_guidance_for_a_situation_and_before_it_is_known() {
    let mut counter = Counter::opens();
    let answers = [("venue", "catering"), ("automatic", "no"), ("agent", "no")];
    let answers = answers.map(|(question, choice)| (question.into(), choice.into())).into();
    counter.orders(
        "A",
        Command::IssueGuidance {
            item: "food-licence.new".into(),
            answers,
            who: Some(clean("阿依古丽·买买提")),
        },
    );
    golden("n03_guidance", &counter.last(PaperKind::Guidance));
    let retail = [("venue", "retail"), ("goods", "prepacked")];
    let retail = retail.map(|(question, choice)| (question.into(), choice.into())).into();
    counter
        .orders("A", Command::IssueGuidance { item: "food-licence.new".into(), answers: retail, who: None });
    golden("n03_guidance_elsewhere", &counter.last(PaperKind::Guidance));
    let none = std::collections::BTreeMap::new();
    counter.orders(
        "A",
        Command::IssueGuidance { item: "residence-permit.first".into(), answers: none, who: None },
    );
    golden("n03_guidance_open", &counter.last(PaperKind::Guidance));
}

#[test]
fn n_04_refusal_in_the_register() {
    let mut counter = Counter::opens();
    counter.case("food-licence.new", &[("venue", "retail"), ("goods", "prepacked")]);
    counter.orders("A", Command::DraftRefusal { case: the_case() });
    counter.orders("L", Command::ConfirmRefusal { case: the_case() });
    golden("n04_refusal", &counter.last(PaperKind::Refusal));
}

#[test]
fn n_05_receipt_of_materials() {
    let mut counter = Counter::opens();
    counter.case_received();
    golden("n05_receipt", &counter.last(PaperKind::Receipt));
}

#[test]
fn n_06_filing_receipt() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.orders("A", Command::IssueCasePaper { case: the_case(), what: CasePaper::FilingReceipt });
    golden("n06_filing_receipt", &counter.last(PaperKind::FilingReceipt));
}

#[test]
fn n_07_deferral_pledged_and_told() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.finds("rules-list", Verdict::Deferred { due: date(2026, 11, 30), promised: true });
    counter.orders("A", Command::IssueCasePaper { case: the_case(), what: CasePaper::DeferralPledge });
    golden("n07_deferral_pledge", &counter.last(PaperKind::DeferralPledge));
    counter.orders("A", Command::Accept { case: the_case() });
    golden("n07_deferral_notice", &counter.last(PaperKind::DeferralNotice));
    golden("n01_acceptance_deferred", &counter.last(PaperKind::Acceptance));
}

#[test]
fn n_08_commitment() {
    let mut counter = Counter::opens();
    let code = counter.case_with_commitment();
    counter.finds(code.as_str(), Verdict::Committed);
    counter.orders("A", Command::IssueCasePaper { case: the_case(), what: CasePaper::Commitment });
    golden("n08_commitment", &counter.last(PaperKind::Commitment));
}

#[test]
fn n_09_statement() {
    let mut counter = restaurant();
    let text = clean(
        "您的经营场所位于居民住宅楼内，没有独立的专用烟道。\n请选定符合条件的场所后再行申请，场所的要求见下。",
    );
    counter.orders("A", Command::IssueCasePaper { case: the_case(), what: CasePaper::Statement { text } });
    golden("n09_statement", &counter.last(PaperKind::Statement));
}

#[test]
fn n_10_payment_and_n_11_delivery() {
    let mut counter = Counter::opens();
    counter.estate_granted();
    golden("n10_payment", &counter.last(PaperKind::Payment));
    counter.orders("A", Command::RecordReceipt { case: the_case(), receipt: clean("44001234567") });
    counter.orders(
        "A",
        Command::Deliver {
            case: the_case(),
            receiver: Some(clean("阿依古丽·买买提")),
            number: Some(clean("青（2026）青河县不动产权第0000123号")),
        },
    );
    golden("n11_delivery", &counter.last(PaperKind::Delivery));
}

#[test]
fn n_12_extension_and_special_procedure() {
    let mut counter = Counter::opens();
    counter.tobacco_accepted();
    let (from, to) = (date(2026, 11, 25), date(2026, 11, 27));
    let procedure = "听证".to_owned();
    counter.orders("A", Command::StartProcedure { case: the_case(), procedure, from, to });
    golden("special_procedure", &counter.last(PaperKind::SpecialProcedure));
    let reason = clean("需要两名以上工作人员实地核查，雨雪天气道路中断");
    counter.orders("L", Command::Extend { case: the_case(), reason });
    golden("n12_extension", &counter.last(PaperKind::Extension));
}

#[test]
fn referral_by_first_contact() {
    let mut counter = Counter::opens();
    let to = Place {
        name: clean("青河县水务局"),
        address: clean("青河县河堤路 5 号二楼 203 室"),
        phone: clean("0444-5550300"),
    };
    let (matter, why) = (clean("农田灌溉用水纠纷"), clean("灌区用水调处由水务局受理，本中心没有这个窗口"));
    counter.orders("A", Command::Refer { ticket: Some(the_ticket()), matter, to, why });
    golden("referral", &counter.last(PaperKind::Referral));
}

#[test]
fn a_paper_in_place_of_a_void_one_says_so() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.orders("A", Command::Accept { case: the_case() });
    let paper = PaperRef { case: Some(the_case()), number: counter.number(PaperKind::Acceptance) };
    counter.orders("L", Command::VoidPaper { paper, reason: clean("申请人名称有误") });
    counter.orders("A", Command::Accept { case: the_case() });
    let text = counter.last(PaperKind::Acceptance);
    assert!(text.contains("本件代替已作废的青政受〔2026〕1号。"), "{text}");
}

#[test]
fn the_ticket_of_the_queue() {
    golden("ticket", &Counter::opens().slip());
}

#[test]
fn the_handover_sheet() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.orders(
        "A",
        Command::OfferHandover {
            note: clean("复印机缺纸，已报修。"), occasion: Occasion::Shift, to: None
        },
    );
    counter.hand_over();
    golden("handover_sheet", &counter.last(PaperKind::Handover));
}

/// Whatever an applicant is called, the paper says it and nothing else happens.
#[test]
fn a_hostile_name_is_only_a_name() {
    let mut counter = restaurant();
    counter.all_conform();
    counter.renames("{item}{{}}\u{1b}[2J\u{202e}卿$(reboot)");
    counter.finds(&material(), Verdict::Missing);
    counter.orders("A", Command::IssueCorrection { case: the_case() });
    let text = counter.last(PaperKind::Correction);
    assert!(text.contains("{item}{{}}") && text.contains("$(reboot)"));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "shown, not obeyed");
    assert!(text.contains("U+202E"), "{text}");
}
