//! The desk's copy (DESIGN 2.1): previews are taken back or confirmed, never kept beside what is confirmed.

use proptest::prelude::*;

use super::*;
use crate::domain::checklist::Verdict;
use crate::domain::decide::{self, Context};
use crate::domain::testing::rules::LICENCE;
use crate::domain::testing::{Entry, World, answer, examine, walk};

/// The log as the service sends it.
fn recorded(log: &[Entry]) -> Vec<Recorded> {
    (1..)
        .zip(log)
        .map(|(seq, entry)| Recorded {
            seq,
            version: entry.version,
            at: jiff::Timestamp::UNIX_EPOCH,
            actor: entry.actor.clone(),
            acting_for: entry.acting_for.clone(),
            window: entry.window.clone(),
            fence: entry.fence,
            event: entry.event.clone(),
        })
        .collect()
}

/// A desk that knows the world as it is.
fn desk(world: &World) -> Record {
    let mut record = Record::default();
    record.load(world.state.clone(), seq(world));
    record
}

fn seq(world: &World) -> u64 {
    u64::try_from(world.log.len()).unwrap()
}

/// Sends a command from the desk: its order with its preview under way, nothing confirmed.
fn send(record: &mut Record, world: &mut World, command: Command) -> crate::domain::command::Order {
    let mut order = world.order("01", command.clone());
    order.expect = decide::expected(record.shown(), &command);
    let actor = "A1".into();
    let context = Context { rules: &world.rules, actor: &actor, now: world.now, lease_lapsed: false };
    let preview = decide::decide(record.shown(), &order, &context).unwrap();
    record.sent(order.id, command, preview, Timestamp::UNIX_EPOCH);
    order
}

/// The service carries the order out; the events it answers with.
fn carry_out(world: &mut World, order: &crate::domain::command::Order) -> Vec<Recorded> {
    let before = world.log.len();
    world.carry_out("A1", order).unwrap();
    recorded(&world.log).split_off(before)
}

/// Catches: a preview kept beside the confirmed event, or lost before it.
#[test]
fn what_is_shown_at_once_is_what_is_confirmed() {
    let mut world = World::with_case(LICENCE);
    let mut record = desk(&world);
    let order = send(&mut record, &mut world, answer("c1", "venue", "retail"));
    let shown = record.shown().clone();
    assert_eq!(shown.version(&order.expect.keys().next().unwrap().clone()), 2, "shown before the answer");
    let events = carry_out(&mut world, &order);
    assert!(record.confirm(order.id, &events).is_some());
    assert_eq!(record.shown(), &shown);
    assert_eq!(record.shown(), &world.state);
    assert_eq!((record.unanswered(), record.seq), (0, seq(&world)));
}

/// Catches: a refused preview left on the screen; the later one taken with it.
#[test]
fn a_refused_preview_is_taken_back_and_the_later_ones_stand() {
    let mut world = World::with_case(LICENCE);
    let mut record = desk(&world);
    let first = send(&mut record, &mut world, answer("c1", "venue", "retail"));
    let second = send(&mut record, &mut world, examine("c1", "form", Verdict::Conforming));
    assert!(record.refuse(first.id).is_some());
    let case = record.shown().case(&"c1".into()).unwrap();
    assert!(case.answers.is_empty());
    assert_eq!(case.verdict(&"form".into()), &Verdict::Conforming);
    assert!(record.refuse(first.id).is_none(), "known no more");
    record.refuse(second.id);
    assert_eq!(record.shown(), &world.state);
}

/// What has legal effect is shown when the service has answered, and blocks the next of its kind.
#[test]
fn a_legal_act_is_not_shown_before_the_answer() {
    let mut world = World::with_complete_licence();
    let mut record = desk(&world);
    let order = send(&mut record, &mut world, Command::Accept { case: "c1".into() });
    assert_eq!(record.shown(), &world.state);
    assert_eq!(record.waiting().map(|pending| pending.id), Some(order.id));
    let events = carry_out(&mut world, &order);
    record.confirm(order.id, &events);
    assert_eq!(record.waiting(), None);
    assert_eq!(record.shown(), &world.state);
}

/// The live stream may bring an event before the answer does. Catches: an event folded twice.
#[test]
fn what_is_known_is_not_news() {
    let mut world = World::with_case(LICENCE);
    let mut record = desk(&world);
    let order = send(&mut record, &mut world, answer("c1", "venue", "retail"));
    let events = carry_out(&mut world, &order);
    assert_eq!(record.absorb(&events[0]), Absorbed::News);
    record.confirm(order.id, &events);
    assert_eq!(record.absorb(&events[0]), Absorbed::Known);
    assert_eq!(record.shown(), &world.state);
}

/// Catches: an event folded onto a state that lacks the one before.
#[test]
fn a_gap_is_found_and_changes_nothing() {
    let mut world = World::with_case(LICENCE);
    let mut record = desk(&world);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at("01", "A1", examine("c1", "form", Verdict::Conforming));
    let log = recorded(&world.log);
    let before = record.shown().clone();
    assert_eq!(record.absorb(&log[log.len() - 1]), Absorbed::Gap);
    assert_eq!(record.shown(), &before);
    record.load(world.state.clone(), seq(&world));
    assert_eq!(record.shown(), &world.state);
}

#[test]
fn a_case_nobody_follows_here_is_no_news() {
    let mut world = World::with_case(LICENCE);
    let mut record = Record::default();
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let last = recorded(&world.log).pop().unwrap();
    assert_eq!(record.absorb(&last), Absorbed::Known);
    assert_eq!(record.shown().cases.len(), 0);
}

/// A preview is laid anew on what the service sends in between.
#[test]
fn a_fresh_state_keeps_what_is_under_way() {
    let mut world = World::with_case(LICENCE);
    let mut record = desk(&world);
    let order = send(&mut record, &mut world, answer("c1", "venue", "retail"));
    world.take_ticket("A002");
    record.load(world.state.clone(), seq(&world));
    assert!(record.shown().ticket(&"A002".into()).is_some());
    assert_eq!(record.shown().case(&"c1".into()).unwrap().answers.len(), 1);
    let events = carry_out(&mut world, &order);
    record.confirm(order.id, &events);
    assert_eq!(record.shown(), &world.state);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// I-02 on the desk. Catches: a stream of events, some sent twice and late, that ends in another state than
    /// the plain fold; an event lost without a gap being found.
    #[test]
    fn the_stream_ends_in_the_same_state_as_the_fold(
        steps in walk::steps(200), again in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let mut world = walk::hall();
        for step in steps {
            walk::take(&mut world, step);
        }
        let log = recorded(&world.log);
        let mut record = Record::default();
        for (at, event) in log.iter().enumerate() {
            prop_assert_eq!(record.absorb(event), Absorbed::News);
            if let Some(earlier) = again.get(at) {
                prop_assert_eq!(record.absorb(&log[earlier.index(at + 1)]), Absorbed::Known);
            }
        }
        prop_assert_eq!(record.shown(), &world.state);
        prop_assert_eq!(record.seq, u64::try_from(log.len()).unwrap());
    }

    /// Catches: a lost event that goes unnoticed: the next one of its stream must say so.
    #[test]
    fn a_lost_event_is_noticed_by_the_next_of_its_stream(
        steps in walk::steps(200), lost in any::<prop::sample::Index>(),
    ) {
        let mut world = walk::hall();
        for step in steps {
            walk::take(&mut world, step);
        }
        let log = recorded(&world.log);
        let lost = lost.index(log.len());
        let stream = log[lost].event.stream();
        let mut record = Record::default();
        for (at, event) in log.iter().enumerate().filter(|(at, _)| *at != lost) {
            let absorbed = record.absorb(event);
            if at < lost || event.event.stream() != stream {
                prop_assert_eq!(absorbed, Absorbed::News);
            } else {
                let unknown = log[lost].version == 1 && !matches!(log[lost].event, Event::Post { .. });
                prop_assert_eq!(absorbed, if unknown { Absorbed::Known } else { Absorbed::Gap });
            }
        }
    }
}
