//! Short absences, silence, calls for the lead, permission to take over (S048, S176, S183, S184; I-18, I-24).

use jiff::ToSpan;

use crate::domain::command::Command;
use crate::domain::ids::OfficerId;
use crate::domain::post::HelpReason;
use crate::domain::refusal::Refusal;
use crate::domain::testing::World;
use crate::text::Clean;

fn away(cover: &str, minutes: u32) -> Command {
    Command::StepAway { cover: cover.into(), minutes, why: Clean::new("送件") }
}

/// Windows 01 and 02 are open, nobody is at them.
fn two_windows() -> World {
    let mut world = World::new();
    world.at("01", "A1", Command::TakePost);
    world.at("02", "A2", Command::TakePost);
    world
}

/// Catches: a window left without a sign, or with a sign that points to nobody.
#[test]
fn going_for_a_moment_needs_a_window_that_receives() {
    let mut world = World::new();
    world.at("01", "A1", Command::TakePost);
    for (cover, why) in [("01", "就是本窗口"), ("09", "没有这个窗口"), ("02", "现在无人在岗")]
    {
        let refused = world.refused("01", "A1", away(cover, 10));
        assert_eq!(refused, Refusal::BadCover { window: cover.into(), why: why.into() });
    }
    world.at("02", "A2", Command::TakePost);
    for minutes in [0, 31] {
        assert!(matches!(world.refused("01", "A1", away("02", minutes)), Refusal::BadField { .. }));
    }
    world.at("01", "A1", away("02", 10));
    assert_eq!(world.holder("01").as_deref(), Some("A1"), "the holder stays the holder");
    assert_eq!(world.refused("01", "A1", Command::CallNext), Refusal::AwayNow);
    // Who receives for another window does not go, nor close.
    let covering = Refusal::Covering { window: "01".into() };
    assert_eq!(world.refused("02", "A2", away("01", 5)), covering);
    assert_eq!(world.refused("02", "A2", Command::ClosePost), covering);
    world.at("01", "A1", Command::StepBack);
    assert_eq!(world.refused("01", "A1", Command::StepBack), Refusal::NotAway);
    world.at("02", "A2", away("01", 5));
}

#[test]
fn nobody_goes_while_somebody_is_at_the_counter() {
    let mut world = World::serving();
    world.at("02", "A2", Command::TakePost);
    assert!(matches!(world.refused("01", "A1", away("02", 5)), Refusal::Busy { .. }));
}

/// S048: the covering window calls the tickets of the one whose sign points to it.
#[test]
fn the_window_on_the_sign_calls_for_the_other() {
    let mut world = two_windows();
    world.take_ticket("A001");
    assert_eq!(world.refused("02", "A2", Command::CallNext), Refusal::QueueEmpty);
    world.at("01", "A1", away("02", 10));
    world.at("02", "A2", Command::CallNext);
    assert_eq!(world.ticket("A001").at_window().map(ToString::to_string).as_deref(), Some("02"));
}

/// I-18. Catches: one person sitting at two desks leaves one of them empty.
#[test]
fn nobody_holds_two_posts_unless_the_sign_is_up_at_one() {
    let mut world = two_windows();
    world.rules.hall.windows[0].post_b = "A2".into();
    world.lapsed = true;
    let take = || Command::TakeOver { reason: Clean::new("A岗离线") };
    assert_eq!(world.refused("01", "A2", take()), Refusal::HoldsAnother { window: "02".into() });
    world.at("03", "A3", Command::TakePost);
    world.at("02", "A2", away("03", 20));
    world.at("01", "A2", take());
    assert_eq!(world.refused("02", "A2", Command::StepBack), Refusal::HoldsAnother { window: "01".into() });
}

/// S184. Catches: silence that empties the post, or is noted again and again, or while the sign is up.
#[test]
fn silence_is_noted_once_by_the_service_alone() {
    let mut world = two_windows();
    let note = |world: &World| Command::NoteSilence { since: world.now };
    let command = note(&world);
    assert_eq!(world.refused("01", OfficerId::MACHINE, command), Refusal::NothingToNote);
    world.lapsed = true;
    let command = note(&world);
    assert!(matches!(world.refused("01", "L1", command), Refusal::NotAllowed { .. }));
    let (command, since) = (note(&world), world.now);
    world.at("01", OfficerId::MACHINE, command);
    assert_eq!((world.holder("01").as_deref(), world.post("01").silent_since), (Some("A1"), Some(since)));
    let command = note(&world);
    assert_eq!(world.refused("01", OfficerId::MACHINE, command), Refusal::NothingToNote);
    assert!(matches!(world.refused("01", OfficerId::MACHINE, Command::CallNext), Refusal::NotAllowed { .. }));
    world.lapsed = false;
    world.at("01", "A1", Command::NoteHeard);
    assert_eq!(world.post("01").silent_since, None);
    world.at("01", "A1", away("02", 5));
    world.lapsed = true;
    let command = note(&world);
    assert_eq!(world.refused("01", OfficerId::MACHINE, command), Refusal::NothingToNote, "the sign is up");
    assert_eq!(world.refused("01", OfficerId::MACHINE, Command::NoteOverdue), Refusal::NothingToNote);
    world.now += 6.minutes();
    world.at("01", OfficerId::MACHINE, Command::NoteOverdue);
    assert!(world.post("01").away.unwrap().overdue);
}

/// S176. Catches: a permission used by another, by the asker's own word, or long after.
#[test]
fn a_lead_lets_b_take_over_while_a_still_answers() {
    let mut world = World::serving();
    let take = || Command::TakeOver { reason: Clean::new("电脑蓝屏") };
    let ask = || Command::AskTakeOver { reason: Clean::new("电脑蓝屏") };
    let allow = || Command::AllowTakeOver { to: "B1".into() };
    assert_eq!(world.refused("01", "L1", allow()), Refusal::NothingAsked);
    assert_eq!(world.refused("01", "A2", ask()), Refusal::NotOfThePair);
    world.at("01", "B1", ask());
    assert!(matches!(world.refused("01", "B1", take()), Refusal::LeaseAlive { .. }));
    assert!(matches!(world.refused("01", "B1", allow()), Refusal::LeadOnly { .. }));
    world.at("01", "L1", allow());
    assert_eq!(world.refused("01", "L1", allow()), Refusal::NothingAsked);
    let mut late = world.clone();
    late.now += 11.minutes();
    assert!(matches!(late.refused("01", "B1", take()), Refusal::LeaseAlive { .. }));
    world.at("01", "B1", take());
    assert_eq!(world.holder("01").as_deref(), Some("B1"));
    assert_eq!(world.post("01").takeover, None, "a permission is for one takeover");
}

#[test]
fn the_lead_is_called_and_answers() {
    let mut world = World::serving();
    assert_eq!(world.refused("01", "L1", Command::AnswerHelp), Refusal::NothingAsked);
    world.at("01", "A1", Command::AskHelp { why: HelpReason::Dispute });
    assert!(matches!(world.refused("01", "B1", Command::AnswerHelp), Refusal::LeadOnly { .. }));
    world.at("01", "L1", Command::AnswerHelp);
    assert_eq!(world.post("01").help, None);
}

/// 潮汐窗口: a lead has a window call another class for a while.
#[test]
fn the_tide_lends_a_window_another_class() {
    let mut world = two_windows();
    world.take_ticket("A001");
    let tide = |classes: &[&str]| Command::SetTide {
        classes: classes.iter().map(|class| (*class).to_owned()).collect(),
    };
    assert!(matches!(world.refused("02", "A2", tide(&["A"])), Refusal::LeadOnly { .. }));
    assert!(matches!(world.refused("02", "L1", tide(&["Z"])), Refusal::BadField { .. }));
    world.at("02", "L1", tide(&["A"]));
    world.at("02", "A2", Command::CallNext);
    assert_eq!(world.ticket("A001").at_window().map(ToString::to_string).as_deref(), Some("02"));
    world.at("02", "L1", tide(&[]));
    assert_eq!(world.post("02").tide, None);
}
