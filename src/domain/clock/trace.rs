//! The explanation of a due date: stretches, not days.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Suspension;
use crate::domain::calendar::DayOff;

/// One step in the explanation of a due date. `Display` words it for the officer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum TraceStep {
    /// The period starts; the day itself is not counted.
    Start {
        /// Day 0.
        date: Date,
    },
    /// A stretch that was not counted.
    Skipped {
        /// First day.
        from: Date,
        /// Last day, inclusive.
        to: Date,
        /// Why.
        why: Skip,
    },
    /// A weekend day that was counted because it is worked (补班).
    MadeUp {
        /// The day.
        date: Date,
    },
    /// The last day was a day off and gave way to the next working day (民法典 203).
    RolledOver {
        /// The last day as counted.
        from: Date,
        /// The last day that holds.
        to: Date,
    },
}

/// Why days were not counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// Plain weekends.
    Weekend,
    /// Published holidays.
    Holiday,
    /// A suspension, by its reason.
    Suspended(String),
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend => f.pad("周末"),
            Self::Holiday => f.pad("节假日"),
            Self::Suspended(why) => write!(f, "中止（{why}）"),
        }
    }
}

impl fmt::Display for TraceStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { date } => write!(f, "{date} 起算，当日不计"),
            Self::Skipped { from, to, why } if from == to => write!(f, "{from} {why}，不计"),
            Self::Skipped { from, to, why } => write!(f, "{from}至{to} {why}，不计"),
            Self::MadeUp { date } => write!(f, "{date} 补班，计入"),
            Self::RolledOver { from, to } => write!(f, "届满日{from}为休息日，顺延至{to}"),
        }
    }
}

/// Collects steps, joining neighbouring days with the same reason.
pub(super) struct Tracer(Vec<TraceStep>);

impl Tracer {
    pub(super) fn starting(date: Date) -> Self {
        Self(vec![TraceStep::Start { date }])
    }

    pub(super) fn skipped(&mut self, day: Date, reason: DayOff) {
        let skip = match reason {
            DayOff::Weekend => Skip::Weekend,
            DayOff::Holiday => Skip::Holiday,
        };
        match self.0.last_mut() {
            Some(TraceStep::Skipped { to, why, .. })
                if *why == skip && to.tomorrow().is_ok_and(|next| next == day) =>
            {
                *to = day;
            }
            _ => self.0.push(TraceStep::Skipped { from: day, to: day, why: skip }),
        }
    }

    /// The part of a suspension from `day` on.
    pub(super) fn suspended(&mut self, day: Date, stop: &Suspension) {
        let why = Skip::Suspended(stop.why.clone());
        self.0.push(TraceStep::Skipped { from: day, to: stop.to, why });
    }

    pub(super) fn made_up(&mut self, date: Date) {
        self.0.push(TraceStep::MadeUp { date });
    }

    pub(super) fn rolled_over(&mut self, from: Date, to: Date) {
        self.0.push(TraceStep::RolledOver { from, to });
    }

    pub(super) fn finish(self) -> Vec<TraceStep> {
        self.0
    }
}
