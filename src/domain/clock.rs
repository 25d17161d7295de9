//! Limits and due dates (DESIGN 4.4).
//!
//! The day a period starts on is not counted (民法典 201); a month ends on the corresponding day, or on the
//! last of the month (202); a period of days or months whose last day is a day off ends on the next working
//! day (203). Periods in working days never end on a day off. A period ends at 24:00 of its last day.

mod stops;
mod trace;

use std::fmt;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::calendar::WorkCalendar;
use stops::Stops;
use trace::Tracer;

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

/// The last day of a limit that starts on `start`.
///
/// Days inside a suspension are not counted (行政许可法 45); a period in months with a suspension runs on by
/// the suspended days. The arithmetic ends at the last day of year 9999.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::WorkCalendar;
/// use yichuang::domain::clock::{Limit, LimitUnit, due};
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/calendar/2026.toml"));
/// let calendar = WorkCalendar::new(vec![toml::from_str(text)?]); // fixtures/calendar/2026.toml
///
/// // Two make-up Saturdays (02-14, 02-28) are counted, nine days of 春节 and the weekends are not.
/// let twenty = Limit { n: 20, unit: LimitUnit::WorkingDays };
/// let due = due(date(2026, 2, 2), twenty, &[], &calendar);
/// assert_eq!(due.date, date(2026, 3, 6));
/// assert_eq!(due.provisional, None);
/// assert_eq!(twenty.to_string(), "20个工作日");
/// # Ok::<(), toml::de::Error>(())
/// ```
pub fn due(start: Date, limit: Limit, suspensions: &[Suspension], calendar: &WorkCalendar) -> Due {
    let stops = Stops::merged(suspensions);
    let mut tracer = Tracer::starting(start);
    let mut missing = None;
    let date = match limit.unit {
        LimitUnit::OnTheSpot => start,
        LimitUnit::WorkingDays => working_days(start, limit.n, &stops, calendar, &mut tracer, &mut missing),
        LimitUnit::NaturalDays => {
            let end = natural_days(start, i64::from(limit.n), &stops, &mut tracer);
            rolled_over(end, &stops, calendar, &mut tracer, &mut missing)
        }
        LimitUnit::Months => {
            // jiff constrains to the last of the month, as 民法典 202 does.
            let nominal = start.saturating_add(i64::from(limit.n).months());
            let days = start.duration_until(nominal).as_hours() / 24;
            let end = natural_days(start, days, &stops, &mut tracer);
            rolled_over(end, &stops, calendar, &mut tracer, &mut missing)
        }
    };
    Due { date, provisional: missing, trace: tracer.finish() }
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

fn note_unpublished(day: Date, calendar: &WorkCalendar, missing: &mut Option<i16>) {
    if missing.is_none() && !calendar.published(day.year()) {
        *missing = Some(day.year());
    }
}

fn working_days(
    start: Date,
    n: u16,
    stops: &Stops,
    calendar: &WorkCalendar,
    tracer: &mut Tracer,
    missing: &mut Option<i16>,
) -> Date {
    let mut day = start;
    let mut left = n;
    while left > 0 && day < Date::MAX {
        day = after(day);
        if let Some(stop) = stops.over(day) {
            tracer.suspended(day, stop);
            day = stop.to;
            continue;
        }
        note_unpublished(day, calendar, missing);
        if let Some(reason) = calendar.day_off_reason(day) {
            tracer.skipped(day, reason);
            continue;
        }
        left -= 1;
        if calendar.is_make_up(day) {
            tracer.made_up(day);
        }
    }
    day
}

fn natural_days(start: Date, n: i64, stops: &Stops, tracer: &mut Tracer) -> Date {
    let mut day = start;
    let mut left = n;
    while left > 0 && day < Date::MAX {
        day = after(day);
        if let Some(stop) = stops.over(day) {
            tracer.suspended(day, stop);
            day = stop.to;
        } else {
            left -= 1;
        }
    }
    day
}

/// 民法典 203: a last day that is a day off gives way to the next working day.
fn rolled_over(
    end: Date,
    stops: &Stops,
    calendar: &WorkCalendar,
    tracer: &mut Tracer,
    missing: &mut Option<i16>,
) -> Date {
    let mut day = end;
    loop {
        note_unpublished(day, calendar, missing);
        if day == Date::MAX {
            break;
        }
        // The first day of the loop is counted and so never suspended.
        if let Some(stop) = stops.over(day) {
            tracer.suspended(day, stop);
            day = after(stop.to);
        } else if let Some(reason) = calendar.day_off_reason(day) {
            tracer.skipped(day, reason);
            day = after(day);
        } else {
            break;
        }
    }
    if day != end {
        tracer.rolled_over(end, day);
    }
    day
}

#[cfg(test)]
mod tests;

/// The civil time of the halls (Asia/Shanghai, without daylight saving since 1992): the one place that names it.
pub fn beijing(now: jiff::Timestamp) -> jiff::civil::DateTime {
    jiff::tz::Offset::constant(8).to_datetime(now)
}
