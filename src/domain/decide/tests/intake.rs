//! Opening and examining a case; the exits that are no correction (DESIGN 4.1, 4.2).

use crate::domain::case::Stage;
use crate::domain::checklist::{Closed, Defects, Exit, Verdict};
use crate::domain::clock::Limit;
use crate::domain::command::Command;
use crate::domain::condition::Condition;
use crate::domain::item::{Basis, NumberRange, Question};
use crate::domain::paper::{PaperBody, PaperKind};
use crate::domain::person::Applicant;
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, FORWARDED, LICENCE};
use crate::domain::testing::{World, answer, defective, examine, give_back, open, person};
use crate::text::Clean;

/// J08. Catches: a window that takes what it has no power for.
#[test]
fn a_window_takes_only_the_items_it_has_power_for() {
    let mut world = World::new();
    world.at("02", "A2", Command::TakePost);
    world.at("03", "A3", Command::TakePost);
    let here = |refusal| matches!(refusal, Refusal::ItemNotHere { .. });
    assert!(here(world.refused("02", "A2", open("c1", None, LICENCE))));
    assert!(here(world.refused("03", "A3", open("c1", None, COPY))), "a consulting window takes nothing");
    world.at("02", "A2", open("c1", None, COPY));
    let unknown = world.refused("02", "A2", open("c2", None, "no.such.item"));
    assert!(matches!(unknown, Refusal::NotFound { .. }));
    assert_eq!(world.refused("02", "A2", open("c1", None, COPY)), Refusal::CaseExists);
}

/// J08. Catches: the power asked for at the opening and forgotten when a case comes back elsewhere.
#[test]
fn a_case_comes_back_only_to_a_window_with_the_power() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "form", Verdict::Missing));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world.at("01", "A1", Command::Finish { ticket: "A001".into() });
    world.take_ticket("B001");
    world.at("02", "A2", Command::TakePost);
    world.at("02", "A2", Command::CallNext);
    world.at("02", "A2", Command::Begin { ticket: "B001".into() });
    let refused = world.refused("02", "A2", give_back("c1", Some("B001")));
    assert_eq!(refused, Refusal::ItemNotHere { item: "食品经营许可".into() });
}

/// Catches: a case taken from another window with nobody at the counter, or from under the officer's hands.
#[test]
fn a_case_of_another_window_comes_only_with_its_person() {
    let mut world = World::with_case(COPY);
    world.take_ticket("B001");
    world.at("02", "A2", Command::TakePost);
    let other = |refusal| refusal == Refusal::OtherWindow { window: "01".into() };
    assert!(other(world.refused("02", "A2", examine("c1", "identity", Verdict::Conforming))));
    assert!(other(world.refused("02", "A2", Command::Accept { case: "c1".into() })));
    assert!(other(world.refused("02", "A2", give_back("c1", None))));
    assert!(other(world.refused("02", "A2", give_back("c1", Some("A001")))), "A001 sits at 01");
    world.at("02", "A2", Command::CallNext);
    world.at("02", "A2", Command::Begin { ticket: "B001".into() });
    assert!(other(world.refused("02", "A2", give_back("c1", Some("B001")))), "01 is serving it");
    world.all_conform("c1");
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    world.at("01", "A1", Command::Finish { ticket: "A001".into() });
    world.at("02", "A2", give_back("c1", Some("B001")));
    assert_eq!(world.case("c1").window.as_str(), "02");
    let gone =
        world.refused("01", "A1", Command::Deliver { case: "c1".into(), receiver: None, number: None });
    assert_eq!(gone, Refusal::OtherWindow { window: "02".into() });
}

#[test]
fn a_case_is_opened_for_the_ticket_at_the_counter() {
    let mut world = World::serving();
    world.take_ticket("A002");
    let waiting = world.refused("01", "A1", open("c1", Some("A002"), LICENCE));
    assert!(matches!(waiting, Refusal::TicketState { .. }));
    let unknown = world.refused("01", "A1", open("c1", Some("A999"), LICENCE));
    assert!(matches!(unknown, Refusal::NotFound { .. }));
    world.at("01", "A1", open("c1", Some("A001"), LICENCE));
    assert_eq!(world.case("c1").first_officer.as_str(), "A1");
    assert_eq!(world.case("c1").edition, "2026-03");
}

/// A card misread by the machine stops nobody; the officer corrects it and nothing is decided until then.
#[test]
fn a_wrong_particular_is_left_out_and_corrected() {
    let mut world = World::serving();
    let Applicant::Natural { name, phone, .. } = person() else { panic!("a natural person") };
    let wrong = Applicant::Natural { name, id_number: Clean::new("119999198003040000"), phone };
    let mut command = open("c1", Some("A001"), COPY);
    if let Command::OpenCase { applicant, .. } = &mut command {
        *applicant = Some(wrong.clone());
    }
    world.at("01", "A1", command);
    assert_eq!(world.case("c1").applicant, None);
    world.all_conform("c1");
    let closed = world.refused("01", "A1", Command::Accept { case: "c1".into() });
    assert_eq!(closed, Refusal::ExitClosed { exit: Exit::Accept, why: vec![Closed::NoApplicant] });
    let again = world.refused("01", "A1", Command::RecordApplicant { case: "c1".into(), applicant: wrong });
    assert!(matches!(again, Refusal::BadField { .. }));
    world.at("01", "A1", Command::RecordApplicant { case: "c1".into(), applicant: person() });
    world.at("01", "A1", Command::Accept { case: "c1".into() });
}

#[test]
fn an_item_for_persons_is_not_for_companies() {
    let mut world = World::with_case(COPY);
    let company = Applicant::Legal {
        name: Clean::new("某公司"),
        credit_code: Clean::new("11440232MB2D06811W"),
        contact: Clean::new("张三"),
        phone: Clean::new("13800138000"),
    };
    let command = Command::RecordApplicant { case: "c1".into(), applicant: company };
    assert!(matches!(world.refused("01", "A1", command), Refusal::WrongApplicant { .. }));
}

/// J02. Catches: a demand outside the guide.
#[test]
fn what_the_situation_does_not_ask_is_not_demanded() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    for material in ["plan", "gas-report", "no-such"] {
        let refused = world.refused("01", "A1", examine("c1", material, Verdict::Missing));
        assert_eq!(refused, Refusal::NotAsked { material: material.into() });
    }
    assert_eq!(world.refused("01", "A1", answer("c1", "kitchen", "yes")), Refusal::NoSuchChoice);
    assert_eq!(world.refused("01", "A1", answer("c1", "venue", "palace")), Refusal::NoSuchChoice);
}

#[test]
fn a_verdict_must_be_possible_for_the_material() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let corrected = |code: &str| Verdict::Corrected { defects: Defects::one(code.into()) };
    let deferred = |day| Verdict::Deferred { due: day, promised: true };
    let tomorrow = deferred(world.today().tomorrow().unwrap());
    let yesterday = deferred(world.today().yesterday().unwrap());
    let unwritten = Verdict::Deferred { due: world.today().tomorrow().unwrap(), promised: false };
    let no_clause = Basis { document: "示例法".into(), clause: " ".into() };
    for (material, verdict) in [
        ("form", defective(&["seal", "nonsense"])),
        ("form", corrected("stale")),
        ("form", tomorrow.clone()),
        ("form", Verdict::Committed),
        ("form", Verdict::Shared),
        ("form", Verdict::SharingFailed),
        ("health", yesterday),
        ("health", unwritten),
        ("health", deferred(jiff::civil::date(2026, 11, 27))),
        ("form", Verdict::Waived { basis: no_clause }),
        ("identity", Verdict::Taken { from: "20261119-0001".into() }),
    ] {
        let refused = world.refused("01", "A1", examine("c1", material, verdict));
        assert!(matches!(refused, Refusal::VerdictNotPossible { .. }), "{refused}");
    }
    for (material, verdict) in [
        ("form", corrected("seal")),
        ("identity", defective(&["seal", "stale"])),
        ("business", Verdict::Shared),
        ("health", tomorrow),
        ("rules", Verdict::Committed),
    ] {
        world.at("01", "A1", examine("c1", material, verdict));
    }
}

/// Catches: an exit taken although the assessment says no.
#[test]
fn a_closed_exit_is_refused_with_its_reasons() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let case = || "c1".into();
    for command in [
        Command::Accept { case: case() },
        Command::Receive { case: case() },
        Command::IssueCorrection { case: case() },
        Command::DraftRefusal { case: case() },
    ] {
        let refused = world.refused("01", "A1", command);
        assert!(matches!(&refused, Refusal::ExitClosed { why, .. } if !why.is_empty()), "{refused}");
    }
    world.all_conform("c1");
    world.at("01", "A1", Command::Accept { case: case() });
    let paper = &world.case("c1").papers[0];
    let PaperBody::Acceptance { materials, due, .. } = &paper.body else { panic!("{paper:?}") };
    assert_eq!((paper.kind, materials.len()), (PaperKind::Acceptance, 5));
    assert_eq!(due.date, jiff::civil::date(2026, 12, 1), "eight working days after 19 November");
    let twice = world.refused("01", "A1", Command::Accept { case: case() });
    assert!(matches!(twice, Refusal::CaseStage { .. }));
}

#[test]
fn a_forwarded_item_is_received_for_the_department() {
    let mut world = World::with_case(FORWARDED);
    world.all_conform("c1");
    let closed = world.refused("01", "A1", Command::Accept { case: "c1".into() });
    assert_eq!(closed, Refusal::ExitClosed { exit: Exit::Accept, why: vec![Closed::OnlyReceived] });
    world.at("01", "A1", Command::Receive { case: "c1".into() });
    assert_eq!(world.case("c1").stage, Stage::Received);
}

/// S091. Catches: an excluded class of item taken on a promise because the material would allow it.
#[test]
fn an_excluded_item_takes_no_commitment_and_says_why() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    for item in &mut world.rules.items {
        item.no_commitment = "涉及人身安全".into();
    }
    let refused = world.refused("01", "A1", examine("c1", "rules", Verdict::Committed));
    assert_eq!(refused.to_string(), "“材料rules”不能承诺：本事项不适用告知承诺，涉及人身安全");
    for item in &mut world.rules.items {
        item.no_commitment.clear();
        item.promised = Limit::ON_THE_SPOT;
    }
    let refused = world.refused("01", "A1", examine("c1", "rules", Verdict::Committed));
    assert_eq!(refused.to_string(), "“材料rules”不能承诺：当场作出决定的事项不适用告知承诺");
}

/// S088, S089. An item without days for it defers nothing, whatever its materials say.
#[test]
fn an_item_without_days_for_it_defers_nothing() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    for item in &mut world.rules.items {
        item.deferral_days = None;
    }
    let due = world.today().tomorrow().unwrap();
    let refused =
        world.refused("01", "A1", examine("c1", "health", Verdict::Deferred { due, promised: true }));
    assert_eq!(refused.to_string(), "“材料health”不能容缺：本事项不办理容缺受理");
}

/// S088. Catches: what was deferred yesterday accepted tomorrow under a day that has passed.
#[test]
fn a_deferral_that_has_run_out_is_not_accepted() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let due = world.today();
    world.at("01", "A1", examine("c1", "health", Verdict::Deferred { due, promised: true }));
    world.all_conform("c1");
    let mut late = world.clone();
    world.accept("01", "A1", "c1");
    late.days_pass(1);
    let refused = late.refused("01", "A1", Command::Accept { case: "c1".into() });
    assert_eq!(refused.to_string(), "现在不能受理：有1项容缺须按今日重新确认：材料health");
}

/// A number is an answer only inside its range, in plain digits; conditions decide by it.
#[test]
fn a_number_is_answered_inside_its_range() {
    let mut world = World::with_case(LICENCE);
    for item in &mut world.rules.items {
        let number = Some(NumberRange { unit: "人".into(), min: 1, max: 200 });
        let (code, text, choices) = ("seats".into(), "座位数？".into(), Vec::new());
        item.questions.push(Question { code, text, when: Condition::Always, choices, number });
        for material in item.materials.iter_mut().filter(|material| material.code.as_str() == "plan") {
            material.when = Condition::Between([("seats".into(), (50, 200))].into());
        }
    }
    let range = Refusal::OutOfRange { min: 1, max: 200, unit: "人".into() };
    assert_eq!(range.to_string(), "请填1至200之间的整数（人）");
    for wrong in ["0", "201", "-3", "012", "十二", ""] {
        assert_eq!(world.refused("01", "A1", answer("c1", "seats", wrong)), range, "{wrong}");
    }
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let asked = |world: &World| world.unexamined("c1").contains(&"plan".to_owned());
    for (number, plan) in [("49", false), ("50", true), ("200", true)] {
        world.at("01", "A1", answer("c1", "seats", number));
        assert_eq!(asked(&world), plan, "{number}");
    }
}
