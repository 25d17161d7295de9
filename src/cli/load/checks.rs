//! What all desks have seen together: a number or a place in the record given twice is noticed.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::case::CaseEvent;
use crate::domain::numbering;
use crate::domain::state::Event;
use crate::wire::{Receipt, Recorded};

/// Places in the record and numbers, of all desks.
#[derive(Debug, Default)]
pub(super) struct Seen {
    places: Mutex<HashSet<u64>>,
    numbers: Mutex<HashSet<String>>,
}

impl Seen {
    /// Takes note of the receipt of an order that was carried out for the first time; what came twice.
    pub(super) fn twice(&self, receipt: &Receipt) -> Vec<String> {
        let mut twice = Vec::new();
        for recorded in &receipt.events {
            if !locked(&self.places).insert(recorded.seq) {
                twice.push(format!("序号{}出现两次", recorded.seq));
            }
            for number in numbers(recorded) {
                if !locked(&self.numbers).insert(number.clone()) {
                    twice.push(format!("编号{number}出现两次"));
                }
            }
        }
        twice
    }
}

/// The numbers an event gives out.
fn numbers(recorded: &Recorded) -> Vec<String> {
    let paper = numbering::paper(&recorded.event).and_then(|paper| paper.number.as_ref());
    let case = match &recorded.event {
        Event::Case { what: CaseEvent::Opened { case }, .. } => case.number.clone(),
        _ => None,
    };
    paper.map(ToString::to_string).into_iter().chain(case).collect()
}

fn locked<T>(set: &Mutex<T>) -> MutexGuard<'_, T> {
    set.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::post::{Change, PostEvent};

    /// Catches: a place in the record that two receipts name.
    #[test]
    fn what_comes_twice_is_noticed() {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let what = PostEvent::HolderChanged {
            to: "A".into(),
            fence: crate::domain::ids::Fence(1),
            at,
            change: Change::Opened,
        };
        let receipt = |seq| Receipt {
            id: uuid::Uuid::nil(),
            events: vec![Recorded {
                seq,
                version: 1,
                at,
                actor: "A".into(),
                acting_for: None,
                window: "01".into(),
                fence: crate::domain::ids::Fence(0),
                event: Event::Post { window: "01".into(), what: what.clone() },
            }],
        };
        let seen = Seen::default();
        assert!(seen.twice(&receipt(1)).is_empty());
        assert!(seen.twice(&receipt(2)).is_empty());
        assert_eq!(seen.twice(&receipt(1)), ["序号1出现两次"]);
    }
}
