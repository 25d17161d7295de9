//! The fold (I-02): total, the same every time, and nothing but events in it.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::domain::numbering::{self, Series};
use crate::domain::testing::rules::COPY;
use crate::domain::testing::{World, open, walk};

/// Every kind of event, as walks through the day made them.
static EVENTS: LazyLock<Vec<Event>> = LazyLock::new(|| {
    let mut runner = TestRunner::deterministic();
    let mut events = Vec::new();
    for _ in 0..6 {
        let mut world = walk::hall();
        for step in walk::steps(800).new_tree(&mut runner).unwrap().current() {
            walk::take(&mut world, step);
        }
        events.extend(world.log.into_iter().map(|entry| entry.event));
    }
    events
});

/// The event, about something else of its kind.
fn about_another(event: &Event, pick: u8) -> Event {
    let pick = pick % 4;
    match event.clone() {
        Event::Post { what, .. } => Event::Post { window: format!("0{pick}").as_str().into(), what },
        Event::Ticket { what, .. } => Event::Ticket { ticket: format!("A00{pick}").as_str().into(), what },
        Event::Case { what, .. } => Event::Case { case: format!("c{pick}").as_str().into(), what },
    }
}

proptest! {
    /// Catches: a fold that counts on what came before (an unwrap, an overflow, an index). The order is
    /// arbitrary: a broken record, a hostile service.
    #[test]
    fn any_event_folds_onto_any_state(chosen in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..200)) {
        let events: Vec<Event> =
            chosen.iter().map(|(at, pick)| about_another(at.get(&EVENTS), *pick)).collect();
        let folded = events.iter().fold(State::default(), evolve);
        prop_assert_eq!(&events.iter().fold(State::default(), evolve), &folded);
        let text = serde_json::to_string(&folded).unwrap();
        prop_assert_eq!(serde_json::from_str::<State>(&text).unwrap(), folded);
    }

    /// Catches: an event that touches more than its own stream, or raises the version by anything but one.
    #[test]
    fn an_event_changes_its_own_stream_only(
        chosen in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60),
    ) {
        let mut state = State::default();
        for (at, pick) in &chosen {
            let event = about_another(at.get(&EVENTS), *pick);
            let stream = event.stream();
            let before = state.clone();
            state = evolve(state, &event);
            let version = state.version(&stream);
            prop_assert!(version == before.version(&stream) + 1 || version <= 1);
            let mut others = state.clone();
            others.restore(&before, &stream);
            prop_assert_eq!(others, before);
        }
    }

    #[test]
    fn a_stream_reads_back_from_its_key(kind in 0..3, id in "[^\u{0}]{0,12}") {
        let stream = match kind {
            0 => Stream::Window(id.as_str().into()),
            1 => Stream::Ticket(id.as_str().into()),
            _ => Stream::Case(id.as_str().into()),
        };
        prop_assert_eq!(stream.to_string().parse::<Stream>().unwrap(), stream);
    }
}

#[test]
fn what_is_no_stream_is_refused() {
    for key in ["", "window", "queue/01", "Window/01"] {
        assert!(key.parse::<Stream>().is_err(), "{key}");
    }
}

/// I-38. Catches: an addition that stops the program (overflow checks are on in the release build too).
#[test]
fn a_count_at_its_end_stops_nothing() {
    let mut world = World::serving();
    let mut entry = world.state.tickets.remove(&"A001".into()).unwrap();
    entry.version = u64::MAX;
    entry.value.calls = u32::MAX;
    world.state.tickets.insert("A001".into(), entry);
    let called = TicketEvent::Called { window: "01".into(), at: world.now };
    let state = evolve(world.state, &Event::Ticket { ticket: "A001".into(), what: called });
    assert_eq!(state.ticket(&"A001".into()).unwrap().calls, u32::MAX);
}

#[test]
fn an_event_about_something_unknown_changes_nothing() {
    let event = Event::Case { case: "c9".into(), what: CaseEvent::TicketLeft };
    assert_eq!(evolve(State::default(), &event), State::default());
}

/// I-14. Only what has no number yet is given one: what is stored is never numbered again.
#[test]
fn a_number_is_asked_for_once() {
    let mut world = World::serving();
    let opened = world.at("01", "A1", open("c1", Some("A001"), COPY));
    assert!(opened.iter().all(|event| numbering::wanted(event).is_none()), "the door numbered it");
    let Event::Case { case, what: CaseEvent::Opened { case: opened } } = &opened[0] else { panic!("opened") };
    let mut draft = opened.clone();
    draft.number = None;
    let mut event = Event::Case { case: case.clone(), what: CaseEvent::Opened { case: draft } };
    let series = numbering::wanted(&event).unwrap();
    assert_eq!(series, Series::Case(world.today()));
    assert_eq!(series.key(), "case/2026-11-19");
    numbering::assign(&mut event, "某政", 12_345);
    let Event::Case { what: CaseEvent::Opened { case }, .. } = &event else { panic!("opened") };
    assert_eq!(case.number.as_deref(), Some("20261119-12345"), "more than 9999 a day still fit");
    assert!(numbering::wanted(&event).is_none());
}

/// Each kind of paper and each year has a series of its own: two keys must never meet.
#[test]
fn series_have_keys_of_their_own() {
    use crate::domain::paper::PaperKind;
    let mut keys: Vec<String> = PaperKind::ALL
        .iter()
        .flat_map(|kind| [2026, 2027].map(|year| Series::Paper(*kind, year).key()))
        .collect();
    keys.push(Series::Case(jiff::civil::date(2026, 1, 1)).key());
    let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(distinct.len(), keys.len());
}
