//! The explanation of a due date: stretches, not days.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Limit, LimitUnit, Suspension};
use crate::domain::calendar::DayKind;

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
    /// From here on the holidays are not yet published: plain Monday to Friday counts, and the date may move.
    Unpublished {
        /// The year without a notice.
        year: i16,
    },
    /// The last day by the count alone.
    Counted {
        /// The day.
        date: Date,
        /// The whole limit that ends on it.
        limit: Limit,
    },
    /// The last day was a day off and gave way to the next working day (民法典 203).
    RolledOver {
        /// The last day as counted.
        from: Date,
        /// The last day that holds.
        to: Date,
    },
    /// The date was not counted but set.
    Set {
        /// The day.
        date: Date,
        /// By what: `容缺受理时告知`.
        why: String,
    },
}

/// Why days were not counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// Plain weekends.
    Weekend,
    /// Published holidays whose name is not known.
    Holiday,
    /// Published holidays by their name: `春节`.
    Named(String),
    /// A suspension, by its reason.
    Suspended(String),
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend => f.pad("周末"),
            Self::Holiday => f.pad("节假日"),
            Self::Named(name) => f.pad(name),
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
            Self::Unpublished { year } => {
                write!(f, "{year}年放假安排尚未公布或未导入，暂以周一至周五为工作日，日期可能变动")
            }
            Self::Counted { date, limit } => match limit.unit {
                LimitUnit::OnTheSpot => write!(f, "{date} 当场办结，当日届满"),
                LimitUnit::WorkingDays => write!(f, "{date} 为第{}个工作日", limit.n),
                LimitUnit::NaturalDays => write!(f, "{date} 为第{}日", limit.n),
                LimitUnit::Months => write!(f, "{date} 满{}个月", limit.n),
            },
            Self::RolledOver { from, to } => {
                write!(f, "最后一日{from}为休息日，顺延至{to}（民法典第二百零三条）")
            }
            Self::Set { date, why } => write!(f, "{date} 为{why}的日期"),
        }
    }
}

/// Collects steps, joining neighbouring days with the same reason.
#[derive(Default)]
pub(super) struct Tracer(Vec<TraceStep>);

impl Tracer {
    pub(super) fn starts(&mut self, date: Date) {
        self.0.push(TraceStep::Start { date });
    }

    /// A day off; one that is worked is not skipped.
    pub(super) fn skipped(&mut self, day: Date, off: DayKind<'_>) {
        match self.0.last_mut() {
            Some(TraceStep::Skipped { to, why, .. })
                if is_same(why, off) && to.tomorrow().is_ok_and(|next| next == day) =>
            {
                *to = day;
            }
            _ => {
                let why = match off {
                    DayKind::Working { .. } => return,
                    DayKind::Weekend => Skip::Weekend,
                    DayKind::Holiday { name: "" } => Skip::Holiday,
                    DayKind::Holiday { name } => Skip::Named(name.to_owned()),
                };
                self.0.push(TraceStep::Skipped { from: day, to: day, why });
            }
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

    pub(super) fn unpublished(&mut self, year: i16) {
        self.0.push(TraceStep::Unpublished { year });
    }

    pub(super) fn counted(&mut self, date: Date, limit: Limit) {
        self.0.push(TraceStep::Counted { date, limit });
    }

    pub(super) fn rolled_over(&mut self, from: Date, to: Date) {
        self.0.push(TraceStep::RolledOver { from, to });
    }

    pub(super) fn finish(self) -> Vec<TraceStep> {
        self.0
    }
}

fn is_same(skip: &Skip, off: DayKind<'_>) -> bool {
    match (skip, off) {
        (Skip::Weekend, DayKind::Weekend) | (Skip::Holiday, DayKind::Holiday { name: "" }) => true,
        (Skip::Named(before), DayKind::Holiday { name }) => before == name,
        _ => false,
    }
}
