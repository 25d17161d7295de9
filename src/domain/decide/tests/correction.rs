//! Told once (行政许可法 32.1(4), DESIGN 4.3), and refusal by two people (S130).

use std::collections::BTreeSet;

use crate::domain::case::{CaseEvent, Stage};
use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::paper::{Demand, PaperBody};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::testing::rules::LICENCE;
use crate::domain::testing::{World, answer, defective, examine, examine_because, give_back};
use crate::text::Clean;

/// A licence told of a missing form and a doubly defective identity card; the others were in order.
fn told() -> World {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "form", Verdict::Missing));
    world.at("01", "A1", examine("c1", "identity", defective(&["seal", "stale"])));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world
}

fn demands(world: &World) -> (Vec<Demand>, u32) {
    match &world.case("c1").papers.last().unwrap().body {
        PaperBody::Correction { demands, round, .. } => (demands.clone(), *round),
        other => panic!("{other:?}"),
    }
}

fn named(world: &World) -> Vec<String> {
    demands(world).0.iter().map(|demand| demand.material.to_string()).collect()
}

/// I-08. Catches: a notice that names the first thing it finds, or a material without all its defects.
#[test]
fn the_first_notice_contains_exactly_what_is_wanting() {
    let world = told();
    let (demands, round) = demands(&world);
    assert_eq!(round, 1);
    assert_eq!(named(&world), ["form", "identity"]);
    assert!(demands[0].defects.is_empty(), "missing altogether");
    let defects: Vec<_> = demands[1].defects.iter().map(|defect| defect.code.as_str()).collect();
    assert_eq!(defects, ["seal", "stale"]);
    assert!(demands.iter().all(|demand| !demand.basis.is_empty()), "I-10");
    let Stage::Correcting { due, .. } = &world.case("c1").stage else { panic!("{:?}", world.case("c1")) };
    assert_eq!(due.date, jiff::civil::date(2026, 11, 26), "five working days");
}

/// Catches: all verdicts forgotten on return, so that everything would be examined anew.
#[test]
fn what_was_named_comes_back_to_be_examined_and_nothing_else() {
    let mut world = told();
    world.at("01", "A1", give_back("c1", Some("A001")));
    assert_eq!(world.case("c1").stage, Stage::Examining);
    assert_eq!(world.unexamined("c1"), ["form", "identity"]);
    assert_eq!(world.case("c1").verdict(&"health".into()), &Verdict::Conforming);
}

/// I-07, J01. Catches: a second telling by the officer; an override without a reason; one that leaves no trace.
#[test]
fn a_later_demand_needs_a_lead_and_a_reason_and_raises_j01() {
    let mut world = told();
    world.at("01", "A1", give_back("c1", Some("A001")));
    let told_once = Refusal::ToldOnce { material: "材料health".into() };
    let demand = |reason| examine_because("c1", "health", Verdict::Missing, reason);
    assert_eq!(world.refused("01", "A1", examine("c1", "health", defective(&["stale"]))), told_once);
    assert_eq!(world.refused("01", "A1", demand("我看应该补")), told_once);
    world.at("01", "L1", Command::TakeOver { reason: Clean::new("复核") });
    assert_eq!(world.refused("01", "L1", demand(" ")), told_once);
    let events = world.at("01", "L1", demand("证件系伪造"));
    let Event::Case { what: CaseEvent::Warned { code, text }, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(code, "J01");
    assert!(text.contains("证件系伪造"));
    world.all_conform("c1");
    world.at("01", "L1", Command::IssueCorrection { case: "c1".into() });
    assert_eq!((named(&world), demands(&world).1), (vec!["health".to_owned()], 2));
}

#[test]
fn what_was_named_may_still_be_wrong_when_it_comes_back() {
    let mut world = told();
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", examine("c1", "form", defective(&["seal"])));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    assert_eq!((named(&world), demands(&world).1), (vec!["form".to_owned()], 2));
}

/// I-07. Catches: everything ever named open for ever. The identity card was found in order in the second
/// examination; what came back after the second notice is the form alone.
#[test]
fn what_was_found_in_order_the_second_time_is_not_demanded_the_third() {
    let mut world = told();
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", examine("c1", "form", defective(&["seal"])));
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", examine("c1", "identity", Verdict::Missing));
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world.at("01", "A1", give_back("c1", Some("A001")));
    assert_eq!(world.unexamined("c1"), ["form"]);
    let refused = world.refused("01", "A1", examine("c1", "identity", Verdict::Missing));
    assert_eq!(refused, Refusal::ToldOnce { material: "材料identity".into() });
}

/// Another situation would be another checklist: a second telling.
#[test]
fn the_situation_stands_after_the_notice() {
    let mut world = told();
    world.at("01", "A1", give_back("c1", Some("A001")));
    assert_eq!(world.refused("01", "A1", answer("c1", "venue", "catering")), Refusal::AnswersPinned);
}

/// Catches: the last day taken for the first day too late, or the other way round.
#[test]
fn the_correction_period_includes_its_last_day() {
    let mut world = told();
    world.days_pass(7);
    assert_eq!(world.today(), jiff::civil::date(2026, 11, 26));
    let mut late = world.clone();
    world.at("01", "A1", give_back("c1", None));
    late.days_pass(1);
    let over = late.refused("01", "A1", give_back("c1", None));
    assert_eq!(over, Refusal::CorrectionOver { due: jiff::civil::date(2026, 11, 26) });
}

#[test]
fn while_the_applicant_corrects_nothing_is_examined_or_told_again() {
    let mut world = told();
    for command in [
        examine("c1", "form", Verdict::Conforming),
        Command::IssueCorrection { case: "c1".into() },
        Command::Accept { case: "c1".into() },
    ] {
        assert!(matches!(world.refused("01", "A1", command), Refusal::CaseStage { .. }));
    }
}

fn drafted() -> World {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "home"));
    world.at("01", "A1", Command::DraftRefusal { case: "c1".into() });
    world
}

fn confirm() -> Command {
    Command::ConfirmRefusal { case: "c1".into() }
}

/// S130. Catches: one person refusing alone, or two who are both officers.
#[test]
fn a_refusal_is_confirmed_by_a_lead_who_did_not_draft_it() {
    let mut world = drafted();
    for actor in ["A1", "B1", "D1"] {
        assert_eq!(world.refused("01", actor, confirm()), Refusal::SecondPerson, "{actor}");
    }
    assert!(world.papers().is_empty(), "no number before the second person");
    world.at("01", "L1", confirm());
    assert_eq!(world.case("c1").stage, Stage::Refused);
    let paper = world.papers()[0];
    let PaperBody::Refusal { confirmed_by, reason, .. } = &paper.body else { panic!("{paper:?}") };
    assert_eq!(confirmed_by, "孙丽");
    assert!(!reason.is_empty());
    assert_eq!(paper.officer, "王敏", "who drafted it handles it");
    assert!(matches!(world.refused("01", "L1", confirm()), Refusal::CaseStage { .. }));
}

#[test]
fn a_lead_who_drafted_needs_another_lead() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "L1", Command::TakeOver { reason: Clean::new("代班") });
    world.at("01", "L1", answer("c1", "venue", "home"));
    world.at("01", "L1", Command::DraftRefusal { case: "c1".into() });
    assert_eq!(world.refused("01", "L1", confirm()), Refusal::SecondPerson);
}

#[test]
fn a_draft_sent_back_says_why_and_is_under_examination_again() {
    let mut world = drafted();
    let reject = |reason: &str| Command::RejectRefusal { case: "c1".into(), reason: Clean::new(reason) };
    assert_eq!(world.refused("01", "A1", reject("不妥")), Refusal::SecondPerson);
    assert!(matches!(world.refused("01", "L1", reject(" ")), Refusal::BadField { .. }));
    world.at("01", "L1", reject("属于经营，应当受理"));
    assert_eq!(world.case("c1").stage, Stage::Examining);
}

/// Every telling of a case is numbered on its own and told in full: no two rounds share a number.
#[test]
fn rounds_have_numbers_of_their_own() {
    let mut world = told();
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", examine("c1", "form", Verdict::Missing));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let numbers: BTreeSet<_> = world.papers().iter().map(|paper| paper.number.clone()).collect();
    assert_eq!(numbers.len(), 2);
}
