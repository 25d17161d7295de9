//! Editions of an item (S050): a case stays with the one it was received under, a new case gets the one in
//! force, and an item that is not in force is refused with the reason (S016).

use jiff::civil::date;

use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::item::{Material, ServiceItem};
use crate::domain::paper::PaperBody;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::testing::rules::LICENCE;
use crate::domain::testing::{World, answer, examine, give_back, open};

/// The licence as shipped to the end of November, then an edition with another form and without the rules.
fn revised(rules: &mut Rulebook) {
    let old = rules.items.iter_mut().find(|item| item.code.as_str() == LICENCE).unwrap();
    let mut new = ServiceItem { edition: "2026-12".into(), valid_from: date(2026, 12, 1), ..old.clone() };
    old.valid_to = Some(date(2026, 11, 30));
    new.materials.retain(|material| material.code.as_str() != "rules");
    let form = Material { name: "新版申请书".into(), ..new.materials.remove(0) };
    new.materials.insert(0, form);
    rules.items.push(new);
}

/// Examines all but the form as conforming and tells of the form; the material named in the notice.
fn told(world: &mut World, case: &str) -> String {
    world.at("01", "A1", examine(case, "form", Verdict::Missing));
    world.all_conform(case);
    world.at("01", "A1", Command::IssueCorrection { case: case.into() });
    match &world.case(case).papers.last().unwrap().body {
        PaperBody::Correction { demands, .. } => demands[0].name.clone(),
        other => panic!("{other:?}"),
    }
}

/// Catches: an open case whose checklist changes over night, a new case under the old list, and a notice that
/// is drafted from another edition than the checklist.
#[test]
fn a_new_edition_in_the_middle_of_a_case_leaves_the_case_alone() {
    let mut world = World::serving();
    revised(&mut world.rules);
    world.at("01", "A1", open("c1", Some("A001"), LICENCE));
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));

    world.days_pass(12);
    assert_eq!(world.today(), date(2026, 12, 1));
    assert_eq!(world.unexamined("c1"), ["form", "business", "health", "rules"]);
    assert_eq!(told(&mut world, "c1"), "材料form");
    world.at("01", "A1", give_back("c1", Some("A001")));
    assert_eq!(world.case("c1").edition, "2026-03");

    world.at("01", "A1", open("c2", Some("A001"), LICENCE));
    world.at("01", "A1", answer("c2", "venue", "retail"));
    assert_eq!(world.case("c2").edition, "2026-12");
    assert_eq!(world.unexamined("c2"), ["form", "identity", "business", "health"]);
    assert_eq!(told(&mut world, "c2"), "新版申请书");

    world.all_conform("c1");
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    assert_eq!(world.replayed(), world.state);
}

/// Both ends of the validity are inside. Catches: a day too early or too late.
#[test]
fn an_item_not_in_force_is_refused_with_the_reason() {
    let mut world = World::serving();
    let licence = |world: &mut World, from, to| {
        let item = world.rules.items.iter_mut().find(|item| item.code.as_str() == LICENCE).unwrap();
        (item.valid_from, item.valid_to, item.closing) = (from, to, "请到市民中心办理".into());
    };
    let today = world.today();
    licence(&mut world, date(2026, 11, 20), None);
    let early = world.refused("01", "A1", open("c1", Some("A001"), LICENCE));
    assert_eq!(early, Refusal::ItemNotYet { item: "食品经营许可".into(), from: date(2026, 11, 20) });
    assert!(early.to_string().contains("自2026-11-20起办理"), "{early}");

    licence(&mut world, date(2026, 3, 1), Some(date(2026, 11, 18)));
    let late = world.refused("01", "A1", open("c1", Some("A001"), LICENCE));
    assert!(matches!(late, Refusal::ItemClosed { last, .. } if last == date(2026, 11, 18)), "{late:?}");
    assert!(late.to_string().ends_with("现已停办，不能收件；请到市民中心办理"), "{late}");

    licence(&mut world, today, Some(today));
    world.at("01", "A1", open("c1", Some("A001"), LICENCE));
}

/// A gap between two editions: not yet again, not closed.
#[test]
fn between_two_editions_the_next_day_is_named() {
    let mut world = World::serving();
    revised(&mut world.rules);
    let old = world.rules.items.iter_mut().find(|item| item.code.as_str() == LICENCE).unwrap();
    old.valid_to = Some(date(2026, 11, 1));
    let refused = world.refused("01", "A1", open("c1", Some("A001"), LICENCE));
    assert_eq!(refused, Refusal::ItemNotYet { item: "食品经营许可".into(), from: date(2026, 12, 1) });
    assert_eq!(world.rules.name_on(&LICENCE.into(), world.today()), Some("食品经营许可"));
}
