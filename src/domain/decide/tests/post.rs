//! Post, fence, handover, takeover (DESIGN 4.6).

use super::handover::{confirm, confirm_all};
use crate::domain::command::Command;
use crate::domain::ids::{Fence, OfficerId};
use crate::domain::paper::{PaperBody, PaperKind};
use crate::domain::post::SheetMatter;
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, LICENCE};
use crate::domain::testing::{World, answer, examine, open};
use crate::domain::{checklist::Verdict, decide};
use crate::text::Clean;

fn offer() -> Command {
    super::handover::offer("印章在抽屉")
}

fn take_over(reason: &str) -> Command {
    Command::TakeOver { reason: Clean::new(reason) }
}

#[test]
fn a_vacant_post_is_opened_by_one_of_its_pair() {
    let mut world = World::new();
    assert_eq!(world.refused("01", "A2", Command::TakePost), Refusal::NotOfThePair);
    world.at("01", "B1", Command::TakePost);
    assert_eq!(world.holder("01").as_deref(), Some("B1"));
    assert!(matches!(world.refused("01", "A1", Command::TakePost), Refusal::PostHeld { .. }));
}

/// I-18. Catches: A released at the offer.
#[test]
fn the_outgoer_holds_the_post_until_the_incomer_accepts() {
    let mut world = World::serving();
    let before = world.post("01").fence;
    world.at("01", "A1", offer());
    assert_eq!(world.holder("01").as_deref(), Some("A1"));
    world.at("01", "A1", Command::Park { ticket: "A001".into(), why: Clean::new("补打材料") });
    world.at("01", "A1", Command::Begin { ticket: "A001".into() });
    confirm_all(&mut world, "B1");
    assert_eq!(world.holder("01").as_deref(), Some("A1"));
    world.at("01", "B1", Command::AcceptHandover);
    assert_eq!(world.holder("01").as_deref(), Some("B1"));
    assert_eq!(world.post("01").fence, before.next());
    assert_eq!(world.post("01").offer, None);
}

/// I-20. Catches: the fence compared with `<` of the wrong side, or not at all.
#[test]
fn after_a_change_the_old_fence_is_refused_whoever_sends_it() {
    let mut world = World::with_case(COPY);
    let late = [
        world.order("01", Command::CallNext),
        world.order("01", examine("c1", "identity", Verdict::Conforming)),
        world.order("01", Command::ClosePost),
        world.order("01", Command::WithdrawHandover),
        world.order("01", Command::AcceptHandover),
        world.order("01", take_over("回来了")),
    ];
    world.lapsed = true;
    world.at("01", "B1", take_over("A岗离线"));
    let state = world.state.clone();
    for order in &late {
        for actor in ["A1", "B1", "L1"] {
            let refused = world.carry_out(actor, order).unwrap_err();
            assert_eq!(refused, Refusal::StaleFence { holder: "李强".into() }, "{actor} {order:?}");
        }
    }
    assert_eq!(world.state, state);
    assert_eq!(
        world.refused("01", "A1", Command::CallNext),
        Refusal::NotHolder,
        "the new fence is not a key"
    );
}

/// I-20 for the one command that a second person may give as well. Catches: 即办件 decided by an officer who
/// lost the post, told in the words of another rule.
#[test]
fn a_decision_on_the_spot_is_fenced_too() {
    let mut world = World::with_accepted_copy();
    let late = world.order("01", Command::Decide { case: "c1".into(), granted: true });
    world.lapsed = true;
    world.at("01", "B1", take_over("A岗离线"));
    for actor in ["A1", "B1"] {
        let refused = world.carry_out(actor, &late).unwrap_err();
        assert_eq!(refused, Refusal::StaleFence { holder: "李强".into() }, "{actor}");
    }
    let again = world.refused("01", "A1", Command::Decide { case: "c1".into(), granted: true });
    assert_eq!(again, Refusal::NotHolder);
    world.at("01", "B1", Command::Decide { case: "c1".into(), granted: true });
}

/// I-22. Catches: acceptance with lines open; a sheet accepted that is no longer true.
#[test]
fn every_line_is_confirmed_and_the_sheet_still_true() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", offer());
    let lines = world.post("01").offer.unwrap().lines;
    assert!(matches!(lines[0].matter, SheetMatter::Serving { .. }) && lines[0].critical, "{lines:?}");
    assert!(matches!(lines[1].matter, SheetMatter::Examining { .. }));
    assert_eq!(world.refused("01", "B1", Command::AcceptHandover), Refusal::Unconfirmed { count: 2 });
    let one = confirm(&lines[0]);
    world.at("01", "B1", one.clone());
    assert_eq!(world.refused("01", "B1", one), Refusal::NoSuchLine, "confirmed once");
    assert_eq!(world.refused("01", "B1", Command::AcceptHandover), Refusal::Unconfirmed { count: 1 });
    world.at("01", "B1", confirm(&lines[1]));
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "form", Verdict::Conforming));
    let outdated = world.refused("01", "B1", Command::AcceptHandover);
    assert_eq!(outdated, Refusal::SheetOutdated);
    world.at("01", "B1", Command::RefreshSheet);
    let open: Vec<_> = world.post("01").offer.unwrap().open_lines().map(|line| line.id.clone()).collect();
    assert_eq!(open, [lines[1].id.clone()], "what reads as before stays confirmed");
    confirm_all(&mut world, "B1");
    world.at("01", "B1", Command::AcceptHandover);
    let papers = world.papers();
    let PaperBody::Handover { lines, from, to, .. } = &papers[0].body else { panic!("{papers:?}") };
    assert_eq!((papers[0].kind, from.as_str(), to.as_str()), (PaperKind::Handover, "王敏", "李强"));
    assert_eq!(lines.len(), 2);
    assert!(papers[0].number.is_some());
}

#[test]
fn only_the_one_who_is_asked_confirms_and_accepts() {
    let mut world = World::serving();
    assert_eq!(world.refused("01", "B1", Command::AcceptHandover), Refusal::NoOffer);
    assert_eq!(world.refused("01", "A1", Command::WithdrawHandover), Refusal::NoOffer);
    world.at("01", "A1", offer());
    for actor in ["A1", "L1", "B2"] {
        assert_eq!(world.refused("01", actor, Command::AcceptHandover), Refusal::NoOffer, "{actor}");
    }
    assert!(matches!(world.refused("01", "A1", offer()), Refusal::AlreadyOffered { .. }));
}

/// I-24. Catches: a live holder put out by the other side; a takeover nobody explained.
#[test]
fn a_live_post_is_taken_over_by_a_lead_only_and_never_without_a_reason() {
    let mut world = World::serving();
    assert!(matches!(world.refused("01", "B1", take_over("想接")), Refusal::LeaseAlive { .. }));
    for reason in ["", "  \u{3000}"] {
        assert!(matches!(world.refused("01", "L1", take_over(reason)), Refusal::BadField { .. }));
    }
    world.at("01", "L1", take_over("身体不适"));
    assert_eq!(world.holder("01").as_deref(), Some("L1"));
    assert!(matches!(world.refused("01", "L1", take_over("再来")), Refusal::PostHeld { .. }));
    world.lapsed = true;
    assert_eq!(world.refused("01", "A2", take_over("路过")), Refusal::NotOfThePair);
    world.at("01", "B1", take_over("离线"));
}

/// I-24. Catches: a lapsed lease that empties the post by itself.
#[test]
fn a_lapsed_lease_changes_nothing_by_itself() {
    let mut world = World::with_case(LICENCE);
    world.lapsed = true;
    world.days_pass(1);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    assert_eq!(world.holder("01").as_deref(), Some("A1"));
    assert!(matches!(world.refused("01", "B1", Command::TakePost), Refusal::PostHeld { .. }));
}

#[test]
fn a_window_with_somebody_at_it_is_not_closed() {
    let mut world = World::serving();
    assert!(matches!(world.refused("01", "A1", Command::ClosePost), Refusal::NotEmpty { .. }));
    world.at("01", "A1", Command::Finish { ticket: "A001".into() });
    world.at("01", "A1", offer());
    assert!(matches!(world.refused("01", "A1", Command::ClosePost), Refusal::AlreadyOffered { .. }));
    world.at("01", "A1", Command::WithdrawHandover);
    world.at("01", "A1", Command::ClosePost);
    assert_eq!((world.holder("01"), world.post("01").fence), (None, Fence(2)));
}

/// I-25. Catches: what B does on A's post written down as if it were B's own.
#[test]
fn who_covers_signs_in_their_own_name_for_the_post() {
    let mut world = World::with_accepted_copy();
    world.lapsed = true;
    world.at("01", "B1", take_over("A岗离线"));
    world.at("01", "B1", Command::Decide { case: "c1".into(), granted: true });
    let inputs = [("pages".to_owned(), "4".to_owned())].into();
    world.at("01", "B1", Command::IssuePayment { case: "c1".into(), inputs });
    for entry in world.log.iter().filter(|entry| entry.actor == OfficerId::from("B1")) {
        assert_eq!(entry.acting_for, Some("A1".into()), "{entry:?}");
    }
    let paper = world.papers().last().copied().unwrap();
    assert_eq!((paper.officer.as_str(), paper.acting_for.as_deref()), ("李强", Some("王敏")));
    assert!(world.papers()[0].acting_for.is_none(), "A's own");
}

/// A second person acts in an office of their own.
#[test]
fn the_department_acts_for_nobody() {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    world.at("01", "D1", Command::Decide { case: "c1".into(), granted: true });
    assert_eq!(world.log.last().unwrap().acting_for, None);
}

/// I-06. Catches: an order against what somebody else has changed since.
#[test]
fn an_order_against_an_older_version_is_refused() {
    let mut world = World::with_case(LICENCE);
    let late = world.order("01", answer("c1", "venue", "home"));
    world.at("01", "A1", answer("c1", "venue", "retail"));
    assert_eq!(world.carry_out("A1", &late).unwrap_err(), Refusal::VersionConflict);
}

#[test]
fn strangers_and_strange_windows_are_refused() {
    let mut world = World::new();
    assert!(matches!(world.refused("99", "A1", Command::TakePost), Refusal::NotFound { .. }));
    assert!(matches!(world.refused("01", "nobody", Command::TakePost), Refusal::NotFound { .. }));
}

/// S003, S014: a supervisor reads; an assistant refuses nobody and takes no money.
#[test]
fn roles_bound_what_a_holder_may_do() {
    let mut world = World::new();
    assert!(matches!(world.refused("01", "S1", Command::TakePost), Refusal::NotAllowed { .. }));
    world.at("02", "B2", Command::TakePost);
    world.at("02", "B2", open("c1", None, COPY));
    world.all_conform("c1");
    let draft = Command::DraftRefusal { case: "c1".into() };
    assert!(matches!(world.refused("02", "B2", draft), Refusal::NotAllowed { .. }));
    world.at("02", "B2", Command::Accept { case: "c1".into() });
    world.at("02", "D1", Command::Decide { case: "c1".into(), granted: true });
    let inputs = [("pages".to_owned(), "4".to_owned())].into();
    let payment = Command::IssuePayment { case: "c1".into(), inputs };
    assert!(matches!(world.refused("02", "B2", payment.clone()), Refusal::NotAllowed { .. }));
    world.lapsed = true;
    world.at("02", "A2", take_over("收费"));
    world.at("02", "A2", payment);
}

/// The desk sends along the version of what it changes, and nothing of what it cannot know.
#[test]
fn the_desk_names_the_versions_it_saw() {
    let world = World::with_case(LICENCE);
    let of = |command| decide::expected(&world.state, &command).into_values().collect::<Vec<_>>();
    assert_eq!(of(answer("c1", "venue", "retail")), [1]);
    assert_eq!(of(Command::Finish { ticket: "A001".into() }), [3]);
    assert_eq!(of(open("c2", None, LICENCE)), Vec::<u64>::new());
    assert_eq!(of(Command::CallNext), Vec::<u64>::new());
}
