//! Tickets given out, reserved, moved forward, called again, put back (S036–S047).

use jiff::ToSpan;
use jiff::civil::time;

use crate::domain::command::Command;
use crate::domain::queue::{GreenReason, Slot};
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, LICENCE};
use crate::domain::testing::{World, person};
use crate::domain::ticket::TicketState;
use crate::text::Clean;

fn take(class: &str) -> Command {
    Command::TakeTicket {
        class: class.into(),
        item: Some(LICENCE.into()),
        applicant: None,
        agent: None,
        green: None,
        note: Clean::default(),
    }
}

fn reserve(world: &World, days: i64, from: i8) -> Command {
    Command::Reserve {
        day: world.today().checked_add(days.days()).unwrap(),
        slot: Slot { from: time(from, 0, 0, 0), to: time(from, 30, 0, 0) },
        class: "A".into(),
        item: Some(COPY.into()),
        applicant: person(),
        note: Clean::default(),
    }
}

#[test]
fn the_guide_desk_gives_out_tickets_in_series_by_class() {
    let mut world = World::new();
    for class in ["A", "A", "B"] {
        world.at("03", "B3", take(class));
    }
    let mut numbers: Vec<String> = world.state.tickets.keys().map(ToString::to_string).collect();
    numbers.sort();
    assert_eq!(numbers, ["A001", "A002", "B001"]);
    assert!(matches!(world.refused("03", "B3", take("Z")), Refusal::NotFound { .. }));
    assert!(matches!(world.refused("03", "S1", take("A")), Refusal::NotAllowed { .. }));
    assert_eq!(world.log[0].acting_for, None, "the guide desk stands in for nobody");
}

/// S038, S040, S042.
#[test]
fn a_reserved_time_has_so_many_places_on_working_days() {
    let mut world = World::new();
    let no = |world: &mut World, days, from| {
        let command = reserve(world, days, from);
        assert!(matches!(world.refused("03", "B3", command), Refusal::NoPlace { .. }), "{days} {from}");
    };
    no(&mut world, 0, 9);
    no(&mut world, 2, 10);
    no(&mut world, -1, 10);
    for _ in 0..2 {
        let command = reserve(&world, 0, 10);
        world.at("03", "B3", command);
    }
    no(&mut world, 0, 10);
    world.take_ticket("A009");
    world.at("01", "A1", Command::TakePost);
    world.now = "2026-11-19T02:05:00Z".parse().unwrap();
    world.at("03", "B3", Command::Arrive { ticket: "A1119-01".into() });
    assert!(matches!(
        world.refused("03", "B3", Command::Arrive { ticket: "A1119-01".into() }),
        Refusal::TicketState { .. }
    ));
    world.at("01", "A1", Command::CallNext);
    assert!(matches!(world.ticket("A1119-01").state, TicketState::Called { .. }), "inside its time");
    assert_eq!(world.ticket("A1119-02").state, TicketState::Reserved, "not here: not called");
    let tally = world.post("01").tally;
    assert_eq!((tally.reserved, tally.arrival, tally.overtaken), (1, 0, 1));
}

#[test]
fn a_time_that_is_over_gives_no_priority_and_is_seen_as_broken() {
    let mut world = World::new();
    let command = reserve(&world, 0, 10);
    world.at("03", "B3", command);
    world.at("03", "B3", Command::Arrive { ticket: "A1119-01".into() });
    assert!(!world.ticket("A1119-01").slot_is_breached(time(10, 30, 0, 0)));
    assert!(world.ticket("A1119-01").slot_is_breached(time(10, 31, 0, 0)));
}

/// S044, F11. Catches: a jump of the queue without a reason, or one nobody can see.
#[test]
fn moving_somebody_forward_has_a_coded_reason_and_is_counted() {
    let mut world = World::new();
    for no in ["A001", "A002", "A003"] {
        world.take_ticket(no);
    }
    world.at("01", "A1", Command::TakePost);
    let forward = |reason| Command::Prioritise { ticket: "A003".into(), reason };
    world.at("03", "B3", forward(Some(GreenReason::Pregnant)));
    assert!(world.attempt("03", "B3", forward(Some(GreenReason::Pregnant))).is_err());
    world.at("01", "A1", Command::CallNext);
    assert!(matches!(world.ticket("A003").state, TicketState::Called { .. }));
    assert_eq!((world.post("01").tally.green, world.post("01").tally.overtaken), (1, 2));
    assert!(matches!(world.refused("03", "B3", forward(None)), Refusal::TicketState { .. }));
}

/// S036: called again, but not at once.
#[test]
fn a_call_is_repeated_after_ten_seconds() {
    let mut world = World::new();
    world.take_ticket("A001");
    world.at("01", "A1", Command::TakePost);
    world.at("01", "A1", Command::CallNext);
    let recall = world.order("01", Command::Recall { ticket: "A001".into() });
    // Carrying an order out takes a minute in this world.
    world.now -= 55.seconds();
    let refused = world.carry_out("A1", &recall).unwrap_err();
    assert_eq!(refused, Refusal::JustCalled { ticket: "A001".into(), seconds: 5 });
    world.at("01", "A1", Command::Recall { ticket: "A001".into() });
    assert_eq!(world.ticket("A001").calls, 2);
}

/// S047: put back behind the next three.
#[test]
fn a_no_show_comes_back_behind_the_next_few() {
    let mut world = World::new();
    for no in ["A001", "A002", "A003", "A004", "A005"] {
        world.take_ticket(no);
    }
    world.at("01", "A1", Command::TakePost);
    let mut called = Vec::new();
    for round in 0..5 {
        world.at("01", "A1", Command::CallNext);
        let no = world.state.at(&"01".into()).next().unwrap().no.clone();
        called.push(no.to_string());
        if round == 0 {
            world.at("01", "A1", Command::NoShow { ticket: no.clone() });
            world.at("01", "A1", Command::Reinsert { ticket: no });
        } else {
            world.at("01", "A1", Command::Begin { ticket: no.clone() });
            world.at("01", "A1", Command::Finish { ticket: no });
        }
    }
    assert_eq!(called, ["A001", "A002", "A003", "A001", "A004"], "behind A004 by time, before it by number");
}
