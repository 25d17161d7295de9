//! Limits and due dates (DESIGN 4.4).
//!
//! The day a period starts on is not counted (民法典 201); a month ends on the corresponding day, or on the
//! last of the month (202); a period of days or months whose last day is a day off ends on the next working
//! day (203). Periods in working days never end on a day off. A period ends at 24:00 of its last day.

mod correction;
mod days;
pub mod limits;
mod named;
mod stops;
mod trace;
mod walk;

use std::fmt;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::calendar::WorkCalendar;
use walk::Walk;

pub use correction::{CorrectionClock, Deemed, correction_clock};
pub use days::{DayRole, PeriodDay};
pub use named::{Extended, RatingLimits, deferral_due, extended, rating_call_back, rating_mended};
pub use stops::Suspension;
pub use trace::{Skip, TraceStep};

/// The unit of a limit; it belongs to the item and is never assumed (domain-facts 0.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many units; 0 with [`LimitUnit::OnTheSpot`].
    pub n: u16,
    /// Of what.
    pub unit: LimitUnit,
}

impl Limit {
    /// 当场.
    pub const ON_THE_SPOT: Self = Self { n: 0, unit: LimitUnit::OnTheSpot };

    /// A limit of so many working days.
    pub const fn working_days(n: u16) -> Self {
        Self { n, unit: LimitUnit::WorkingDays }
    }

    /// A limit of so many natural days.
    pub const fn natural_days(n: u16) -> Self {
        Self { n, unit: LimitUnit::NaturalDays }
    }

    /// A limit of so many months.
    pub const fn months(n: u16) -> Self {
        Self { n, unit: LimitUnit::Months }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            LimitUnit::OnTheSpot => f.pad("当场"),
            LimitUnit::WorkingDays => f.pad(&format!("{}个工作日", self.n)),
            LimitUnit::NaturalDays => f.pad(&format!("{}日", self.n)),
            LimitUnit::Months => f.pad(&format!("{}个月", self.n)),
        }
    }
}

/// A due date with everything that explains it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Due {
    /// The last day, until 24:00.
    pub date: Date,
    /// The first year the date rests on whose holidays are not yet published; the date may still move.
    #[serde(default)]
    pub provisional: Option<i16>,
    /// How the date came about, in the order of the days.
    #[serde(default)]
    pub trace: Vec<TraceStep>,
}

impl Due {
    /// The last day as counted, before a day off gave way to the next working day (民法典 203).
    ///
    /// ```
    /// use jiff::civil::date;
    /// use yichuang::domain::calendar::WorkCalendar;
    /// use yichuang::domain::clock::{Limit, due};
    /// let plain = WorkCalendar::default();
    /// let due = due(date(2026, 3, 2), Limit::natural_days(5), &[], &plain);
    /// assert_eq!((due.last_counted(), due.date), (date(2026, 3, 7), date(2026, 3, 9)));
    /// ```
    pub fn last_counted(&self) -> Date {
        let rolled = self.trace.iter().find_map(|step| match step {
            TraceStep::RolledOver { from, .. } => Some(*from),
            _ => None,
        });
        rolled.unwrap_or(self.date)
    }
}

/// The last day of a limit that starts on `start`.
///
/// Days inside a suspension are not counted (行政许可法 45); a period in months with a suspension runs on by
/// the suspended days. The arithmetic ends at the last day of year 9999.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::WorkCalendar;
/// use yichuang::domain::clock::{Limit, due};
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/calendar/2026.toml"));
/// let calendar = WorkCalendar::new(vec![toml::from_str(text)?]); // fixtures/calendar/2026.toml
///
/// // Two make-up Saturdays (02-14, 02-28) are counted, nine days of 春节 and the weekends are not.
/// let twenty = Limit::working_days(20);
/// let due = due(date(2026, 2, 2), twenty, &[], &calendar);
/// assert_eq!(due.date, date(2026, 3, 6));
/// assert_eq!(due.provisional, None);
/// assert_eq!(twenty.to_string(), "20个工作日");
/// assert_eq!(due.trace[3].to_string(), "2026-02-15至2026-02-23 春节，不计");
/// # Ok::<(), toml::de::Error>(())
/// ```
pub fn due(start: Date, limit: Limit, suspensions: &[Suspension], calendar: &WorkCalendar) -> Due {
    let mut walk = Walk::starting(start, limit, suspensions, calendar);
    let end = match limit.unit {
        LimitUnit::OnTheSpot => start,
        LimitUnit::WorkingDays => walk.working_days(i32::from(limit.n)),
        LimitUnit::NaturalDays => walk.natural_days(i64::from(limit.n)),
        LimitUnit::Months => {
            // jiff constrains to the last of the month, as 民法典 202 does.
            let nominal = start.saturating_add(i64::from(limit.n).months());
            walk.natural_days(start.duration_until(nominal).as_hours() / 24)
        }
    };
    walk.counted(end);
    match limit.unit {
        LimitUnit::OnTheSpot | LimitUnit::WorkingDays => walk.finish(end),
        LimitUnit::NaturalDays | LimitUnit::Months => {
            let day = walk.rolled_over(end);
            walk.finish(day)
        }
    }
}

/// How many working days are left: those in (today, due]; negative when overdue, 0 on the last day.
pub fn remaining_working_days(today: Date, due: Date, calendar: &WorkCalendar) -> i32 {
    let (from, to, sign) = if today <= due { (today, due, 1) } else { (due, today, -1) };
    let days = from.series(Span::new().days(1)).skip(1).take_while(|day| *day <= to);
    let worked = days.filter(|day| calendar.is_working_day(*day)).count();
    sign * i32::try_from(worked).unwrap_or(i32::MAX)
}

/// The first working day after `day`.
pub fn next_working_day(day: Date, calendar: &WorkCalendar) -> Date {
    let mut next = after(day);
    while !calendar.is_working_day(next) && next < Date::MAX {
        next = after(next);
    }
    next
}

fn after(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

/// The civil time of the halls (Asia/Shanghai, without daylight saving since 1992): the one place that names it.
pub fn beijing(now: jiff::Timestamp) -> jiff::civil::DateTime {
    jiff::tz::Offset::constant(8).to_datetime(now)
}

/// The first moment of a day as halls count it; none where the calendar of the machine ends.
pub fn day_begins(day: jiff::civil::Date) -> Option<jiff::Timestamp> {
    let midnight = day.at(0, 0, 0, 0);
    jiff::tz::Offset::constant(8).to_timestamp(midnight).ok()
}

#[cfg(test)]
mod tests;
