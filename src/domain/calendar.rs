//! The working calendar: weekends, the published holidays and the weekends worked to make up for them
//! (全国年节及纪念日放假办法 and the yearly notice of 国务院办公厅; domain-facts 5).

mod marks;
mod stretches;
mod year;

use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use marks::{Mark, Marks};

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

/// What a day is in the working calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayKind<'a> {
    /// Worked.
    Working {
        /// A weekend worked to make up for a holiday (补班).
        make_up: bool,
    },
    /// A plain Saturday or Sunday.
    Weekend,
    /// Named by the year's notice.
    Holiday {
        /// Its name (春节); empty where the notice as we have it gives none.
        name: &'a str,
    },
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
    /// What they say, by day: a due date looks at many days.
    marks: Marks,
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
        Self { marks: Marks::of(&known), years: known }
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
        self.kind(day) == DayKind::Working { make_up: true }
    }

    /// Why the day is off; none on a working day.
    pub fn day_off_reason(&self, day: Date) -> Option<DayOff> {
        match self.kind(day) {
            DayKind::Working { .. } => None,
            DayKind::Weekend => Some(DayOff::Weekend),
            DayKind::Holiday { .. } => Some(DayOff::Holiday),
        }
    }

    /// The name of the holiday (春节) the day is off for; none where the notice as we have it gives none.
    pub fn holiday(&self, day: Date) -> Option<&str> {
        match self.kind(day) {
            DayKind::Holiday { name } if !name.is_empty() => Some(name),
            _ => None,
        }
    }

    /// What the day is.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use yichuang::domain::calendar::{DayKind, WorkCalendar};
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/calendar/2026.toml"));
    /// let calendar = WorkCalendar::new(vec![toml::from_str(text)?]); // fixtures/calendar/2026.toml
    /// assert_eq!(calendar.kind(date(2026, 2, 14)), DayKind::Working { make_up: true });
    /// assert_eq!(calendar.kind(date(2026, 2, 16)), DayKind::Holiday { name: "春节" });
    /// # Ok::<(), toml::de::Error>(())
    /// ```
    pub fn kind(&self, day: Date) -> DayKind<'_> {
        match self.marks.on(day) {
            Mark::MakeUp => DayKind::Working { make_up: true },
            Mark::Off(name) => DayKind::Holiday { name: self.marks.name(name) },
            Mark::Plain if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) => DayKind::Weekend,
            Mark::Plain => DayKind::Working { make_up: false },
        }
    }
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
