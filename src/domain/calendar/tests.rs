use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// The published years of the demonstration hall.
pub(crate) fn published() -> WorkCalendar {
    let years = [
        include_str!("../../../fixtures/calendar/2024.toml"),
        include_str!("../../../fixtures/calendar/2025.toml"),
        include_str!("../../../fixtures/calendar/2026.toml"),
    ];
    WorkCalendar::new(years.iter().map(|text| toml::from_str(text).unwrap()).collect())
}

#[test]
fn the_published_years_have_the_known_number_of_working_days() {
    let calendar = published();
    for (year, expected) in [(2024, 251), (2025, 248), (2026, 248)] {
        let days = date(year, 1, 1).series(jiff::Span::new().days(1));
        let worked = days.take_while(|day| day.year() == year).filter(|day| calendar.is_working_day(*day));
        assert_eq!(worked.count(), expected, "{year}");
    }
}

#[test]
fn make_up_days_are_weekends_and_days_off_name_their_reason() {
    let calendar = published();
    for notice in [2024, 2025, 2026].map(|year| calendar.year(year).unwrap()) {
        assert!(notice.problems().is_empty());
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
fn holidays_have_their_names_where_the_file_gives_them() {
    let calendar = published();
    assert_eq!(calendar.holiday(date(2026, 2, 15)), Some("春节"));
    assert_eq!(calendar.holiday(date(2024, 6, 10)), Some("端午节"));
    assert_eq!(calendar.holiday(date(2025, 10, 6)), Some("国庆节、中秋节"));
    assert_eq!(calendar.holiday(date(2026, 2, 14)), None, "补班");
    assert_eq!(calendar.holiday(date(2026, 2, 7)), None, "a plain Saturday");
}

/// The table of domain-facts 5, worked out day by day: the shipped files say the same.
#[test]
fn the_three_years_are_those_of_the_notices() {
    const OFF: [&str; 3] = [
        "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
        "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
        "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
    ];
    const MADE_UP: [&str; 3] = [
        "0204 0218 0407 0428 0511 0914 0929 1012",
        "0126 0208 0427 0928 1011",
        "0104 0214 0228 0509 0920 1010",
    ];
    let calendar = published();
    for (at, year) in [2024, 2025, 2026].into_iter().enumerate() {
        for day in date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() == year) {
            let digits = format!("{:02}{:02}", day.month(), day.day());
            let inside = |stretch: &str| {
                let (first, last) = stretch.split_once('-').unwrap_or((stretch, stretch));
                (first..=last).contains(&digits.as_str())
            };
            let off = OFF[at].split(' ').any(inside);
            let made_up = MADE_UP[at].split(' ').any(inside);
            let weekend = day.weekday().to_monday_one_offset() > 5;
            assert_eq!(calendar.is_working_day(day), made_up || (!off && !weekend), "{day}");
            assert_eq!(calendar.is_make_up(day), made_up, "{day}");
            assert_eq!(calendar.holiday(day).is_some(), off, "{day}");
        }
    }
}

#[test]
fn what_cannot_be_right_in_a_notice_is_told() {
    let notice = |off: &str, made_up: &str| {
        let text = format!("year = 2026\ndocument = \"x\"\ndays_off = {off}\nmake_up = {made_up}");
        let found = toml::from_str::<CalendarYear>(&text).unwrap().problems();
        found.into_iter().map(|(_, problem)| problem).collect::<Vec<_>>()
    };
    assert_eq!(notice("[]", "[]"), ["2026年没有放假日，不像已公布的放假安排"]);
    assert_eq!(notice("['2026-01-02']", "['2026-01-05']"), ["2026-01-05 不是周末，不会是补班日"]);
    assert_eq!(notice("['2026-01-03']", "['2026-01-03']"), ["2026-01-03 既放假又补班"]);
    assert_eq!(notice("['2027-01-01']", "[]"), ["2027-01-01 不在2026年"]);
    assert_eq!(notice("['2025-12-31/2026-01-01']", "[]"), Vec::<String>::new());
    assert_eq!(notice("['2025-11-30']", "[]"), ["2025-11-30 不在2026年"]);
}

#[test]
fn a_stretch_of_another_shape_is_explained() {
    for wrong in ["[7]", "[{ name = '元旦' }]", "[{ name = '元旦', days = '2026-01-01', x = 1 }]"] {
        let text = format!("year = 2026\ndocument = \"\"\ndays_off = {wrong}\nmake_up = []");
        let error = toml::from_str::<CalendarYear>(&text).unwrap_err().to_string();
        assert!(error.contains("应为日期"), "{error}");
    }
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
    fn the_written_form_reads_back(days in prop::collection::btree_map(0i64..400, "(|春节|元旦)", 0..80)) {
        let days_off =
            days.into_iter().map(|(n, name)| (date(2026, 1, 1) + jiff::Span::new().days(n), name)).collect();
        let year = CalendarYear { year: 2026, document: "x".into(), days_off, make_up: BTreeSet::new() };
        let calendar = WorkCalendar::new(vec![year]);
        let text = serde_json::to_string(&calendar).unwrap();
        prop_assert_eq!(serde_json::from_str::<WorkCalendar>(&text).unwrap(), calendar);
    }
}
