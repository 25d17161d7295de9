//! Calling and serving (DESIGN 4.1, S036–S049).

use jiff::civil::time;

use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::queue::{GreenReason, Slot};
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::LICENCE;
use crate::domain::testing::{World, answer, examine, open};
use crate::domain::ticket::TicketState;
use crate::text::Clean;

fn park(no: &str) -> Command {
    Command::Park { ticket: no.into(), why: Clean::new("去复印") }
}

fn begin(no: &str) -> Command {
    Command::Begin { ticket: no.into() }
}

fn finish(no: &str) -> Command {
    Command::Finish { ticket: no.into() }
}

fn redirect(no: &str, to: &str, why: &str) -> Command {
    Command::Redirect { ticket: no.into(), to: to.into(), why: Clean::new(why) }
}

/// I-03. Catches: a second person called or begun while one is at the counter.
#[test]
fn one_person_at_a_time() {
    let mut world = World::serving();
    world.take_ticket("A002");
    assert_eq!(world.refused("01", "A1", Command::CallNext), Refusal::Busy { ticket: "A001".into() });
    world.at("01", "A1", park("A001"));
    world.at("01", "A1", Command::CallNext);
    assert!(matches!(world.refused("01", "A1", begin("A001")), Refusal::Busy { .. }), "A002 is called");
    world.at("01", "A1", begin("A002"));
    assert!(matches!(world.refused("01", "A1", begin("A001")), Refusal::Busy { .. }));
    world.at("01", "A1", finish("A002"));
    world.at("01", "A1", begin("A001"));
    assert!(world.ticket("A001").is_serving());
}

/// S038, S044. Catches: the green channel before a reservation, arrival before either, a reservation out of
/// its slot before anybody.
#[test]
fn reservation_then_green_channel_then_arrival() {
    let mut world = World::new();
    let slot = |from, to| Some(Slot { from: time(from, 0, 0, 0), to: time(to, 0, 0, 0) });
    world.issue("A001", None, None);
    world.issue("A002", slot(14, 15), None);
    world.issue("A003", None, Some(GreenReason::Soldier));
    world.issue("A004", None, Some(GreenReason::Elderly));
    world.issue("A005", slot(9, 10), None);
    world.issue("B001", slot(9, 10), None);
    world.at("01", "A1", Command::TakePost);
    let mut called = Vec::new();
    for _ in 0..5 {
        world.at("01", "A1", Command::CallNext);
        let no = world.state.at(&"01".into()).next().unwrap().no.clone();
        world.at("01", "A1", begin(no.as_str()));
        world.at("01", "A1", finish(no.as_str()));
        called.push(no.to_string());
    }
    assert_eq!(called, ["A005", "A003", "A004", "A001", "A002"]);
    assert_eq!(world.refused("01", "A1", Command::CallNext), Refusal::QueueEmpty, "B is another class");
}

#[test]
fn who_does_not_come_can_be_put_back() {
    let mut world = World::new();
    world.take_ticket("A001");
    world.at("01", "A1", Command::TakePost);
    world.at("01", "A1", Command::CallNext);
    world.at("01", "A1", Command::Recall { ticket: "A001".into() });
    assert_eq!(world.ticket("A001").calls, 2);
    world.at("01", "A1", Command::NoShow { ticket: "A001".into() });
    assert!(matches!(world.refused("01", "A1", begin("A001")), Refusal::TicketState { .. }));
    world.at("01", "A1", Command::Reinsert { ticket: "A001".into() });
    let twice = world.refused("01", "A1", Command::Reinsert { ticket: "A001".into() });
    assert!(matches!(twice, Refusal::TicketState { .. }));
    world.at("01", "A1", Command::CallNext);
    world.at("01", "A1", begin("A001"));
    for command in
        [Command::Recall { ticket: "A001".into() }, Command::NoShow { ticket: "A001".into() }, begin("A001")]
    {
        assert!(matches!(world.refused("01", "A1", command), Refusal::TicketState { .. }));
    }
}

/// I-05, J03, J04. Catches: a ticket closed over a case about which nothing was said.
#[test]
fn a_ticket_does_not_end_before_its_case_has_a_conclusion() {
    let mut world = World::with_case(LICENCE);
    let number = world.case("c1").number.clone().unwrap();
    let unfinished = Refusal::CaseUnfinished { case: number };
    assert_eq!(world.refused("01", "A1", finish("A001")), unfinished);
    assert_eq!(world.refused("01", "A1", redirect("A001", "02", "不属本窗口")), unfinished);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    for material in ["form", "identity", "business", "health"] {
        world.at("01", "A1", examine("c1", material, Verdict::Conforming));
    }
    world.at("01", "A1", examine("c1", "rules", Verdict::Committed));
    assert_eq!(world.refused("01", "A1", finish("A001")), unfinished, "all in order is not yet accepted");
    world.accept("01", "A1", "c1");
    world.at("01", "A1", finish("A001"));
    assert_eq!(world.case("c1").ticket, None, "the person left, the case goes on");
    assert!(matches!(world.refused("01", "A1", finish("A001")), Refusal::TicketState { .. }));
}

#[test]
fn every_case_of_the_ticket_counts() {
    let mut world = World::with_complete_licence();
    world.accept("01", "A1", "c1");
    world.at("01", "A1", open("c2", Some("A001"), LICENCE));
    assert!(matches!(world.refused("01", "A1", finish("A001")), Refusal::CaseUnfinished { .. }));
    world.at("01", "A1", Command::Withdraw { case: "c2".into(), reason: Clean::new("改日再办") });
    let events = world.at("01", "A1", finish("A001"));
    assert_eq!(events.len(), 3, "two cases left behind, one ticket done");
}

#[test]
fn a_redirected_ticket_keeps_its_number_and_is_called_there_only() {
    let mut world = World::serving();
    assert!(matches!(world.refused("01", "A1", redirect("A001", "01", "原因")), Refusal::BadRedirect { .. }));
    assert!(matches!(world.refused("01", "A1", redirect("A001", "99", "原因")), Refusal::BadRedirect { .. }));
    assert!(matches!(world.refused("01", "A1", redirect("A001", "02", " ")), Refusal::BadRedirect { .. }));
    world.at("01", "A1", redirect("A001", "02", "应在02号窗口"));
    assert_eq!(world.refused("01", "A1", Command::CallNext), Refusal::QueueEmpty);
    world.at("02", "A2", Command::TakePost);
    world.at("02", "A2", Command::CallNext);
    let state = &world.ticket("A001").state;
    assert!(matches!(state, TicketState::Called { window, .. } if window.as_str() == "02"));
}

#[test]
fn another_windows_ticket_is_not_touched() {
    let mut world = World::serving();
    world.at("02", "A2", Command::TakePost);
    for command in [
        begin("A001"),
        finish("A001"),
        park("A001"),
        Command::Recall { ticket: "A001".into() },
        redirect("A001", "03", "原因"),
    ] {
        assert!(matches!(world.refused("02", "A2", command), Refusal::TicketState { .. }));
    }
    let nobody = world.refused("01", "A1", finish("A999"));
    assert_eq!(nobody, Refusal::NotFound { what: "A999号".into() });
}
