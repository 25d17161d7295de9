use jiff::ToSpan;
use proptest::prelude::*;

use super::picture::{Picture, Step};
use crate::domain::command::Command;
use crate::domain::ids::{Fence, OfficerId};
use crate::domain::post::Occasion;
use crate::domain::state::State;
use crate::domain::testing::{World, walk};
use crate::text::Clean;
use crate::wire::{Board, Doing, Recorded};

/// What the record says of a world, with the moment of each event where the event has one.
fn told(world: &World) -> Vec<Recorded> {
    let recorded = |(at, entry): (usize, &crate::domain::testing::Entry)| Recorded {
        seq: u64::try_from(at).unwrap() + 1,
        version: entry.version,
        at: world.now,
        actor: entry.actor.clone(),
        acting_for: None,
        window: entry.window.clone(),
        fence: Fence(0),
        event: entry.event.clone(),
    };
    world.log.iter().enumerate().map(recorded).collect()
}

/// The board of a world folded event by event, as the keeper does.
fn followed(world: &World) -> Board {
    let mut picture = Picture::new(world.today(), 0, State::default(), &[]);
    for recorded in told(world) {
        assert_ne!(picture.take(&recorded), Step::Gap, "{recorded:?}");
    }
    picture.board(&world.rules.hall, world.now, false)
}

/// The board of a world read from the record, as a service does that has just begun.
fn read(world: &World) -> Board {
    let (state, told) = (world.state.clone(), told(world));
    let seq = told.last().map_or(0, |last| last.seq);
    Picture::new(world.today(), seq, state, &told).board(&world.rules.hall, world.now, false)
}

fn doing(world: &World, window: &str) -> Doing {
    let board = followed(world);
    board.windows.into_iter().find(|shown| shown.window.as_str() == window).unwrap().doing
}

fn at(world: &mut World, command: Command) {
    world.at("01", "A1", command);
}

#[test]
fn a_window_through_its_day() {
    let mut world = World::new();
    world.take_ticket("A001");
    assert_eq!(doing(&world, "01"), Doing::Closed);
    at(&mut world, Command::TakePost);
    assert_eq!(doing(&world, "01"), Doing::Free);
    at(&mut world, Command::CallNext);
    let (ticket, since) = ("A001".into(), world.now);
    assert_eq!(doing(&world, "01"), Doing::Called { ticket, since, again: false });
    at(&mut world, Command::Recall { ticket: "A001".into() });
    let (ticket, since) = ("A001".into(), world.now);
    assert_eq!(doing(&world, "01"), Doing::Called { ticket, since, again: true });
    at(&mut world, Command::Begin { ticket: "A001".into() });
    let (ticket, since) = ("A001".into(), world.now);
    assert_eq!(doing(&world, "01"), Doing::Serving { ticket, since });
    at(&mut world, Command::Park { ticket: "A001".into(), why: Clean::new("取材料") });
    assert_eq!(doing(&world, "01"), Doing::Free);

    world.at("02", "A2", Command::TakePost);
    at(&mut world, Command::StepAway { cover: "02".into(), minutes: 10, why: Clean::new("送件") });
    let (cover, back_by) = ("02".into(), world.now + 10.minutes());
    assert_eq!(doing(&world, "01"), Doing::Away { cover, back_by });
    at(&mut world, Command::StepBack);

    world.lapsed = true;
    world.at("01", OfficerId::MACHINE, Command::NoteSilence { since: world.now });
    assert_eq!(doing(&world, "01"), Doing::Waiting);
    world.lapsed = false;
    at(&mut world, Command::NoteHeard);
    let offer = Command::OfferHandover {
        to: Some("B1".into()),
        note: Clean::new("无"),
        occasion: Occasion::default(),
    };
    at(&mut world, offer);
    assert_eq!(doing(&world, "01"), Doing::Handover);
}

#[test]
fn who_was_called_again_is_told_from_who_was_called_anew() {
    let mut world = World::new();
    world.take_ticket("A001");
    world.take_ticket("A002");
    at(&mut world, Command::TakePost);
    at(&mut world, Command::CallNext);
    at(&mut world, Command::NoShow { ticket: "A001".into() });
    at(&mut world, Command::CallNext);
    let calls = |world: &World| -> Vec<(String, bool)> {
        followed(world).calls.into_iter().map(|call| (call.ticket.to_string(), call.again)).collect()
    };
    assert_eq!(calls(&world), [("A002".to_owned(), false), ("A001".to_owned(), false)]);
    at(&mut world, Command::Recall { ticket: "A002".into() });
    at(&mut world, Command::NoShow { ticket: "A002".into() });
    at(&mut world, Command::Reinsert { ticket: "A001".into() });
    at(&mut world, Command::CallNext);
    // Called a second time after a no-show, yet nobody is called for the second time in a row: it is a new call.
    assert_eq!(calls(&world), [("A001".to_owned(), false), ("A002".to_owned(), true)]);
}

#[test]
fn the_queue_is_counted_by_class_with_the_windows_that_call_it() {
    let mut world = World::new();
    for no in ["A001", "A002", "B001"] {
        world.take_ticket(no);
    }
    let classes = |world: &World| -> Vec<String> {
        let told = followed(world).waiting.into_iter();
        told.map(|class| {
            let windows: Vec<String> = class.windows.iter().map(ToString::to_string).collect();
            format!("{} {} {}", class.class, class.waiting, windows.join(","))
        })
        .collect()
    };
    assert_eq!(classes(&world), ["A 2 ", "B 1 ", "C 0 "]);
    at(&mut world, Command::TakePost);
    world.at("02", "A2", Command::TakePost);
    assert_eq!(classes(&world), ["A 2 01", "B 1 02", "C 0 "]);
    // The sign sends the people of A to 02.
    at(&mut world, Command::StepAway { cover: "02".into(), minutes: 10, why: Clean::new("送件") });
    assert_eq!(classes(&world), ["A 2 02", "B 1 02", "C 0 "]);
    at(&mut world, Command::StepBack);
    let classes_of_tide = ["C".to_owned()].into();
    world.at("01", "L1", Command::SetTide { classes: classes_of_tide });
    at(&mut world, Command::CallNext);
    assert_eq!(classes(&world), ["A 1 01", "B 1 02", "C 0 01"]);
}

#[test]
fn what_is_known_comes_to_nothing_and_what_is_missing_is_found() {
    let mut world = World::serving();
    let told = told(&world);
    let mut picture = Picture::new(world.today(), 0, State::default(), &[]);
    let whole = told.split_last().unwrap();
    // The call is left out: its ticket is begun without having been called.
    for recorded in whole.1.iter().filter(|recorded| recorded.event.stream().to_string() != "ticket/A001") {
        assert_eq!(picture.take(recorded), Step::Changed);
    }
    assert_eq!(picture.take(whole.0), Step::Gap);
    assert_eq!(picture.take(whole.0), Step::Nothing, "told twice");

    // A ticket of another day is not of this board.
    world.days_pass(1);
    world.issue("A009", None, None);
    let reserved = super::tests::told(&world).pop().unwrap();
    assert_eq!(picture.take(&reserved), Step::Nothing);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Catches: an event the fold forgets; one counted twice; a board that depends on when the service began.
    #[test]
    fn following_the_record_and_reading_it_give_the_same_board(steps in walk::steps(300), stop in 0..300usize) {
        let mut world = walk::hall();
        for step in steps.iter().take(stop) {
            walk::take(&mut world, *step);
        }
        prop_assert_eq!(followed(&world), read(&world));
        for step in steps.iter().skip(stop) {
            walk::take(&mut world, *step);
        }
        let board = followed(&world);
        prop_assert_eq!(&board, &read(&world));
        // Each ticket stands in one place.
        let mut shown: Vec<&str> = board.windows.iter().filter_map(|window| match &window.doing {
            Doing::Called { ticket, .. } | Doing::Serving { ticket, .. } => Some(ticket.as_str()),
            _ => None,
        }).collect();
        let all = shown.len();
        shown.sort_unstable();
        shown.dedup();
        prop_assert_eq!(all, shown.len());
    }
}
