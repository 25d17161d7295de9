//! Handover, proved small (reliability.md C11): every order in which two officers, a lead, a network that delays,
//! repeats and loses, a lapsing lease and crashes can meet at one window, walked through by stateright.
//!
//! The rules are the real ones: `domain::decide::decide` and `domain::state::evolve` on a hall of one window. Only
//! the door around them is told again (`door`), because the real one is asynchronous and has a database: receipt by
//! id before the fence, one transaction. `tests/door.rs` shows that the real door takes the same steps.
//!
//! Each law has a seeded fault that must break it, so that a law that cannot fail is noticed.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what is wrong"
)]

#[path = "model/door.rs"]
mod door;
#[path = "model/hall.rs"]
mod hall;
#[path = "model/handover.rs"]
mod handover;
#[path = "model/laws.rs"]
mod laws;

use stateright::{Checker, HasDiscoveries, Model};

use door::Fault;
use handover::{Bounds, Handover};
use laws::Law;

/// Walks through everything within the bounds and says how much it was.
fn walk(bounds: Bounds, fault: Option<Fault>, stop: HasDiscoveries) -> impl Checker<Handover> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let model = Handover::new(bounds, fault);
    let walked = model.checker().threads(threads).finish_when(stop).spawn_bfs().join();
    println!(
        "{bounds:?} {fault:?}: {} states, {} of them distinct, depth {}",
        walked.state_count(),
        walked.unique_state_count(),
        walked.max_depth()
    );
    walked
}

/// No law is broken, and everything that may happen did: a model in which nothing happens breaks no law either.
fn holds(bounds: Bounds) {
    let walked = walk(bounds, None, HasDiscoveries::All);
    if let Some((name, path)) = walked.discoveries().into_iter().next() {
        panic!("{name} is broken:\n{path}");
    }
    assert!(walked.is_done(), "not everything was walked through");
    for (met, times) in walked.model().met() {
        println!("    {met:?}: {times}");
        assert!(times > 0 || !bounds.reaches(met), "within these bounds nothing ever met {met:?}");
    }
}

/// With the fault built in, the law is seen to break.
fn breaks(fault: Fault, law: Law) {
    let walked = walk(Bounds::SERVING, Some(fault), HasDiscoveries::AllOf([law.name()].into()));
    let path = walked.discovery(law.name());
    let path = path.unwrap_or_else(|| panic!("{fault:?} was not noticed by {}", law.name()));
    println!("{fault:?} breaks {}:", law.name());
    for action in path.into_actions() {
        println!("    {action:?}");
    }
}

/// I-18, I-19, I-20, I-22, I-23, I-24, I-25, I-35 with somebody at the window.
#[test]
fn no_order_of_things_breaks_a_law() {
    holds(Bounds::SERVING);
}

/// The same from before the window opens until after it closes.
#[test]
fn a_day_from_opening_to_closing_breaks_no_law() {
    holds(Bounds::DAY);
}

/// The same with more orders, some minutes long.
#[test]
#[ignore = "minutes long"]
fn no_longer_order_of_things_breaks_a_law() {
    holds(Bounds::LONG);
}

#[test]
fn an_unchecked_fence_is_noticed() {
    breaks(Fault::NoFence, Law::NoStaleWrite);
}

#[test]
fn ids_kept_in_memory_are_noticed() {
    breaks(Fault::IdsInMemory, Law::OnceOnly);
}

#[test]
fn a_post_released_when_it_is_offered_is_noticed() {
    breaks(Fault::OutBeforeIn, Law::OneHolder);
}

#[test]
fn a_fence_checked_before_the_id_is_noticed() {
    breaks(Fault::FenceBeforeId, Law::SameAnswer);
}

#[test]
fn a_fence_that_stays_is_noticed() {
    breaks(Fault::FenceStays, Law::FenceGrows);
}

#[test]
fn a_lapse_that_empties_the_post_is_noticed() {
    breaks(Fault::LapseEmpties, Law::OneHolder);
}

#[test]
fn a_sheet_nobody_confirmed_is_noticed() {
    breaks(Fault::NobodyConfirms, Law::SheetConfirmed);
}

#[test]
fn a_sheet_that_is_no_longer_true_is_noticed() {
    breaks(Fault::OldSheet, Law::SheetConfirmed);
}

#[test]
fn an_act_signed_by_the_seat_is_noticed() {
    breaks(Fault::SignedByTheSeat, Law::OwnName);
}
