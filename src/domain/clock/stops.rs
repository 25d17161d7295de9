//! Suspensions of a period.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of days that do not count: a special procedure (行政许可法 45) told to the applicant in writing.
/// Both ends are inside; a stretch whose end lies before its start stops nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// First day not counted.
    pub from: Date,
    /// Last day not counted.
    pub to: Date,
    /// The procedure: `现场核查`.
    pub why: String,
}

/// Suspensions in order, overlapping ones made one.
pub(super) struct Stops(Vec<Suspension>);

impl Stops {
    pub(super) fn merged(suspensions: &[Suspension]) -> Self {
        let mut sorted: Vec<&Suspension> = suspensions.iter().filter(|stop| stop.from <= stop.to).collect();
        sorted.sort_by_key(|stop| (stop.from, stop.to));
        let mut merged: Vec<Suspension> = Vec::with_capacity(sorted.len());
        for stop in sorted {
            match merged.last_mut() {
                Some(last) if stop.from <= last.to => {
                    last.to = last.to.max(stop.to);
                    if !last.why.split('、').any(|why| why == stop.why) {
                        last.why.push('、');
                        last.why.push_str(&stop.why);
                    }
                }
                _ => merged.push(stop.clone()),
            }
        }
        Self(merged)
    }

    /// The suspension the day lies in.
    pub(super) fn over(&self, day: Date) -> Option<&Suspension> {
        self.0.iter().find(|stop| stop.from <= day && day <= stop.to)
    }
}
