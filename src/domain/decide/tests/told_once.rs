//! Told once, to the last defect (行政许可法 32.1(4), I-07): attacks by voiding, relaying, deferring and examining anew.
//! Wherever a second notice would name what the first did not, somebody who answers for it must have said why (J01).

use std::collections::BTreeSet;

use crate::domain::case::{CaseEvent, Stage};
use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::paper::{PaperBody, PaperNumber, PaperRef};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::testing::rules::{FORWARDED, LICENCE};
use crate::domain::testing::{
    World, answer, defective, examine, examine_because, give_back, number_of, void,
};
use crate::text::Clean;

/// A licence told of an identity card without its seal and of a missing form; the notice is printed.
fn told() -> World {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "form", Verdict::Missing));
    world.at("01", "A1", examine("c1", "identity", defective(&["seal"])));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world
}

fn printed() -> World {
    let mut world = told();
    let paper = newest(&world);
    world.at("01", "A1", Command::ConfirmPrint { paper });
    world
}

fn newest(world: &World) -> PaperRef {
    PaperRef { case: Some("c1".into()), number: number_of(world, "c1") }
}

fn void_newest(world: &mut World) -> PaperNumber {
    let number = number_of(world, "c1");
    world.at("01", "L1", void("c1", &number));
    number
}

/// What the newest notice says of the identity card.
fn told_of_identity(world: &World) -> BTreeSet<String> {
    let PaperBody::Correction { demands, .. } = &world.case("c1").papers.last().unwrap().body else {
        panic!()
    };
    let demand = demands.iter().find(|demand| demand.material.as_str() == "identity");
    demand.map(|demand| demand.defects.iter().map(|d| d.code.to_string()).collect()).unwrap_or_default()
}

fn told_defect() -> Refusal {
    Refusal::ToldDefect { material: "材料identity".into() }
}

/// I-07, J01. Catches: a defect added to one that still stands; a mended card that may not be looked at anew; the
/// word of a lead that leaves no trace.
#[test]
fn no_defect_is_added_while_a_told_one_stands() {
    let mut world = printed();
    world.at("01", "A1", give_back("c1", Some("A001")));
    let both = defective(&["seal", "stale"]);
    assert_eq!(world.refused("01", "A1", examine("c1", "identity", both.clone())), told_defect());
    let officer = examine_because("c1", "identity", both.clone(), "我看还有问题");
    assert_eq!(world.refused("01", "A1", officer), told_defect());
    world.at("01", "A1", examine("c1", "identity", defective(&["stale"])));
    world.at("01", "A1", examine("c1", "identity", defective(&["seal"])));

    // The lead needs no post for it, and no reason of theirs opens anything else.
    let other = world.refused("01", "L1", examine_because("c1", "identity", Verdict::Conforming, "复核"));
    assert_eq!(other, Refusal::NotHolder);
    let blank = examine_because("c1", "identity", both.clone(), " ");
    assert_eq!(world.refused("01", "L1", blank), told_defect());
    let events = world.at("01", "L1", examine_because("c1", "identity", both, "证件系变造"));
    let Event::Case { what: CaseEvent::Warned { code, text }, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(code, "J01");
    assert!(text.contains("材料identity") && text.contains("仍在") && text.contains("证件系变造"), "{text}");
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    assert_eq!(told_of_identity(&world), ["seal", "stale"].map(str::to_owned).into());
}

/// I-07. Catches: what was missing altogether held against the form that comes later.
#[test]
fn of_what_was_missing_everything_may_be_found_when_it_comes() {
    let mut world = printed();
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", examine("c1", "form", defective(&["seal", "stale"])));
}

/// I-11. Catches: a notice nobody has read that goes on binding; one void that leaves the case correcting.
#[test]
fn an_unprinted_notice_is_untold_by_its_voiding() {
    let mut world = told();
    let number = void_newest(&mut world);
    let case = world.case("c1");
    assert_eq!((&case.stage, &case.told), (&Stage::Examining, &None));
    let warned = |entry: &crate::domain::testing::Entry| matches!(&entry.event, Event::Case { what: CaseEvent::Warned { code, .. }, .. } if code == "J01");
    assert!(world.log.iter().any(warned), "that nobody got it is the lead's word, and is reported");
    world.at("01", "A1", examine("c1", "health", Verdict::Missing));
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let paper = world.case("c1").papers.last().unwrap();
    assert_eq!(paper.replaces.as_ref(), Some(&number));
    let PaperBody::Correction { round, .. } = &paper.body else { panic!() };
    assert_eq!(*round, 1, "in the place of the first it is the first");
}

/// I-07. Catches: the way to a new defect by voiding: a lead voids what the applicant has read, and the officer names
/// another material, another situation, another defect in the place of the told one, or the card altogether.
#[test]
fn a_printed_notice_stays_told_when_it_is_void() {
    let mut world = printed();
    void_newest(&mut world);
    assert_eq!(world.case("c1").stage, Stage::Examining);
    let late = world.refused("01", "A1", examine("c1", "health", Verdict::Missing));
    assert_eq!(late, Refusal::ToldOnce { material: "材料health".into() });
    assert_eq!(world.refused("01", "A1", answer("c1", "venue", "catering")), Refusal::AnswersPinned);
    for other in [defective(&["stale"]), defective(&["seal", "stale"]), Verdict::Missing] {
        assert_eq!(world.refused("01", "A1", examine("c1", "identity", other)), told_defect());
    }
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    assert!(told_of_identity(&world).is_empty(), "less may always be told");
    let PaperBody::Correction { round, .. } = &world.case("c1").papers.last().unwrap().body else { panic!() };
    assert_eq!(*round, 1);
}

/// I-07. Catches: two voidings that undo more than one: the printed notice is forgotten with the unprinted one that
/// took its place.
#[test]
fn voiding_twice_does_not_forget_what_was_read() {
    let mut world = printed();
    void_newest(&mut world);
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    void_newest(&mut world);
    let late = world.refused("01", "A1", examine("c1", "health", Verdict::Missing));
    assert_eq!(late, Refusal::ToldOnce { material: "材料health".into() });
    assert_eq!(world.refused("01", "A1", examine("c1", "identity", defective(&["stale"]))), told_defect());
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let numbers: Vec<_> =
        world.case("c1").papers.iter().map(|paper| paper.number.as_ref().unwrap().serial).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(world.case("c1").papers[2].replaces, world.case("c1").papers[1].number);
}

/// I-07. Catches: a later round voided unread that takes the earlier ones, or what a lead allowed in between, along.
#[test]
fn a_void_second_notice_leaves_the_first() {
    let mut world = printed();
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", crate::domain::testing::propose("c1", "产权证明"));
    let reason = Some(Clean::new("补正期间权属变更"));
    world.at("01", "L1", Command::AllowDemand { case: "c1".into(), demand: "extra-1".into(), reason });
    world.at("01", "A1", examine("c1", "extra-1", Verdict::Missing));
    world.at("01", "A1", examine("c1", "identity", defective(&["seal"])));
    world.all_conform("c1");
    let before = world.case("c1").told.clone().unwrap();
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    void_newest(&mut world);
    let after = world.case("c1").told.clone().unwrap();
    assert_eq!((after.round, &after.named, &after.defects), (1, &before.named, &before.defects));
    assert!(after.back, "they had come back after the first");
    world.at("01", "A1", examine("c1", "extra-1", Verdict::Missing));
    let late = world.refused("01", "A1", examine("c1", "health", Verdict::Missing));
    assert_eq!(late, Refusal::ToldOnce { material: "材料health".into() });
}

/// I-07, S088. Catches: a demand in the coat of a deferral: what lay there in order is to be brought after all.
#[test]
fn what_lay_there_is_not_deferred_afterwards() {
    let mut world = printed();
    world.at("01", "A1", give_back("c1", Some("A001")));
    let due = world.today();
    let later = Verdict::Deferred { due, promised: true };
    let refused = world.refused("01", "A1", examine("c1", "health", later.clone()));
    assert_eq!(refused, Refusal::ToldOnce { material: "材料health".into() });
    world.at("01", "L1", Command::TakeOver { reason: Clean::new("复核") });
    let events = world.at("01", "L1", examine_because("c1", "health", later, "证明在期间失效，本人愿意后补"));
    assert!(matches!(&events[0], Event::Case { what: CaseEvent::Warned { code, .. }, .. } if code == "J01"));
}

/// S088. Catches: the rule above in the way of an applicant who promised before the notice to bring it later.
#[test]
fn what_was_deferred_before_the_notice_may_be_deferred_anew() {
    let mut world = World::with_case(LICENCE);
    let rules = world.rules.items[0].materials.iter_mut().find(|material| material.code.as_str() == "rules");
    rules.unwrap().deferrable = true;
    let later = Verdict::Deferred { due: world.today(), promised: true };
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "health", later.clone()));
    world.at("01", "A1", examine("c1", "rules", Verdict::Missing));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", examine("c1", "health", later.clone()));
    world.at("01", "A1", examine("c1", "rules", later));
    world.accept("01", "A1", "c1");
}

fn received() -> World {
    let mut world = World::with_case(FORWARDED);
    world.at("01", "A1", examine("c1", "form", Verdict::Conforming));
    world.at("01", "A1", Command::Receive { case: "c1".into() });
    world
}

fn relay(named: &[&str]) -> Command {
    Command::RelayCorrection {
        case: "c1".into(),
        number: Clean::new("某水补〔2026〕7号"),
        text: Clean::new("申请表缺第二页"),
        named: named.iter().map(|code| (*code).into()).collect(),
        due: jiff::civil::date(2026, 11, 30),
    }
}

/// S107, requirements C2. Catches: a relay of a case still at the window, without words, of a day gone by, or of what
/// nobody asks for; one that is no notice at all.
#[test]
fn a_department_notice_is_passed_on_as_it_stands() {
    let mut world = World::with_case(FORWARDED);
    assert!(matches!(world.refused("01", "A1", relay(&["form"])), Refusal::CaseStage { .. }));
    let mut world = received();
    assert!(matches!(world.refused("01", "L1", relay(&["form"])), Refusal::NotHolder));
    assert!(matches!(world.refused("01", "A1", relay(&[])), Refusal::BadField { .. }));
    assert!(matches!(world.refused("01", "A1", relay(&["form", "moon"])), Refusal::NotAsked { .. }));
    let with = |change: fn(&mut Clean, &mut Clean, &mut jiff::civil::Date)| {
        let mut command = relay(&["form"]);
        if let Command::RelayCorrection { number, text, due, .. } = &mut command {
            change(number, text, due);
        }
        command
    };
    for wrong in [
        with(|number, _, _| *number = Clean::new(" ")),
        with(|_, text, _| *text = Clean::default()),
        with(|_, _, due| *due = jiff::civil::date(2026, 11, 18)),
    ] {
        assert!(matches!(world.refused("01", "A1", wrong), Refusal::BadField { .. }));
    }
    world.at("01", "A1", relay(&["form"]));
    let case = world.case("c1");
    let Stage::Correcting { due, .. } = &case.stage else { panic!("{:?}", case.stage) };
    assert_eq!(due.date, jiff::civil::date(2026, 11, 30), "the day of the department");
    let PaperBody::Relay { number, named, round, .. } = &case.papers.last().unwrap().body else { panic!() };
    assert_eq!((number.original(), named.len(), *round), ("某水补〔2026〕7号", 1, 1));
    assert_eq!(case.papers.last().unwrap().number.as_ref().unwrap().to_string(), "某政补〔2026〕1号");
}

/// I-07. Mutant named in reliability.md: skip the check on relayed notices. Catches it, and a void relay that leaves
/// the case with the applicant.
#[test]
fn a_relayed_notice_is_bound_by_what_was_told_as_well() {
    let mut world = World::with_case(FORWARDED);
    world.at("01", "A1", examine("c1", "form", Verdict::Conforming));
    world.at("01", "A1", crate::domain::testing::propose("c1", "产权证明"));
    world.at("01", "L1", Command::AllowDemand { case: "c1".into(), demand: "extra-1".into(), reason: None });
    world.at("01", "A1", examine("c1", "extra-1", Verdict::Missing));
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.all_conform("c1");
    world.at("01", "A1", Command::Receive { case: "c1".into() });
    let refused = world.refused("01", "A1", relay(&["form", "extra-1"]));
    assert_eq!(refused, Refusal::ToldOnce { material: "材料form".into() });
    world.at("01", "A1", relay(&["extra-1"]));
    void_newest(&mut world);
    assert_eq!(world.case("c1").stage, Stage::Received);
    world.at("01", "A1", relay(&["extra-1"]));
    world.at("01", "A1", give_back("c1", Some("A001")));
    assert_eq!(world.unexamined("c1"), ["extra-1"], "what the department named comes back");
    let late = world.refused("01", "A1", examine("c1", "form", Verdict::Missing));
    assert_eq!(late, Refusal::ToldOnce { material: "材料form".into() });
}
