//! Limits and due dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The unit of a limit; it belongs to the item and is never assumed (domain-facts 0.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// 当场: on the day itself.
    OnTheSpot,
    /// 工作日.
    WorkingDays,
    /// 自然日.
    NaturalDays,
    /// 月.
    Months,
}

/// A time limit: a number of units, not counting the day it starts on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many units; 0 with [`LimitUnit::OnTheSpot`].
    pub n: u16,
    /// Of what.
    pub unit: LimitUnit,
}

/// A due date with everything that explains it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Due {
    /// The last day.
    pub date: Date,
}

/// Stub.
pub struct Suspension {}
/// Stub until the rules branch lands.
pub fn due(start: Date, _: Limit, _: &[Suspension], _: &super::calendar::WorkCalendar) -> Due {
    Due { date: start }
}

/// The civil time of the halls (Asia/Shanghai, without daylight saving since 1992).
pub fn beijing(now: jiff::Timestamp) -> jiff::civil::DateTime {
    jiff::tz::Offset::constant(8).to_datetime(now)
}
