//! Random orders by random people: whatever was allowed, the promises hold at every position of the log.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::domain::case::{CaseEvent, Stage};
use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::hall::Role;
use crate::domain::ids::{Fence, OfficerId};
use crate::domain::numbering::{self, Series};
use crate::domain::paper::PaperBody;
use crate::domain::post::PostEvent;
use crate::domain::refusal::Refusal;
use crate::domain::state::{Event, State};
use crate::domain::testing::walk::{self, Step, Tried};
use crate::domain::testing::{Entry, World};
use crate::domain::ticket::{TicketEvent, TicketState};

fn walked(steps: &[Step], mut look: impl FnMut(&World, &Tried)) -> World {
    let mut world = walk::hall();
    for step in steps {
        let tried = walk::take(&mut world, *step);
        look(&world, &tried);
    }
    world
}

/// Confirmation of refusals and decisions come from a second person and carry no fence.
fn of_second_person(world: &World, command: &Command, actor: &OfficerId) -> bool {
    let department = world.rules.hall.officer(actor).is_some_and(|officer| officer.role == Role::Department);
    match command {
        Command::ConfirmRefusal { .. }
        | Command::RejectRefusal { .. }
        | Command::AllowDemand { .. }
        | Command::RejectDemand { .. } => true,
        Command::Decide { .. } => department,
        _ => false,
    }
}

fn comes_in(command: &Command) -> bool {
    matches!(
        command,
        Command::TakePost | Command::TakeOver { .. } | Command::AcceptHandover | Command::ConfirmLine { .. }
    )
}

/// What the case lacks by the state before the notice.
fn wanting(world: &World, state: &State, case: &str) -> Vec<(String, Vec<String>)> {
    let case = state.case(&case.into()).unwrap();
    let item = world.rules.item(&case.item).unwrap();
    let defects = |verdict: &Verdict| match verdict {
        Verdict::Defective { defects } => defects.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    case.lines(item)
        .iter()
        .filter(|line| line.verdict.is_wanting())
        .map(|line| (line.material.code.to_string(), defects(line.verdict)))
        .collect()
}

fn demanded(event: &Event) -> Option<Vec<(String, Vec<String>)>> {
    let PaperBody::Correction { demands, .. } = &numbering::paper(event)?.body else { return None };
    let demand = demands.iter().map(|demand| {
        let defects = demand.defects.iter().map(|defect| defect.code.to_string());
        (demand.material.to_string(), defects.collect())
    });
    Some(demand.collect())
}

fn holders(state: &State) -> BTreeMap<String, (Option<OfficerId>, Fence)> {
    let post = |(id, post): (&crate::domain::ids::WindowId, &_)| {
        let post: &crate::domain::state::Versioned<crate::domain::post::Post> = post;
        (id.to_string(), (post.value.holder.clone(), post.value.fence))
    };
    state.posts.iter().map(post).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// I-18, I-19, I-20, I-24. Catches: A released at the offer; a fence that stands still; an old fence let in;
    /// a holder changed by anything but an event that raises the fence.
    #[test]
    fn a_post_is_held_by_one_and_the_fence_only_grows(steps in walk::steps(800)) {
        let world = walked(&steps, |world, tried| {
            if tried.stale && !of_second_person(world, &tried.order.command, &tried.actor.as_str().into()) {
                assert!(tried.result.is_err(), "a late order was let in: {:?}", tried.order);
            }
            let (before, after) = (holders(&tried.before), holders(&world.state));
            for (window, (holder, fence)) in &after {
                let (held, old) = before.get(window).cloned().unwrap_or_default();
                assert_eq!(*holder != held || *fence != old, *fence > old, "{window}: {:?}", tried.order);
                let closes = tried.order.command == Command::ClosePost && window == tried.order.window.as_str();
                assert!(held.is_none() || holder.is_some() || closes, "{window} left empty");
            }
        });
        let mut under: BTreeMap<(String, Fence), OfficerId> = BTreeMap::new();
        for Entry { actor, acting_for, window, fence, command, .. } in &world.log {
            let Some(command) = command else { continue };
            if comes_in(command) || of_second_person(&world, command, actor) {
                continue;
            }
            let holder = under.entry((window.to_string(), *fence)).or_insert_with(|| actor.clone());
            prop_assert_eq!(&*holder, actor, "two holders under one fence");
            let own = &world.rules.hall.window(window).unwrap().post_a;
            prop_assert_eq!(acting_for.as_ref(), (actor != own).then_some(own), "I-25: {:?}", command);
        }
    }

    /// I-22. Catches: a post handed over with something on it that nobody confirmed.
    #[test]
    fn a_handover_hands_over_everything(steps in walk::steps(800)) {
        walked(&steps, |world, tried| {
            let Ok(events) = &tried.result else { return };
            if tried.order.command != Command::AcceptHandover {
                return;
            }
            let Some(PaperBody::Handover { lines, .. }) = numbering::paper(&events[0]).map(|p| &p.body) else {
                panic!("a handover without its sheet")
            };
            let window = &tried.order.window;
            let text = format!("{lines:?}");
            for ticket in tried.before.at(window) {
                assert!(text.contains(ticket.no.as_str()), "{} is not on {text}", ticket.no);
            }
            for case in tried.before.open_cases(window) {
                assert!(text.contains(case.id.as_str()), "{} is not on {text}", case.id);
            }
            let offer = tried.before.post(window).offer.unwrap();
            assert_eq!(offer.open_lines().count(), 0);
            assert_eq!(world.state.post(window).holder.as_ref(), Some(&offer.to));
        });
    }

    /// I-03, I-05, J03. Catches: two at one counter; a ticket ended over a case nothing was said about.
    #[test]
    fn a_window_serves_one_ticket_and_ends_it_with_a_conclusion(steps in walk::steps(800)) {
        walked(&steps, |world, tried| {
            let mut busy = BTreeSet::new();
            for ticket in world.state.tickets.values() {
                if let TicketState::Called { window, .. } | TicketState::Serving { window, .. } =
                    &ticket.value.state
                {
                    assert!(busy.insert(window.clone()), "two at {window}");
                }
            }
            for event in tried.result.iter().flatten() {
                if let Event::Ticket { ticket, what: TicketEvent::Done { .. } } = event {
                    let open = tried.before.cases.values().any(|case| {
                        case.value.ticket.as_ref() == Some(ticket) && case.value.stage == Stage::Examining
                    });
                    assert!(!open, "{ticket} ended over an open case");
                }
            }
        });
    }

    /// I-07, I-08, J08. Catches: a notice with less than everything; a later one with something new that no lead
    /// answered for; an examination at a window without the power; two exits open.
    #[test]
    fn what_is_wrong_is_told_at_once_and_once(steps in walk::steps(800)) {
        // What may be named in the next notice of a case that had one.
        let mut open: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        walked(&steps, |world, tried| {
            for event in tried.result.iter().flatten() {
                let Event::Case { case, what } = event else { continue };
                if let CaseEvent::Warned { code, .. } = what {
                    let material = match &tried.order.command {
                        Command::Examine { material, .. } => material,
                        Command::AllowDemand { demand, .. } => demand,
                        other => panic!("{code} by {other:?}"),
                    };
                    let role = world.rules.hall.officer(&tried.actor.as_str().into()).unwrap().role;
                    assert_eq!(role, Role::Lead);
                    if code == "J01" {
                        open.entry(case.to_string()).or_default().insert(material.to_string());
                    }
                }
                let Some(demands) = demanded(event) else { continue };
                assert_eq!(demands, wanting(world, &tried.before, case.as_str()), "I-08");
                assert!(!demands.is_empty());
                let named: BTreeSet<String> = demands.into_iter().map(|(material, _)| material).collect();
                if let Some(allowed) = open.get(case.as_str()) {
                    assert!(named.is_subset(allowed), "I-07: {named:?} of {allowed:?}");
                }
                open.insert(case.to_string(), named);
            }
            for case in world.state.cases.values().map(|case| &case.value) {
                let item = world.rules.item(&case.item).unwrap();
                let exits = case.assess(item, world.today(), &world.rules.calendar).exits;
                assert!(exits.iter().filter(|exit| exit.is_open()).count() <= 1);
                if case.stage == Stage::Examining {
                    assert!(world.rules.hall.window(&case.window).unwrap().may_take(&case.item), "J08");
                }
            }
        });
    }

    /// S130, S007, S155. Catches: a refusal by one person, a decision by the wrong one, a delivery unpaid.
    #[test]
    fn legal_acts_are_done_by_whom_the_law_says(steps in walk::steps(800)) {
        walked(&steps, |world, tried| {
            let actor: OfficerId = tried.actor.as_str().into();
            for event in tried.result.iter().flatten() {
                let Event::Case { case, what } = event else { continue };
                let before = tried.before.case(case);
                match (what, before.map(|case| &case.stage)) {
                    (CaseEvent::PaperIssued { paper }, Some(stage)) => match (&paper.body, stage) {
                        (PaperBody::Refusal { .. }, Stage::RefusalDrafted { by }) => assert_ne!(*by, actor),
                        (PaperBody::Refusal { .. }, other) => panic!("refused while {other:?}"),
                        (PaperBody::Payment { .. }, stage) => {
                            assert!(matches!(stage, Stage::Decided { granted: true, .. }));
                        }
                        (_, stage) => assert_eq!(*stage, Stage::Examining),
                    },
                    (CaseEvent::Decided { .. }, _) => {
                        let case = before.unwrap();
                        let holder = tried.before.post(&case.window).holder;
                        let department = world.rules.hall.officer(&actor).unwrap().role == Role::Department;
                        assert!(department || (case.item.as_str() == "archive.copy" && holder == Some(actor.clone())));
                    }
                    (CaseEvent::Delivered { .. }, _) => assert!(!before.unwrap().is_unpaid()),
                    _ => {}
                }
            }
        });
    }

    /// I-01, I-02, I-14 and the wire. Catches: state changed without an event; a number skipped or given twice; a
    /// field that does not come back from JSON.
    #[test]
    fn the_log_is_the_whole_truth(steps in walk::steps(800)) {
        let world = walked(&steps, |_, tried| {
            let text = serde_json::to_string(&tried.order).unwrap();
            assert_eq!(serde_json::from_str::<crate::domain::command::Order>(&text).unwrap(), tried.order);
            if let Err(refusal) = &tried.result {
                let text = serde_json::to_string(refusal).unwrap();
                assert_eq!(&serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
                assert!(!refusal.to_string().is_empty());
            }
        });
        prop_assert_eq!(world.replayed(), world.state.clone());
        let text = serde_json::to_string(&world.state).unwrap();
        prop_assert_eq!(serde_json::from_str::<State>(&text).unwrap(), world.state.clone());
        let mut versions = BTreeMap::new();
        let mut serials: BTreeMap<Series, u32> = BTreeMap::new();
        for entry in &world.log {
            let text = serde_json::to_string(&entry.event).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), &entry.event);
            let version = versions.entry(entry.event.stream()).or_insert(0);
            *version += 1;
            prop_assert_eq!(entry.version, *version, "I-01");
            prop_assert_eq!(numbering::wanted(&entry.event), None, "numbered before it is recorded");
            if let Some(paper) = numbering::paper(&entry.event) {
                let number = paper.number.as_ref().unwrap();
                let last = serials.entry(Series::Paper(paper.kind, number.year)).or_default();
                *last += 1;
                prop_assert_eq!(number.serial, *last, "I-14");
            }
        }
    }
}

fn kind(value: &impl serde::Serialize, tag: &str) -> String {
    serde_json::to_value(value).unwrap()[tag].as_str().unwrap().to_owned()
}

/// The walks above prove little if they never get anywhere: together they reach every event there is.
#[test]
fn the_walk_gets_everywhere() {
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    let mut papers = BTreeSet::new();
    for _ in 0..40 {
        let steps = walk::steps(800).new_tree(&mut runner).unwrap().current();
        for entry in walked(&steps, |_, _| {}).log {
            papers.extend(numbering::paper(&entry.event).map(|paper| paper.kind));
            reached.insert(match &entry.event {
                Event::Post { what: PostEvent::HolderChanged { change, .. }, .. } => kind(change, "how"),
                Event::Post { what, .. } => kind(what, "event"),
                Event::Ticket { what, .. } => format!("ticket {}", kind(what, "event")),
                Event::Case { what, .. } => format!("case {}", kind(what, "event")),
            });
        }
    }
    assert_eq!(papers.len(), 6, "{papers:?}");
    assert_eq!(reached.len(), 3 + 4 + 8 + 18, "{reached:#?}");
}
