//! Dates that follow from another: an extension, a deferral, a bad rating.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{Due, Limit, LimitUnit, Suspension, due};
use crate::domain::calendar::WorkCalendar;

/// A date and what it becomes when the limit is extended (延长).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extended {
    /// Without the extension.
    pub original: Due,
    /// With it.
    pub extended: Due,
}

/// A limit extended by another (行政许可法 42: 20 + 10, joint 45 + 15): both run from the same start with the same
/// suspensions. An extension in another unit runs on from the original date.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::WorkCalendar;
/// use yichuang::domain::clock::{extended, limits};
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/calendar/2026.toml"));
/// let calendar = WorkCalendar::new(vec![toml::from_str(text)?]); // fixtures/calendar/2026.toml
/// let dates = extended(date(2026, 2, 2), limits::DECISION, limits::DECISION_EXTENSION, &[], &calendar);
/// assert_eq!(dates.original.date, date(2026, 3, 6));
/// assert_eq!(dates.extended.date, date(2026, 3, 20));
/// # Ok::<(), toml::de::Error>(())
/// ```
pub fn extended(
    start: Date,
    limit: Limit,
    by: Limit,
    suspensions: &[Suspension],
    calendar: &WorkCalendar,
) -> Extended {
    let original = due(start, limit, suspensions, calendar);
    let extended = if limit.unit == by.unit {
        let whole = Limit { n: limit.n.saturating_add(by.n), unit: limit.unit };
        due(start, whole, suspensions, calendar)
    } else if by.unit == LimitUnit::OnTheSpot {
        original.clone()
    } else {
        let more = due(original.date, by, suspensions, calendar);
        let trace = original.trace.iter().chain(&more.trace).cloned().collect();
        Due { date: more.date, provisional: original.provisional.or(more.provisional), trace }
    };
    Extended { original, extended }
}

/// The last day to bring what was deferred (容缺, S088): so many working days after acceptance, never beyond the
/// promised date.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::WorkCalendar;
/// use yichuang::domain::clock::{Limit, deferral_due, due};
/// let plain = WorkCalendar::default();
/// let promised = due(date(2026, 3, 2), Limit::working_days(3), &[], &plain);
/// assert_eq!(deferral_due(date(2026, 3, 2), 2, &promised, &plain).date, date(2026, 3, 4));
/// assert_eq!(deferral_due(date(2026, 3, 2), 9, &promised, &plain), promised);
/// ```
pub fn deferral_due(accepted: Date, days: u16, promised: &Due, calendar: &WorkCalendar) -> Due {
    let own = due(accepted, Limit::working_days(days), &[], calendar);
    if own.date <= promised.date { own } else { promised.clone() }
}

/// What a bad rating (差评) obliges to (S146). The figures are local and differ from place to place
/// (domain-facts 1.4); the default is that of the hall this product comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingLimits {
    /// Hours within which the person is called back and the matter verified.
    pub call_back_hours: u16,
    /// Within which it is mended.
    pub mend: Limit,
}

impl Default for RatingLimits {
    fn default() -> Self {
        Self { call_back_hours: 48, mend: Limit::natural_days(15) }
    }
}

/// The moment until which the person is called back. Hours run through nights and days off.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::clock::{RatingLimits, rating_call_back};
/// let rated = date(2026, 2, 13).at(16, 30, 0, 0);
/// assert_eq!(rating_call_back(rated, RatingLimits::default()), date(2026, 2, 15).at(16, 30, 0, 0));
/// ```
pub fn rating_call_back(rated: DateTime, limits: RatingLimits) -> DateTime {
    rated.saturating_add(i64::from(limits.call_back_hours).hours())
}

/// The last day to mend what was rated badly.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::WorkCalendar;
/// use yichuang::domain::clock::{RatingLimits, rating_mended};
/// let plain = WorkCalendar::default();
/// assert_eq!(rating_mended(date(2026, 3, 2), RatingLimits::default(), &plain).date, date(2026, 3, 17));
/// ```
pub fn rating_mended(rated: Date, limits: RatingLimits, calendar: &WorkCalendar) -> Due {
    due(rated, limits.mend, &[], calendar)
}
