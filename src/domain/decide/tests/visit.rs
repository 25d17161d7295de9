//! Several items in one visit (S058, S063, S093): what was received for one is not asked for again.

use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::person::Applicant;
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, LICENCE};
use crate::domain::testing::{World, answer, examine, open};
use crate::text::Clean;

/// A licence under examination and a copy from the archive for the same ticket; both ask for the identity card.
fn two_matters() -> World {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", open("c2", Some("A001"), COPY));
    world
}

fn take() -> Command {
    Command::TakeOverMaterials { case: "c2".into() }
}

fn taken(world: &World) -> Verdict {
    world.case("c2").verdict(&"identity".into()).clone()
}

/// Catches: what is merely asked for, or wanting, taken as received.
#[test]
fn what_one_case_has_received_serves_the_other() {
    let mut world = two_matters();
    for verdict in [Verdict::Unexamined, Verdict::Missing, Verdict::Committed] {
        if verdict != Verdict::Committed {
            world.at("01", "A1", examine("c1", "identity", verdict));
        }
        assert_eq!(world.refused("01", "A1", take()), Refusal::NothingToTake);
    }
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", take());
    assert_eq!(taken(&world), Verdict::Taken { from: "20261119-0001".into() });
    assert_eq!(world.refused("01", "A1", take()), Refusal::NothingToTake, "once is enough");
    world.at("01", "A1", Command::Accept { case: "c2".into() });
    let text = format!("{:?}", world.papers());
    assert!(text.contains("Taken { from: \"20261119-0001\" }"), "{text}");
}

/// Catches: the line somebody has looked at overwritten.
#[test]
fn what_was_examined_stays_as_it_was_found() {
    let mut world = two_matters();
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", examine("c2", "identity", Verdict::Missing));
    assert_eq!(world.refused("01", "A1", take()), Refusal::NothingToTake);
    assert_eq!(taken(&world), Verdict::Missing);
}

/// S063. Catches: one person's papers in another person's case, or those of another visit.
#[test]
fn nothing_passes_between_applicants_or_visits() {
    let mut world = two_matters();
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    let number = crate::domain::identifier::invented_resident_id(119_999, jiff::civil::date(1985, 6, 7), 33);
    let name = Clean::new("钱小红");
    let phone = Clean::new("13800138001");
    let applicant = Applicant::Natural { name, id_number: Clean::new(number), phone };
    let mut other = world.clone();
    other.at("01", "A1", Command::RecordApplicant { case: "c2".into(), applicant });
    assert_eq!(other.refused("01", "A1", take()), Refusal::NothingToTake);

    world.at("01", "A1", open("c3", None, COPY));
    let elsewhere = Command::TakeOverMaterials { case: "c3".into() };
    assert_eq!(world.refused("01", "A1", elsewhere), Refusal::NothingToTake, "not of this ticket");
}

/// Two copies are asked for here and one was handed in there: the officer looks.
#[test]
fn too_few_copies_do_not_serve() {
    let mut world = two_matters();
    for item in world.rules.items.iter_mut().filter(|item| item.code.as_str() == COPY) {
        item.materials[0].copies = 2;
    }
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    assert_eq!(world.refused("01", "A1", take()), Refusal::NothingToTake);
}

#[test]
fn a_withdrawn_case_gives_nothing() {
    let mut world = two_matters();
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", Command::Withdraw { case: "c1".into(), reason: Clean::new("改日再办") });
    assert_eq!(world.refused("01", "A1", take()), Refusal::NothingToTake);
}
