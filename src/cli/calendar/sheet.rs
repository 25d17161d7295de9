//! A year drawn: two months side by side, what is off and what is worked beside the number of the day.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::domain::calendar::{CalendarYear, DayOff, WorkCalendar, joined, weekday};
use crate::text::{pad, wrap};

/// Cells of a day: two digits, a mark of two and a space.
const CELL: usize = 5;
const BETWEEN: &str = "    ";

/// The whole text.
///
/// # Errors
/// No such year in the calendar.
pub(super) fn year(year: i16, calendar: &WorkCalendar) -> Result<String, String> {
    if !(1949..=9998).contains(&year) {
        return Err(format!("没有{year}年的日历，请写四位年份"));
    }
    let notice = calendar.year(year);
    let mut text = match notice {
        Some(notice) => format!("{year}年　{}　工作日{}天\n", notice.document, worked(year, calendar)),
        None => format!(
            "{year}年　放假安排尚未公布或尚未导入，暂按周一至周五为工作日\n\
             公布后请导入：\n  yichuang calendar import {year}.json --document 文号 --out 大厅/calendar\n"
        ),
    };
    for pair in (1..=12).step_by(2) {
        text.push('\n');
        let (left, right) = (month(year, pair, calendar), month(year, pair + 1, calendar));
        for at in 0..left.len().max(right.len()) {
            let (left, right) =
                (left.get(at).map_or("", String::as_str), right.get(at).map_or("", String::as_str));
            line(&mut text, format!("{}{BETWEEN}{right}", pad(left, 7 * CELL)).trim_end());
        }
    }
    text.push_str("\n休 放假　班 补班（周末上班）\n");
    if let Some(notice) = notice {
        named(&mut text, notice);
    }
    Ok(text)
}

fn line(text: &mut String, line: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{line}");
}

fn worked(year: i16, calendar: &WorkCalendar) -> usize {
    let days = date(year, 1, 1).series(1.days()).take_while(|day| day.year() == year);
    days.filter(|day| calendar.is_working_day(*day)).count()
}

fn month(year: i16, month: i8, calendar: &WorkCalendar) -> Vec<String> {
    let first = date(year, month, 1);
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let names: String = monday.series(1.days()).take(7).map(|day| pad(weekday(day), CELL)).collect();
    let mut lines = vec![format!("{month}月"), names];
    for week in monday.series(7.days()).take_while(|week| *week <= first.last_of_month()) {
        let days = week.series(1.days()).take(7);
        lines.push(
            days.map(|day| {
                pad(&if day.month() == month { cell(day, calendar) } else { String::new() }, CELL)
            })
            .collect(),
        );
    }
    lines
}

fn cell(day: Date, calendar: &WorkCalendar) -> String {
    let mark = match calendar.day_off_reason(day) {
        Some(DayOff::Holiday) => "休",
        None if calendar.is_make_up(day) => "班",
        Some(DayOff::Weekend) | None => "",
    };
    format!("{:>2}{mark}", day.day())
}

/// The holidays by name, then the days made up.
fn named(text: &mut String, notice: &CalendarYear) {
    for stretch in joined(notice.days_off.iter().map(|(day, name)| (*day, name.as_str()))) {
        let name = if stretch.name.is_empty() { "放假" } else { stretch.name };
        line(text, &format!("{name}　{}", stretch.days().replace('/', " 至 ")));
    }
    let made_up: Vec<String> = notice.make_up.iter().map(Date::to_string).collect();
    for (at, part) in wrap(&made_up.join("、"), 72).iter().enumerate() {
        line(text, format!("{}　{part}", if at == 0 { "补班" } else { "　　" }).trim_end());
    }
}
