//! The days of a period as calendar sheets: one for each month, one row for each week of the period, every day
//! with what it is and, below, which it is in the count.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::domain::calendar::weekday;
use crate::domain::clock::{DayRole, PeriodDay, Skip};
use crate::text::{cut, pad};

/// Cells of a day; seven and the margin stay inside 80.
const CELL: usize = 11;
const MARGIN: &str = "  ";
/// More months than this are drawn at both ends only.
const MOST_MONTHS: usize = 13;
const AT_EACH_END: usize = 3;

/// What is drawn.
pub(super) struct Marked<'a> {
    pub(super) days: &'a [PeriodDay],
    pub(super) due: Date,
    /// The date before the extension.
    pub(super) original: Option<Date>,
}

/// The sheets, line by line.
pub(super) fn draw(period: &Marked<'_>) -> Vec<String> {
    let mut months: BTreeMap<Date, Vec<&PeriodDay>> = BTreeMap::new();
    for day in period.days {
        months.entry(day.date.first_of_month()).or_default().push(day);
    }
    let all = months.len();
    let mut lines = Vec::new();
    for (at, (first, days)) in months.iter().enumerate() {
        if all > MOST_MONTHS && at == AT_EACH_END {
            lines.extend([String::new(), format!("……中间{}个月从略", all - 2 * AT_EACH_END)]);
        }
        if all <= MOST_MONTHS || at < AT_EACH_END || at + AT_EACH_END >= all {
            lines.extend(month(period, *first, days));
        }
    }
    lines
}

fn month(period: &Marked<'_>, first: Date, days: &[&PeriodDay]) -> Vec<String> {
    let mut lines = vec![String::new(), format!("{}年{}月", first.year(), first.month())];
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let names = monday.series(1.days()).take(7).map(|day| pad(weekday(day), CELL));
    lines.push(row(names));
    let weeks = monday.series(Span::new().weeks(1)).take_while(|week| *week <= first.last_of_month());
    for week in weeks {
        let cells: Vec<(String, String)> = week
            .series(1.days())
            .take(7)
            .map(|date| {
                let day = days.iter().find(|day| day.date == date);
                match day {
                    Some(day) => (heading(period, day), count(&day.role)),
                    None if date.first_of_month() == first => (date.day().to_string(), String::new()),
                    None => (String::new(), String::new()),
                }
            })
            .collect();
        if week.series(1.days()).take(7).any(|date| days.iter().any(|day| day.date == date)) {
            lines.push(row(cells.iter().map(|(heading, _)| cell(heading))));
            if cells.iter().any(|(_, count)| !count.is_empty()) {
                lines.push(row(cells.iter().map(|(_, count)| cell(count))));
            }
        }
    }
    lines
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let line: String = cells.collect();
    format!("{MARGIN}{}", line.trim_end())
}

/// One space is left to the next day.
fn cell(text: &str) -> String {
    pad(&cut(text, CELL - 1), CELL)
}

/// The number of the day and what it is.
fn heading(period: &Marked<'_>, day: &PeriodDay) -> String {
    let what = match &day.role {
        DayRole::Start => "起算",
        _ if day.date == period.due => "届满",
        _ if Some(day.date) == period.original => "原届满",
        DayRole::Counted { .. } | DayRole::RolledTo => "",
        DayRole::GaveWay { why, .. } | DayRole::Skipped(why) => off(why),
    };
    format!("{} {what}", day.date.day())
}

fn off(why: &Skip) -> &str {
    match why {
        Skip::Weekend => "周末",
        Skip::Holiday => "节假日",
        Skip::Named(name) => name,
        Skip::Suspended(_) => "中止",
    }
}

/// Which day it is in the count, or why it is not.
fn count(role: &DayRole) -> String {
    match role {
        DayRole::Start => "不计入".to_owned(),
        DayRole::Counted { nth, make_up: true } => format!("第{nth}日补班"),
        DayRole::Counted { nth, make_up: false } | DayRole::GaveWay { nth, .. } => format!("第{nth}日"),
        DayRole::Skipped(Skip::Suspended(why)) => why.clone(),
        DayRole::Skipped(_) => String::new(),
        DayRole::RolledTo => "顺延".to_owned(),
    }
}
