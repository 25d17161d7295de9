//! What was counted and timed.

use std::collections::BTreeMap;
use std::time::Duration;

/// Times of one kind of request, in microseconds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Times(Vec<u32>);

impl Times {
    /// One more.
    pub(super) fn add(&mut self, took: Duration) {
        self.0.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }

    /// How many.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// In the order of length, for [`Sorted::at`].
    pub(super) fn sorted(&self) -> Sorted {
        let mut times = self.0.clone();
        times.sort_unstable();
        Sorted(times)
    }
}

/// Times in the order of length.
#[derive(Clone, Debug)]
pub(super) struct Sorted(Vec<u32>);

impl Sorted {
    /// The time within which so many of a thousand were answered, in milliseconds; 0 where there was none.
    pub(super) fn at(&self, per_mille: usize) -> f64 {
        let rank = self.0.len().saturating_mul(per_mille).div_ceil(1000).max(1);
        let micros = self.0.get(rank.saturating_sub(1)).or(self.0.last()).copied().unwrap_or(0);
        f64::from(micros) / 1000.0
    }
}

/// Everything one desk counted, or all together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tally {
    /// Times of orders that were carried out, by what they do.
    pub(super) done: BTreeMap<String, Times>,
    /// Times of orders that a rule stood against, by what they do.
    pub(super) refused: BTreeMap<String, Times>,
    /// Refusals by code.
    pub(super) codes: BTreeMap<String, usize>,
    /// Times of everything that is no order: heartbeat, log-in, snapshot.
    pub(super) asked: BTreeMap<String, Times>,
    /// Orders sent once more because no answer came.
    pub(super) again: usize,
    /// Orders sent once more on purpose, and answered with the same receipt.
    pub(super) replayed: usize,
    /// Applicants received.
    pub(super) visits: usize,
    /// Events heard on the live stream.
    pub(super) heard: usize,
    /// How often a live stream broke.
    pub(super) breaks: usize,
    /// What was wrong, as sentences: the first few of each desk.
    pub(super) wrong: Vec<String>,
    /// How often something was wrong.
    pub(super) wrongs: usize,
}

/// How many sentences of one desk are kept.
const KEPT: usize = 5;

impl Tally {
    /// Something was wrong.
    pub(super) fn is_wrong(&mut self, what: impl Into<String>) {
        self.wrongs = self.wrongs.saturating_add(1);
        if self.wrong.len() < KEPT {
            self.wrong.push(what.into());
        }
    }

    /// Adds what another desk counted.
    pub(super) fn add(&mut self, other: Self) {
        let join = |into: &mut BTreeMap<String, Times>, from: BTreeMap<String, Times>| {
            for (name, times) in from {
                into.entry(name).or_default().0.extend(times.0);
            }
        };
        join(&mut self.done, other.done);
        join(&mut self.refused, other.refused);
        join(&mut self.asked, other.asked);
        for (code, count) in other.codes {
            *self.codes.entry(code).or_default() += count;
        }
        self.again += other.again;
        self.replayed += other.replayed;
        self.visits += other.visits;
        self.heard += other.heard;
        self.breaks += other.breaks;
        self.wrongs += other.wrongs;
        self.wrong.extend(other.wrong);
    }

    /// All orders that were answered, carried out or refused.
    pub(super) fn orders(&self) -> Times {
        let all = self.done.values().chain(self.refused.values());
        Times(all.flat_map(|times| times.0.iter().copied()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a percentile one rank off, or taken from unsorted times.
    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        let mut times = Times::default();
        for millis in (1..=1000).rev() {
            times.add(Duration::from_millis(millis));
        }
        let sorted = times.sorted();
        let at = [500, 900, 990, 999, 1000].map(|per_mille| sorted.at(per_mille));
        let rounded = at.map(|value| format!("{value:.0}"));
        assert_eq!(rounded, ["500", "900", "990", "999", "1000"]);
        assert_eq!(Times::default().sorted().at(990).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn desks_are_added_up() {
        let desk = || {
            let mut tally = Tally::default();
            tally.done.entry("accept".to_owned()).or_default().add(Duration::from_millis(2));
            *tally.codes.entry("stale_fence".to_owned()).or_default() += 1;
            tally.is_wrong("x");
            tally
        };
        let mut all = desk();
        all.add(desk());
        assert_eq!((all.orders().count(), all.codes["stale_fence"], all.wrongs), (2, 2, 2));
    }
}
