//! The working calendar: weekends, the published holidays and the weekends worked to make up for them
//! (全国年节及纪念日放假办法 and the yearly notice of 国务院办公厅; domain-facts 5).

mod stretches;
mod year;

use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

pub use stretches::{Stretch, joined};
pub use year::CalendarYear;

/// Why a day is not worked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// A plain Saturday or Sunday.
    Weekend,
    /// Named by the year's notice.
    Holiday,
}

impl fmt::Display for DayOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Weekend => "周末",
            Self::Holiday => "节假日",
        })
    }
}

/// What a notice says of a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Said {
    /// 补班; where a day is both, it is worked.
    MakeUp,
    Off,
}

/// The day of the week as people and other programs read it.
pub fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

/// The notices of all known years. In a year without one every Monday to Friday counts as worked, and dates
/// that rest on it are provisional (DESIGN 4.4).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<CalendarYear>", into = "Vec<CalendarYear>")]
pub struct WorkCalendar {
    /// Ascending, one for a year.
    years: Vec<CalendarYear>,
    /// Every day the notices say something of, ascending: a due date looks at many days.
    said: Vec<(Date, Said)>,
}

impl WorkCalendar {
    /// Takes the notices in any order; of two for the same year the later in the list stands.
    pub fn new(years: Vec<CalendarYear>) -> Self {
        let mut known: Vec<CalendarYear> = Vec::with_capacity(years.len());
        for year in years {
            known.retain(|other| other.year != year.year);
            known.push(year);
        }
        known.sort_by_key(|year| year.year);
        let mut said: Vec<(Date, Said)> = known.iter().flat_map(said_by).collect();
        said.sort_unstable();
        said.dedup_by_key(|(day, _)| *day);
        Self { years: known, said }
    }

    /// The notices, one for a year, ascending.
    pub fn years(&self) -> &[CalendarYear] {
        &self.years
    }

    /// The notice of a year, if it has been published (to us).
    pub fn year(&self, year: i16) -> Option<&CalendarYear> {
        self.years.iter().find(|known| known.year == year)
    }

    /// Whether the notice of this year is known.
    pub fn published(&self, year: i16) -> bool {
        self.year(year).is_some()
    }

    /// Whether offices work on this day.
    pub fn is_working_day(&self, day: Date) -> bool {
        self.day_off_reason(day).is_none()
    }

    /// Whether this is a weekend worked to make up for a holiday (补班).
    pub fn is_make_up(&self, day: Date) -> bool {
        self.said_of(day) == Some(Said::MakeUp)
    }

    /// Why the day is off; none on a working day.
    pub fn day_off_reason(&self, day: Date) -> Option<DayOff> {
        match self.said_of(day) {
            Some(Said::MakeUp) => None,
            Some(Said::Off) => Some(DayOff::Holiday),
            None => matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday).then_some(DayOff::Weekend),
        }
    }

    /// The name of the holiday (春节) the day is off for; none where the notice as we have it gives none.
    pub fn holiday(&self, day: Date) -> Option<&str> {
        let mut notices = self.years.iter().filter(|notice| notice.speaks_of(day));
        notices
            .find_map(|notice| notice.days_off.get(&day))
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }

    fn said_of(&self, day: Date) -> Option<Said> {
        let at = self.said.binary_search_by_key(&day, |(day, _)| *day).ok()?;
        self.said.get(at).map(|(_, said)| *said)
    }
}

fn said_by(notice: &CalendarYear) -> impl Iterator<Item = (Date, Said)> {
    let off = notice.days_off.keys().map(|day| (*day, Said::Off));
    let worked = notice.make_up.iter().map(|day| (*day, Said::MakeUp));
    off.chain(worked).filter(|(day, _)| notice.speaks_of(*day))
}

impl From<Vec<CalendarYear>> for WorkCalendar {
    fn from(years: Vec<CalendarYear>) -> Self {
        Self::new(years)
    }
}

impl From<WorkCalendar> for Vec<CalendarYear> {
    fn from(calendar: WorkCalendar) -> Self {
        calendar.years
    }
}

#[cfg(test)]
pub(crate) mod tests;
