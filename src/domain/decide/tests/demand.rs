//! The guard of the guide (S054, J02): a demand beyond it needs a basis, a second person, and leaves a trace.

use crate::domain::case::CaseEvent;
use crate::domain::checklist::{Exit, GENERIC_DEFECT, Verdict};
use crate::domain::command::Command;
use crate::domain::item::Basis;
use crate::domain::paper::PaperBody;
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::testing::rules::LICENCE;
use crate::domain::testing::{World, answer, defective, examine, give_back, propose};
use crate::text::Clean;

fn allow(reason: Option<&str>) -> Command {
    Command::AllowDemand { case: "c1".into(), demand: "extra-1".into(), reason: reason.map(Clean::new) }
}

fn reject(reason: &str) -> Command {
    Command::RejectDemand { case: "c1".into(), demand: "extra-1".into(), reason: Clean::new(reason) }
}

fn warned(events: &[Event]) -> Vec<String> {
    let code = |event: &Event| match event {
        Event::Case { what: CaseEvent::Warned { code, .. }, .. } => Some(code.clone()),
        _ => None,
    };
    events.iter().filter_map(code).collect()
}

/// Catches: a demand without a basis, in general words, or of what the guide asks for anyway.
#[test]
fn a_demand_says_what_why_and_on_which_basis() {
    let mut world = World::with_complete_licence();
    let field = |refusal| matches!(refusal, Refusal::BadField { .. });
    let with = |change: fn(&mut Basis, &mut Clean, &mut Clean)| {
        let mut command = propose("c1", "产权证明");
        if let Command::ProposeDemand { basis, obtain, reason, .. } = &mut command {
            change(basis, obtain, reason);
        }
        command
    };
    assert!(field(world.refused("01", "A1", with(|basis, _, _| basis.document.clear()))));
    assert!(field(world.refused("01", "A1", with(|basis, _, _| basis.clause = " ".into()))));
    assert!(field(world.refused("01", "A1", with(|_, obtain, _| *obtain = Clean::default()))));
    assert!(field(world.refused("01", "A1", with(|_, _, reason| *reason = Clean::default()))));
    assert!(field(world.refused("01", "A1", propose("c1", " "))));
    assert!(field(world.refused("01", "A1", propose("c1", &"长".repeat(41)))));
    let vague = world.refused("01", "A1", propose("c1", "其他有关材料"));
    assert!(matches!(vague, Refusal::CatchAll { .. }), "{vague}");
    let known = world.refused("01", "A1", propose("c1", "材料form"));
    assert_eq!(known, Refusal::DemandedAlready { name: "材料form".into() });
    world.at("01", "A1", propose("c1", "产权证明"));
    let twice = world.refused("01", "A1", propose("c1", "产权证明"));
    assert_eq!(twice, Refusal::DemandedAlready { name: "产权证明".into() });
}

/// J02. Catches: an officer who demands alone, a lead who allows a proposal of their own, an act without trace.
#[test]
fn a_demand_waits_for_a_lead_who_did_not_propose_it() {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", propose("c1", "产权证明"));
    for command in [Command::Accept { case: "c1".into() }, Command::IssueCorrection { case: "c1".into() }] {
        let refused = world.refused("01", "A1", command);
        assert!(refused.to_string().contains("有1项超指南材料待负责人决定：产权证明"), "{refused}");
    }
    let unasked = world.refused("01", "A1", examine("c1", "extra-1", Verdict::Missing));
    assert!(matches!(unasked, Refusal::NotAsked { .. }));
    for actor in ["A1", "B1", "D1"] {
        assert_eq!(world.refused("01", actor, allow(None)), Refusal::DemandSecondPerson, "{actor}");
    }
    let events = world.at("01", "L1", allow(None));
    assert_eq!(warned(&events), ["J02"]);
    assert_eq!(world.unexamined("c1"), ["extra-1"]);
    world.at("01", "A1", examine("c1", "extra-1", Verdict::Missing));
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let PaperBody::Correction { demands, .. } = &world.papers()[0].body else { panic!() };
    let demand = &demands[0];
    assert_eq!((demands.len(), demand.name.as_str()), (1, "产权证明"));
    assert_eq!(demand.approved_by.as_deref(), Some("孙丽"));
    assert_eq!(demand.basis[0].document, "示例条例");
}

#[test]
fn a_lead_who_proposed_needs_another_lead() {
    let mut world = World::with_complete_licence();
    world.at("01", "L1", Command::TakeOver { reason: Clean::new("代班") });
    world.at("01", "L1", propose("c1", "产权证明"));
    assert_eq!(world.refused("01", "L1", allow(None)), Refusal::DemandSecondPerson);
    assert_eq!(world.refused("01", "L1", reject("不必")), Refusal::DemandSecondPerson);
}

/// Catches: a rejected demand that goes on blocking, or a code used twice.
#[test]
fn a_rejected_demand_is_gone_and_says_why() {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", propose("c1", "产权证明"));
    assert!(matches!(world.refused("01", "L1", reject(" ")), Refusal::BadField { .. }));
    world.at("01", "L1", reject("租赁合同已足够"));
    let (case, rules) = (world.case("c1"), &world.rules);
    let item = rules.edition(&case.item, &case.edition).unwrap();
    assert_eq!(case.assess(item, world.today(), &rules.calendar).open(), Some(Exit::Accept));
    assert!(matches!(world.refused("01", "L1", allow(None)), Refusal::NotFound { .. }));
    world.at("01", "A1", propose("c1", "产权证明"));
    assert_eq!(world.case("c1").extras[1].material.code.as_str(), "extra-2");
}

/// An extra material has one defect and none of the easements of the guide.
#[test]
fn an_extra_material_is_there_missing_or_not_as_required() {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", propose("c1", "产权证明"));
    world.at("01", "L1", allow(None));
    let day = world.today();
    for verdict in [
        Verdict::Committed,
        Verdict::Shared,
        Verdict::Deferred { due: day, promised: true },
        defective(&["seal"]),
    ] {
        let refused = world.refused("01", "A1", examine("c1", "extra-1", verdict));
        assert!(matches!(refused, Refusal::VerdictNotPossible { .. }), "{refused}");
    }
    let basis = Basis { document: "示例法".into(), clause: "第一条".into() };
    for verdict in
        [Verdict::Missing, defective(&[GENERIC_DEFECT]), Verdict::Waived { basis }, Verdict::Conforming]
    {
        world.at("01", "A1", examine("c1", "extra-1", verdict));
    }
    world.at("01", "A1", Command::Accept { case: "c1".into() });
}

/// J01: what is proposed after the notice is a second telling; only the lead's reason allows it.
#[test]
fn a_demand_after_the_notice_needs_the_leads_reason_and_raises_both() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "form", Verdict::Missing));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    world.at("01", "A1", give_back("c1", Some("A001")));
    world.at("01", "A1", propose("c1", "产权证明"));
    let late = Refusal::DemandLate { material: "产权证明".into() };
    assert_eq!(world.refused("01", "L1", allow(None)), late);
    assert_eq!(world.refused("01", "L1", allow(Some(" "))), late);
    assert_eq!(warned(&world.at("01", "L1", allow(Some("补正期间权属变更")))), ["J02", "J01"]);
    world.at("01", "A1", examine("c1", "extra-1", Verdict::Missing));
    world.all_conform("c1");
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let PaperBody::Correction { demands, round, .. } = &world.papers()[1].body else { panic!() };
    assert_eq!((demands.len(), demands[0].material.as_str(), *round), (1, "extra-1", 2));
}
