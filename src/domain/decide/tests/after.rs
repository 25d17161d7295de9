//! After acceptance: decision, fee, delivery, withdrawal (DESIGN 4.1, 4.5).

use crate::domain::case::Stage;
use crate::domain::command::Command;
use crate::domain::fee::FeeInputs;
use crate::domain::paper::PaperBody;
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::COPY;
use crate::domain::testing::{World, give_back, open};
use crate::text::Clean;

fn decide(granted: bool) -> Command {
    Command::Decide { case: "c1".into(), granted }
}

fn pay(pages: &str) -> Command {
    let inputs: FeeInputs = [("pages".to_owned(), pages.to_owned())].into();
    Command::IssuePayment { case: "c1".into(), inputs }
}

fn receipt(number: &str) -> Command {
    Command::RecordReceipt { case: "c1".into(), receipt: Clean::new(number) }
}

fn deliver() -> Command {
    Command::Deliver { case: "c1".into(), receiver: None, number: None }
}

/// S007. Catches: a window that decides a 承诺件 itself.
#[test]
fn a_promised_case_is_decided_by_the_department() {
    let mut world = World::with_complete_licence();
    assert!(matches!(world.refused("01", "D1", decide(true)), Refusal::CaseStage { .. }), "not accepted yet");
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    let not_ours = Refusal::NotOurs { department: "某县市场监督管理局".into() };
    for actor in ["A1", "B1", "L1"] {
        assert_eq!(world.refused("01", actor, decide(true)), not_ours, "{actor}");
    }
    world.at("01", "D1", decide(false));
    assert!(matches!(world.case("c1").stage, Stage::Decided { granted: false, .. }));
    assert!(matches!(world.refused("01", "D1", decide(true)), Refusal::CaseStage { .. }), "decided once");
}

/// Catches: any holder anywhere deciding a case another window keeps.
#[test]
fn an_immediate_case_is_decided_by_the_window_that_keeps_it() {
    let mut world = World::with_accepted_copy();
    world.at("02", "A2", Command::TakePost);
    let other = world.refused("02", "A2", decide(true));
    assert_eq!(other, Refusal::OtherWindow { window: "01".into() });
    assert_eq!(world.refused("01", "B1", decide(true)), Refusal::NotHolder);
    world.at("01", "A1", decide(true));
}

/// S155, 行政许可法 58. Catches: money asked before the decision, for a refusal, twice, or off the standard.
#[test]
fn a_fee_follows_a_grant_by_the_standard_and_once() {
    let mut world = World::with_accepted_copy();
    assert!(matches!(world.refused("01", "A1", pay("4")), Refusal::CaseStage { .. }));
    let mut denied = world.clone();
    denied.at("01", "A1", decide(false));
    assert!(matches!(denied.refused("01", "A1", pay("4")), Refusal::CaseStage { .. }));
    world.at("01", "A1", decide(true));
    for wrong in ["", "-1", "4.5", "四"] {
        assert!(matches!(world.refused("01", "A1", pay(wrong)), Refusal::Fee { .. }), "{wrong}");
    }
    assert_eq!(world.refused("01", "A1", pay("0")), Refusal::NoFee);
    world.at("01", "A1", pay("5"));
    let PaperBody::Payment { quote } = &world.papers().last().unwrap().body else { panic!("a payment") };
    assert_eq!(quote.total.to_string(), "2.50");
    assert_eq!(quote.total, quote.lines.iter().map(|line| line.amount).sum(), "I-27");
    assert!(quote.lines.iter().all(|line| !line.basis.is_empty()), "I-30");
    assert!(matches!(world.refused("01", "A1", pay("6")), Refusal::AlreadyCharged { .. }));
}

#[test]
fn an_item_without_a_standard_costs_nothing() {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    world.at("01", "D1", decide(true));
    assert_eq!(world.refused("01", "A1", pay("4")), Refusal::NoFee);
    world.at("01", "A1", deliver());
}

/// Catches: a charged item handed out without anybody having worked out the fee (S155).
#[test]
fn nothing_is_delivered_before_the_fee_is_worked_out() {
    let mut world = World::with_accepted_copy();
    world.at("01", "A1", decide(true));
    assert_eq!(world.refused("01", "A1", deliver()), Refusal::FeeOpen);
    assert_eq!(world.refused("01", "A1", pay("0")), Refusal::NoFee, "nothing to count is no exemption");
    let mut denied = World::with_accepted_copy();
    denied.at("01", "A1", decide(false));
    denied.at("01", "A1", deliver());
}

/// DESIGN 4.8: every unmasking is an event with its reason; catches one without.
#[test]
fn numbers_are_shown_for_a_reason() {
    let mut world = World::with_accepted_copy();
    let unmask = |reason: &str| Command::Unmask { case: "c1".into(), reason: reason.into() };
    assert!(matches!(world.refused("01", "A1", unmask(" ")), Refusal::BadField { .. }));
    let before = world.log.len();
    world.at("01", "A1", unmask("核对证件"));
    assert_eq!(world.log.len(), before + 1);
}

/// Catches: the result handed over against an open payment notice.
#[test]
fn nothing_is_delivered_while_the_notice_is_unpaid() {
    let mut world = World::with_accepted_copy();
    assert!(matches!(world.refused("01", "A1", deliver()), Refusal::CaseStage { .. }));
    world.at("01", "A1", decide(true));
    assert!(matches!(world.refused("01", "A1", receipt("20261119-1")), Refusal::NotFound { .. }));
    world.at("01", "A1", pay("4"));
    assert!(matches!(world.refused("01", "A1", deliver()), Refusal::Unpaid { .. }));
    for wrong in ["", "  ", "票1", "1/2"] {
        assert!(matches!(world.refused("01", "A1", receipt(wrong)), Refusal::BadField { .. }), "{wrong}");
    }
    world.at("01", "A1", receipt(" 20261119-1 "));
    let paid = world.refused("01", "A1", receipt("20261119-2"));
    assert!(matches!(paid, Refusal::NotFound { .. }), "I-17: one receipt for one payment");
    world.at("01", "A1", deliver());
    assert!(world.case("c1").stage.is_closed());
}

#[test]
fn a_closed_case_stays_closed() {
    let mut world = World::with_accepted_copy();
    let withdraw = |reason: &str| Command::Withdraw { case: "c1".into(), reason: Clean::new(reason) };
    assert!(matches!(world.refused("01", "A1", withdraw(" ")), Refusal::BadField { .. }));
    world.at("01", "A1", withdraw("不办了"));
    for command in [withdraw("再撤"), give_back("c1", Some("A001")), decide(true), deliver(), pay("1")] {
        let actor = "A1";
        assert!(matches!(world.refused("01", actor, command), Refusal::CaseStage { .. }));
    }
}

/// What was decided cannot be withdrawn any more.
#[test]
fn a_decided_case_is_not_withdrawn() {
    let mut world = World::with_accepted_copy();
    world.at("01", "A1", decide(true));
    let late = Command::Withdraw { case: "c1".into(), reason: Clean::new("不要了") };
    assert!(matches!(world.refused("01", "A1", late), Refusal::CaseStage { .. }));
}

/// I-14, I-16. Numbers count from one in their series, by kind and year, cases by the day.
#[test]
fn numbers_run_by_kind_and_year_and_cases_by_day() {
    let mut world = World::with_accepted_copy();
    world.at("01", "A1", decide(true));
    world.at("01", "A1", pay("4"));
    world.at("01", "A1", open("c2", None, COPY));
    world.days_pass(60);
    world.at("01", "A1", open("c3", None, COPY));
    for case in ["c2", "c3"] {
        world.all_conform(case);
        world.at("01", "A1", Command::Accept { case: case.into() });
    }
    let papers: Vec<_> = world.papers().iter().map(|p| p.number.as_ref().unwrap().to_string()).collect();
    assert_eq!(papers, ["某政受〔2026〕1号", "某政缴〔2026〕1号", "某政受〔2027〕1号", "某政受〔2027〕2号"]);
    let cases: Vec<_> = ["c1", "c2", "c3"].map(|id| world.case(id).number.clone().unwrap()).into();
    assert_eq!(cases, ["20261119-0001", "20261119-0002", "20270118-0001"]);
}
