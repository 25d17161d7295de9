//! The working calendar: weekends, the published holidays and the weekends worked to make up for them
//! (全国年节及纪念日放假办法 and the yearly notice of 国务院办公厅; domain-facts 5).

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// One year's notice on holidays.
///
/// In a file the days stand as text, a stretch as `"first/last"` with both days included:
///
/// ```
/// use yichuang::domain::calendar::CalendarYear;
/// let year: CalendarYear = toml::from_str(
///     r#"
///     year = 2026
///     document = "国办发明电〔2025〕7号"
///     days_off = ["2026-01-01/2026-01-03"]
///     make_up = ["2026-01-04"]
///     "#,
/// )?;
/// assert_eq!(year.days_off.len(), 3);
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year the notice is about.
    pub year: i16,
    /// Number of the notice: `国办发明电〔2025〕7号`.
    pub document: String,
    /// Days off (放假、调休), the weekends inside a holiday among them. A notice may name days of the
    /// December before.
    #[serde(with = "stretches")]
    #[schemars(with = "Vec<String>")]
    pub days_off: BTreeSet<Date>,
    /// Weekend days that are worked (补班).
    #[serde(with = "stretches")]
    #[schemars(with = "Vec<String>")]
    pub make_up: BTreeSet<Date>,
}

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

/// The notices of all known years. In a year without one every Monday to Friday counts as worked, and dates
/// that rest on it are provisional (DESIGN 4.4).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<CalendarYear>", into = "Vec<CalendarYear>")]
pub struct WorkCalendar {
    /// Ascending, one for a year.
    years: Vec<CalendarYear>,
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
        Self { years: known }
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
        self.notices(day).any(|notice| notice.make_up.contains(&day))
    }

    /// Why the day is off; none on a working day.
    pub fn day_off_reason(&self, day: Date) -> Option<DayOff> {
        if self.is_make_up(day) {
            return None;
        }
        if self.notices(day).any(|notice| notice.days_off.contains(&day)) {
            return Some(DayOff::Holiday);
        }
        matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday).then_some(DayOff::Weekend)
    }

    /// The notices that can name the day: its own year's, and the next year's, because a New Year holiday can
    /// begin in December (2022-12-31 stood in the notice for 2023).
    fn notices(&self, day: Date) -> impl Iterator<Item = &CalendarYear> {
        let own = day.year();
        self.years.iter().filter(move |known| known.year == own || known.year == own.saturating_add(1))
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

/// Sets of days as a list of days and `first/last` stretches.
mod stretches {
    use std::collections::BTreeSet;

    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// No notice has a longer one; a slip in a year must not fill the memory.
    const LONGEST: usize = 62;

    fn follows(last: Date, day: Date) -> bool {
        last.tomorrow().is_ok_and(|next| next == day)
    }

    /// Keeps what is written readable again.
    fn follows_too_far(first: Date, day: Date) -> bool {
        first.series(jiff::Span::new().days(1)).take(LONGEST).all(|inside| inside != day)
    }

    pub(super) fn serialize<S: Serializer>(days: &BTreeSet<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        let mut found: Vec<(Date, Date)> = Vec::new();
        for &day in days {
            match found.last_mut() {
                Some((first, last)) if follows(*last, day) && !follows_too_far(*first, day) => *last = day,
                _ => found.push((day, day)),
            }
        }
        serializer.collect_seq(
            found.into_iter().map(
                |(first, last)| {
                    if first == last { first.to_string() } else { format!("{first}/{last}") }
                },
            ),
        )
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeSet<Date>, D::Error> {
        let mut days = BTreeSet::new();
        for stretch in Vec::<String>::deserialize(deserializer)? {
            let (first, last) = stretch.split_once('/').unwrap_or((&stretch, &stretch));
            let parse = |text: &str| {
                text.trim().parse::<Date>().map_err(|_| {
                    D::Error::custom(format!(
                        "“{stretch}”不是日期，应写作 2026-01-01 或 2026-01-01/2026-01-03"
                    ))
                })
            };
            let (first, last) = (parse(first)?, parse(last)?);
            let before = days.len();
            days.extend(
                first.series(jiff::Span::new().days(1)).take(LONGEST + 1).take_while(|day| *day <= last),
            );
            if first > last || days.len() - before > LONGEST {
                return Err(D::Error::custom(format!("“{stretch}”起止颠倒或超过{LONGEST}天")));
            }
        }
        Ok(days)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// The published years of the demonstration hall.
    pub(crate) fn published() -> WorkCalendar {
        let years = [
            include_str!("../../fixtures/calendar/2024.toml"),
            include_str!("../../fixtures/calendar/2025.toml"),
            include_str!("../../fixtures/calendar/2026.toml"),
        ];
        WorkCalendar::new(years.iter().map(|text| toml::from_str(text).unwrap()).collect())
    }

    #[test]
    fn the_published_years_have_the_known_number_of_working_days() {
        let calendar = published();
        for (year, expected) in [(2024, 251), (2025, 248), (2026, 248)] {
            let days = date(year, 1, 1).series(jiff::Span::new().days(1));
            let worked =
                days.take_while(|day| day.year() == year).filter(|day| calendar.is_working_day(*day));
            assert_eq!(worked.count(), expected, "{year}");
        }
    }

    #[test]
    fn make_up_days_are_weekends_and_days_off_name_their_reason() {
        let calendar = published();
        for notice in [2024, 2025, 2026].map(|year| calendar.year(year).unwrap()) {
            assert!(notice.make_up.iter().all(|day| day.weekday().to_monday_one_offset() > 5));
            assert!(notice.make_up.is_disjoint(&notice.days_off));
        }
        assert_eq!(calendar.day_off_reason(date(2026, 2, 14)), None);
        assert!(calendar.is_make_up(date(2026, 2, 14)));
        assert_eq!(calendar.day_off_reason(date(2026, 2, 15)), Some(DayOff::Holiday));
        assert_eq!(calendar.day_off_reason(date(2026, 2, 7)), Some(DayOff::Weekend));
        assert!(calendar.is_working_day(date(2024, 2, 9)), "除夕2024只鼓励休息");
    }

    #[test]
    fn an_unpublished_year_is_monday_to_friday() {
        let calendar = published();
        assert!(!calendar.published(2027));
        assert!(calendar.is_working_day(date(2027, 1, 1)));
        assert_eq!(calendar.day_off_reason(date(2027, 1, 2)), Some(DayOff::Weekend));
    }

    #[test]
    fn a_notice_may_reach_into_the_december_before() {
        let notice: CalendarYear = toml::from_str(
            "year = 2023\ndocument = \"国办发明电〔2022〕16号\"\ndays_off = [\"2022-12-31/2023-01-02\"]\nmake_up = []",
        )
        .unwrap();
        let calendar = WorkCalendar::new(vec![notice]);
        assert_eq!(calendar.day_off_reason(date(2022, 12, 31)), Some(DayOff::Holiday));
    }

    #[test]
    fn slips_in_a_file_are_named() {
        for wrong in ["2026-02-30", "2026-02-23/2026-02-15", "2026-01-01/2027-01-01", "2026/01/01"] {
            let text = format!("year = 2026\ndocument = \"\"\ndays_off = [\"{wrong}\"]\nmake_up = []");
            let error = toml::from_str::<CalendarYear>(&text).unwrap_err().to_string();
            assert!(error.contains(wrong), "{error}");
        }
    }

    proptest! {
        #[test]
        fn the_written_form_reads_back(days in prop::collection::btree_set(0i64..400, 0..80)) {
            let days_off = days.iter().map(|n| date(2026, 1, 1) + jiff::Span::new().days(*n)).collect();
            let year = CalendarYear { year: 2026, document: "x".into(), days_off, make_up: BTreeSet::new() };
            let calendar = WorkCalendar::new(vec![year]);
            let text = serde_json::to_string(&calendar).unwrap();
            prop_assert_eq!(serde_json::from_str::<WorkCalendar>(&text).unwrap(), calendar);
        }
    }
}
